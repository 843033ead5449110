"""A commune's notice as a PDF of two pages, in our own words: `python tests/actions/sources/notice.py FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

PAGES = (
    """ỦY BAN NHÂN DÂN XÃ SUỐI MƠ
QUYẾT ĐỊNH
Về việc tổ chức tiếp nhận hồ sơ thẻ căn cước lưu động năm 2026
Số: 15/QĐ-UBND

Điều 1. Phạm vi và đối tượng
1. Quyết định này quy định lịch, địa điểm và cách đăng ký làm thẻ căn cước lưu động
tại các thôn của xã Suối Mơ.
2. Áp dụng với người đang ở trên địa bàn xã, không phân biệt nơi đăng ký thường trú.
3. Ưu tiên người từ đủ 75 tuổi, người khuyết tật và người đang điều trị tại nhà.

Điều 2. Lịch tiếp nhận lưu động
1. Thôn Thượng: thứ ba tuần đầu của mỗi tháng, từ 7 giờ 30 đến 11 giờ, tại nhà văn hóa thôn.
2. Thôn Hạ và thôn Trại: thứ năm tuần thứ hai của mỗi tháng, từ 13 giờ 30 đến 16 giờ 30,
tại trường tiểu học thôn Hạ.
3. Ngày mưa bão thì dời sang thứ bảy liền sau; tổ công tác báo qua loa truyền thanh
trước 17 giờ ngày hôm trước.
""",
    """Điều 3. Đăng ký đến tận nhà
1. Người không đi lại được thì người thân gọi số máy bàn của Công an xã để đăng ký
tổ công tác đến tận nhà, chậm nhất 3 ngày làm việc trước ngày mong muốn.
2. Người thân báo trước: họ tên, số định danh của người cần làm thẻ và chỗ ở hiện tại.
3. Việc đến tận nhà không thu thêm tiền.

Điều 4. Trả thẻ
1. Thẻ làm lưu động được trả tại bộ phận một cửa của xã hoặc tại nhà văn hóa thôn
vào buổi lưu động kế tiếp, tùy người làm thẻ chọn trên giấy hẹn.
2. Người nhận thay mang theo giấy hẹn và thẻ căn cước của mình.

Điều 5. Hiệu lực
Quyết định có hiệu lực từ ngày 01 tháng 10 năm 2026.
""",
)


def write(path: Path) -> Path:
    """Write the notice to `path`."""
    with matplotlib.rc_context({"pdf.fonttype": 42}), PdfPages(path) as pdf:
        for number, page in enumerate(PAGES, 1):
            figure = Figure(figsize=(8.3, 11.7))
            for row, line in enumerate(page.splitlines()):
                figure.text(0.08, 0.94 - 0.03 * row, line, fontsize=10)
            figure.text(0.5, 0.04, str(number), fontsize=9)
            pdf.savefig(figure)
    return path


if __name__ == "__main__":
    write(Path(sys.argv[1]))
