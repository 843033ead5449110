from __future__ import annotations

import pytest

from actions.sources import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("35.000 đồng", {"35000"}),
        ("35,000 dong", {"35000"}),
        ("35 000 dongs", {"35000"}),
        ("1.000.000 đến 2.000.000 đồng", {"1000000", "2000000"}),
        ("phạt từ 1 đến 2 triệu đồng", {"1000000", "2000000"}),
        ("1,5 triệu", {"1500000"}),
        ("2.5 million dong", {"2500000"}),
        ("de 50 a 100 millones", {"50000000", "100000000"}),
        ("35k", {"35000"}),
        ("50 %", {"50"}),
        ("14-18 tuổi", {"14", "18"}),
        ("a 14-year-old", {"14"}),
        ("31/12/2026", {"day 2026-12-31"}),
        ("2026-12-31", {"day 2026-12-31"}),
        ("ngày 31 tháng 12 năm 2026", {"day 2026-12-31"}),
        ("31 de diciembre de 2026", {"day 2026-12-31"}),
        ("1.º de julio de 2024", {"day 2024-07-01"}),
        ("31 December 2026", {"day 2026-12-31"}),
        ("December 31, 2026", {"day 2026-12-31"}),
        ("until 31 Dec 2026", {"day 2026-12-31"}),
        ("ngày 1/7", {"day 07-01"}),
        ("el 1 de julio", {"day 07-01"}),
        ("tháng 7/2024", {"month 2024-07"}),
        ("julio de 2024", {"month 2024-07"}),
        ("July 2024", {"month 2024-07"}),
        ("tháng 7", {"month 07"}),
        ("6 tháng", {"6"}),
        ("you may 14 times", {"14"}),
        ("Điều 25", {"article 25"}),
        ("khoản 4 Điều 25", {"article 25", "clause 4"}),
        ("Article 25(4)(c)", {"article 25", "clause 4"}),
        ("artículo 25", {"article 25"}),
        ("artículo 25.4", {"article 25", "clause 4"}),
        ("Articles 24 and 25 of the law", {"article 24", "article 25"}),
        ("Điều 25 và 7 ngày làm việc", {"article 25", "7"}),
        ("第十二条第一款", {"article 12", "clause 1"}),
        ("第二十一条", {"article 21"}),
        ("Luật 26/2023/QH15", {"text 26/2023"}),
        ("Decreto 58/2026", {"text 58/2026"}),
        ("Nghị định 282", {"text 282"}),
        ("Luật Căn cước 2023", {"2023"}),
        ("gọi 113 hoặc 1900 0368", {"113", "phone 19000368"}),
        ("1900.0368", {"phone 19000368"}),
        ("Phiếu CC01", {"code CC01"}),
        ("two cards, hai thẻ, dos tarjetas", set()),
    ],
)
def test_figures_are_read_in_every_way_of_writing_them(text: str, found: set[str]) -> None:
    assert set(figures.read(text)) == found


def test_a_figure_is_told_in_the_words_it_was_written_in() -> None:
    assert figures.read("el 31 de diciembre  de 2026") == {"day 2026-12-31": "31 de diciembre de 2026"}


def test_a_whole_date_tells_its_month_and_its_year() -> None:
    assert figures.widened(["day 2026-12-31"]) == {"day 2026-12-31", "day 12-31", "month 2026-12", "month 12", "2026"}
    assert figures.widened(["text 26/2023"]) == {"text 26/2023", "text 26", "2023"}
    assert figures.widened(["article 25", "35000"]) == {"article 25", "35000"}


def test_a_ground_may_write_a_number_in_letters() -> None:
    assert figures.in_letters("a los catorce años, within seven days, half") == {"14", "7", "50"}
    assert figures.in_letters("The first card is free.") == figures.in_letters("No paga tasa.") == {"0"}
    assert figures.in_letters("The fee is due.") == set()
