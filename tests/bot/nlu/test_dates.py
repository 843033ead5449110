from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.dates import find_dates
from common.text import fold

TODAY = date(2026, 11, 22)


def values(text: str) -> list[str | None]:
    return [span.value for span in find_dates(text, fold(text), TODAY)]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("nộp ngày 3/7/2023", "2023-07-03"),
        ("ngày 3 tháng 7 năm 2023", "2023-07-03"),
        ("ngay 3 thang 7 nam 2023", "2023-07-03"),
        ("el 1 de junio de 2026", "2026-06-01"),
        ("filed on 12 March 1985", "1985-03-12"),
        ("March 3rd, 2020", "2020-03-03"),
        ("2026-11-05", "2026-11-05"),
        ("03.07.2023", "2023-07-03"),
    ],
)
def test_a_full_date_is_a_day(said: str, day: str) -> None:
    assert values(said) == [day]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("t3/2022", "2022-03"),
        ("tháng 3 năm 2022", "2022-03"),
        ("en marzo de 2022", "2022-03"),
        ("thế năm 2023 thì sao", "2023"),
        ("hồi 2019", "2019"),
        ("2021", "2021"),
        ("2021?", "2021"),
        ("in late 2022", "2022"),
        ("the mid-2025 fee", "2025"),
        ("lệ phí 2023", "2023"),
        ("what did it cost last year", "2025"),
        ("năm ngoái thu bao nhiêu", "2025"),
        ("¿cuánto era el año pasado?", "2025"),
        ("sang năm", "2027"),
        ("5 năm trước", "2021"),
        ("tháng 1 năm sau", "2027-01"),
        ("en enero del próximo año", "2027-01"),
        ("tháng trước", "2026-10"),
    ],
)
def test_months_and_years_stay_as_wide_as_they_were_said(said: str, value: str) -> None:
    assert values(said) == [value]


@pytest.mark.parametrize(
    "said",
    ["mấy năm trước", "bảy năm trước", "3 tháng trước", "Việt Nam sau này", "2000 đồng", "luật 2014", "the 2014 law"],
)
def test_what_only_looks_like_a_year_is_none(said: str) -> None:
    assert values(said) == []


def test_a_range_is_two_dates() -> None:
    assert values("từ 2016 đến 2018") == ["2016", "2018"]
    assert values("between 2016 and 2018") == ["2016", "2018"]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("ngày 15 tháng 3", "2026-03-15"),
        ("hôm 5/10", "2026-10-05"),
        ("nộp 3/12", "2026-12-03"),
        ("el 20 de enero", "2027-01-20"),
        ("29 de febrero", "2024-02-29"),
    ],
)
def test_a_date_without_a_year_is_the_last_one_or_one_that_comes_soon(said: str, day: str) -> None:
    assert values(said) == [day]


@pytest.mark.parametrize("said", ["31/02/2024", "32/1/2020", "ngày 30 tháng 2 năm 2025", "30/13/2025"])
def test_a_day_that_does_not_exist_has_no_value(said: str) -> None:
    assert values(said) == [None]


@pytest.mark.parametrize("said", ["thẻ 12 số", "nộp 2000 đồng", "số 0123456789", "điều 25 khoản 4"])
def test_other_numbers_are_no_dates(said: str) -> None:
    assert values(said) == []


@pytest.mark.parametrize(
    "said", ["Nghị định 69/2024", "theo TT 10/2021", "Decree No. 70/2024", "luật số 26/2023", "la ley 26/2023"]
)
def test_the_number_of_a_text_is_no_month(said: str) -> None:
    assert values(said) == []


def test_days_are_counted_from_today() -> None:
    assert values("hôm qua") == ["2026-11-21"]
    assert values("hace 3 días") == ["2026-11-19"]
    assert values("tomorrow") == ["2026-11-23"]
