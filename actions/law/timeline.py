"""The timeline page for lawyers: every fee and limit by period with its text, in plain HTML, CSS and SVG."""

from __future__ import annotations

from html import escape

from actions.law.models import Law
from actions.law.rows import Row
from actions.law.timeline_plots import fee_plot, limit_plot
from actions.law.timeline_spans import NEWEST, fee_spans, limit_spans
from actions.law.timeline_tables import Texts, fee_rows, gap_rows, limit_rows, plain_rows, province_rows
from actions.law.timeline_words import LANGUAGE, amount_of, exempt_of, limit_of, nothing, notice_of, term, validity_of
from actions.sources.library import Library

# What the plots show: the procedure, and the reason that stands for it where the tariff has several lines.
FEE_PLOTS = (
    ("first", "first_card", "Cấp lần đầu (first issue)"),
    ("exchange", "age", "Đổi khi đến tuổi (exchange by age)"),
    ("conversion", None, "Đổi giấy tờ cũ sang thẻ hiện hành (conversion)"),
    ("exchange", "request", "Đổi trường hợp khác (other exchange)"),
    ("reissue", "lost", "Cấp lại do mất (reissue, lost)"),
    ("reissue", "damaged", "Thẻ hư hỏng (damaged: exchange, from 21/10/2024 reissue)"),
)
LIMIT_PLOTS = (("exchange", "Cấp, đổi (issue, exchange)"), ("reissue", "Cấp lại (reissue)"))

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1b1f24;max-width:1060px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem;line-height:1.2}h2{margin-top:2.6rem;border-bottom:2px solid #d4dae1}h3{margin:1.8rem 0 .3rem}
table{border-collapse:collapse;width:100%;font-size:.86rem;margin:.5rem 0 1.2rem}
th,td{border-bottom:1px solid #e2e6ea;padding:.35rem .5rem;text-align:left;vertical-align:top}
th{background:#f4f6f8}td.n{text-align:right;white-space:nowrap}td.d{white-space:nowrap}
svg{width:100%;height:auto;background:#fbfcfd;border:1px solid #e2e6ea}
.a{stroke:#17507f;stroke-width:3;fill:none}.b{stroke:#b4560f;stroke-width:3;fill:none;stroke-dasharray:9 5}
.c{stroke:#2b7a4b;stroke-width:4;fill:none;stroke-dasharray:2 5}.g{stroke:#dfe4e9;stroke-width:1}
text{font:12px system-ui,sans-serif;fill:#4a535d}.low{background:#fde8e4}.medium{background:#fff5db}
.key span{margin-right:1.4rem}.key b{font-weight:700}nav a{margin-right:1rem}small{color:#5a646e}
.ka{color:#17507f}.kb{color:#b4560f}.kc{color:#2b7a4b}@media print{nav{display:none}}
"""


def page(law: Law, library: Library | None = None) -> str:
    """Return the whole page; made from the rows alone, so the same rows always give the same page."""
    texts = Texts(library or Library.load(), law)
    parts = [
        "<!doctype html>",
        f'<html lang="{LANGUAGE}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>Lệ phí và thời hạn theo thời gian</title><style>{_STYLE}</style></head><body>",
        "<h1>Lệ phí và thời hạn làm thẻ căn cước theo thời gian, kèm văn bản</h1>",
        "<p>Trang này được tạo từ các dòng dữ liệu trong <code>data/law</code> (<code>make law-report</code>). "
        'Ô nền vàng: độ tin cậy trung bình; nền đỏ: thấp, câu hỏi còn mở. <small lang="en">Generated from the rows of '
        "data/law; yellow: medium confidence, red: low, an open question.</small></p>",
        '<nav><a href="#fees">Lệ phí</a><a href="#held">Còn giữ CCCD, CMND</a><a href="#who">Miễn lệ phí</a>'
        '<a href="#limits">Thời hạn</a><a href="#renewal">Tuổi đổi thẻ</a><a href="#china">Trung Quốc</a>'
        '<a href="#days">Ngày nghỉ</a><a href="#open">Chưa chắc</a><a href="#gaps">Khoảng trống</a></nav>',
        '<h2 id="fees">Lệ phí: CCCD, rồi thẻ căn cước</h2>',
        '<p class="key"><span><b class="ka">━━</b> nộp trực tiếp</span>'
        '<span><b class="kb">╍╍</b> nộp trực tuyến</span>'
        '<span><b class="kc">┅┅</b> trực tuyến, đủ điều kiện công dân số</span></p>',
    ]
    for procedure, reason, title in FEE_PLOTS:
        spans = fee_spans(law, NEWEST, procedure, reason, law.document("cccd").first)
        parts += [f"<h3>{escape(title)}</h3>", fee_plot(spans), fee_rows(spans, texts)]
    parts.append('<h2 id="held">Người còn giữ CCCD hoặc CMND từ khi có thẻ căn cước</h2>')
    for document, reason in (("cccd", "lost"), ("cccd", "age"), ("cccd", "request"), ("cmnd", "lost")):
        label = f"{term('document', document)}: {term('reason', reason)}"
        spans = fee_spans(law, document, None, reason, law.document(NEWEST).first)
        parts += [f"<h3>{escape(label)}</h3>", fee_rows(spans, texts)]
    parts += ["<h3>CMND: mức do tỉnh quyết định</h3>", province_rows(law, texts)]
    parts += [
        '<h2 id="who">Người được miễn lệ phí</h2>',
        plain_rows([*law.exemptions, *law.person_rules], exempt_of, texts),
    ]
    parts.append('<h2 id="limits">Thời hạn giải quyết</h2>')
    parts.append(
        '<p class="key"><span><b class="ka">━━</b> thành phố, thị xã</span><span><b class="kb">╍╍</b> vùng cao, biên '
        'giới, hải đảo</span><span><b class="kc">┅┅</b> nơi khác</span> Ngày làm việc; trước 11/12/2007 là ngày '
        "thường.</p>"
    )
    for procedure, title in LIMIT_PLOTS:
        spans = limit_spans(law, procedure)
        parts += [f"<h3>{escape(title)}</h3>", limit_plot(spans), limit_rows(spans, texts)]
    parts += ["<h3>Tất cả các dòng thời hạn</h3>", plain_rows(law.time_limits, limit_of, texts)]
    parts += [
        '<h2 id="renewal">Tuổi phải đổi thẻ và giá trị sử dụng</h2>',
        plain_rows(_validity(law), validity_of, texts),
    ]
    parts += ['<h2 id="china">Trung Quốc</h2>', plain_rows(_chinese(law), amount_of, texts)]
    parts += ['<h2 id="days">Ngày nghỉ và ngày làm bù</h2>', plain_rows(law.notices, notice_of, texts)]
    unsure = [row for row in law.rows() if row.doubt]
    parts += ['<h2 id="open">Những điểm chưa chắc</h2>', plain_rows(unsure, nothing, texts)]
    parts += ['<h2 id="gaps">Khoảng trống đã ghi nhận</h2>', gap_rows(law), "</body></html>"]
    return "\n".join(parts) + "\n"


def _validity(law: Law) -> list[Row]:
    return [*law.renewal_rules, *law.endings, *law.graces, *law.renewal_notes]


def _chinese(law: Law) -> list[Row]:
    found: list[Row] = [row for row in law.fee_lines if row.currency == "CNY"]
    chinese = {row.document for row in law.documents if row.country == "cn"}
    return [*found, *(row for row in law.time_limits if chinese & set(row.documents))]
