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
        ("2023.07.03", "2023-07-03"),
        ("ngày 03072023", "2023-07-03"),
        ("ngày 3/7 năm 2023", "2023-07-03"),
        ("3/7 nam 23", "2023-07-03"),
        ("3-Jul-2023", "2023-07-03"),
        ("el 3/7 del 2023", "2023-07-03"),
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
        ("bảy năm trước", "2019"),
        ("cách đây 5 năm", "2021"),
        ("cách nay chừng ba năm", "2023"),
        ("five years ago, what was the fee", "2021"),
        ("a couple of years ago", "2024"),
        ("hace cinco años", "2021"),
        ("hace un par de años", "2024"),
        ("el año antepasado", "2024"),
        ("fee back in 21", "2021"),
        ("allá por el 21", "2021"),
        ("hồi 2k21", "2021"),
        ("hai nghìn không trăm hai mốt", "2021"),
        ("twenty twenty-one", "2021"),
        ("dos mil veintiuno", "2021"),
    ],
)
def test_months_and_years_stay_as_wide_as_they_were_said(said: str, value: str) -> None:
    assert values(said) == [value]


@pytest.mark.parametrize(
    "said",
    [
        "mấy năm trước",
        "two thousand dong",
        "hai nghìn hai mươi ngày",
        "3 tháng trước",
        "Việt Nam sau này",
        "2000 đồng",
        "luật 2014",
        "the 2014 law",
    ],
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


SUNDAY = date(2026, 11, 29)


def read_on_sunday(text: str) -> list[str | None]:
    return [span.value for span in find_dates(text, fold(text), SUNDAY)]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("sinh 20/5/90", "1990-05-20"),
        ("20-5-90", "1990-05-20"),
        ("thẻ cấp 3/4/21", "2021-04-03"),
        ("sinh ngày 7 tháng 8 năm 85", "1985-08-07"),
        ("nací el 7 de agosto del 85", "1985-08-07"),
        ("7 Aug '85", "1985-08-07"),
        ("sinh năm 90", "1990"),
        ("em sinh 02", "2002"),
        ("ba tôi sanh năm 58", "1958"),
        ("nací en el 85", "1985"),
        ("born in '85", "1985"),
        ("del 90", "1990"),
        ("una tarjeta del 21", "2021"),
        ("sinh tháng 5/90", "1990-05"),
        ("mayo del 90", "1990-05"),
    ],
)
def test_a_year_in_two_digits_is_read(said: str, value: str) -> None:
    assert read_on_sunday(said) == [value]


def test_the_words_before_two_digits_tell_the_century() -> None:
    assert read_on_sunday("sinh 20/5/30") == ["1930-05-20"]
    assert read_on_sunday("thẻ hết hạn 20/5/48") == ["2048-05-20"]


@pytest.mark.parametrize(
    "said",
    [
        "nam 25 tuổi",
        "anh nam 25 ở Huế",
        "năm 25 tuổi đổi thẻ",
        "in 15 working days",
        "del 15 %",
        "lần thứ hai",
        "con thứ ba của tôi",
        "từ thứ hai đến thứ sáu",
        "de lunes a viernes",
        "can I get it in 7 days",
        "por la mañana",
        "hoy en día",
        "ngày một nhiều",
        "10 ngày trước khi hết hạn",
        "I am at 10/3",
        "em tròn 25 tuần trước",
        "em tròn 25 tháng này",
        "quá 3 tháng sau sinh nhật",
        "công an có đem máy tới không",
        "cuối tuần sau",
        "giấy 30/60/15",
        "el descuento del 50",
        "I have to fly on Friday",
        "Cumplo 40 la semana que viene, ¿tengo que cambiar la tarjeta?",
    ],
)
def test_numbers_and_weekdays_of_another_sense_are_no_dates(said: str) -> None:
    assert read_on_sunday(said) == []


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("thứ hai tuần sau", "2026-11-30"),
        ("thu tu tuan sau", "2026-12-02"),
        ("T6 tuần tới", "2026-12-04"),
        ("chủ nhật tuần trước", "2026-11-22"),
        ("thứ năm tới", "2026-12-03"),
        ("nộp hôm thứ sáu vừa rồi", "2026-11-27"),
        ("next Monday", "2026-11-30"),
        ("Wednesday next week", "2026-12-02"),
        ("last Friday", "2026-11-27"),
        ("el lunes que viene", "2026-11-30"),
        ("el próximo jueves", "2026-12-03"),
        ("el viernes pasado", "2026-11-27"),
        ("presenté los papeles el viernes", "2026-11-27"),
    ],
)
def test_a_weekday_is_told_by_its_week_or_its_side(said: str, day: str) -> None:
    assert read_on_sunday(said) == [day]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("3 ngày nữa", "2026-12-02"),
        ("hai tuần nữa", "2026-12-13"),
        ("in three days", "2026-12-02"),
        ("a week from now", "2026-12-06"),
        ("dentro de 3 días", "2026-12-02"),
        ("dentro de una semana", "2026-12-06"),
        ("cách đây 4 ngày", "2026-11-25"),
        ("nộp 10 ngày rồi", "2026-11-19"),
        ("two weeks ago", "2026-11-15"),
        ("hace dos días", "2026-11-27"),
        ("2 tháng nữa", "2027-01"),
        ("ngày mốt", "2026-12-01"),
        ("ngày kia", "2026-12-01"),
        ("the day after tomorrow", "2026-12-01"),
        ("pasado mañana", "2026-12-01"),
        ("hôm kia", "2026-11-27"),
        ("hôm kìa", "2026-11-26"),
        ("the day before yesterday", "2026-11-27"),
        ("anteayer", "2026-11-27"),
        ("sáng mai", "2026-11-30"),
        ("tối qua", "2026-11-28"),
    ],
)
def test_days_are_counted_in_three_languages(said: str, value: str) -> None:
    assert read_on_sunday(said) == [value]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("ngày 15/2 tới", "2027-02-15"),
        ("15 tháng 2 này", "2027-02-15"),
        ("hôm 20/12 vừa rồi", "2025-12-20"),
        ("ngày 3/5 năm ngoái", "2025-05-03"),
        ("el 3 de marzo del año que viene", "2027-03-03"),
        ("tôi sẽ nộp ngày 15/2", "2027-02-15"),
        ("I submitted it on 3 December", "2025-12-03"),
        ("ngày 15 tháng sau", "2026-12-15"),
        ("the 5th of last month", "2026-10-05"),
        ("ngày 10 tới", "2026-12-10"),
        ("tháng 5 tới", "2027-05"),
        ("tháng mười hai năm ngoái", "2025-12"),
        ("last March", "2026-03"),
        ("marzo pasado", "2026-03"),
        ("next February", "2027-02"),
    ],
)
def test_the_words_beside_a_day_or_month_tell_its_year(said: str, value: str) -> None:
    assert read_on_sunday(said) == [value]


def test_a_range_has_the_year_of_its_end() -> None:
    assert read_on_sunday("từ 21/10 đến 31/12/2024") == ["2024-10-21", "2024-12-31"]
    assert read_on_sunday("del 20 de diciembre al 15 de enero de 2025") == ["2024-12-20", "2025-01-15"]


def test_a_range_with_toi_is_no_day_to_come() -> None:
    assert read_on_sunday("nộp từ 1/3 tới 5/3") == ["2026-03-01", "2026-03-05"]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("mùng 5 Tết", "2027-02-10"),
        ("mồng một Tết năm 2025", "2025-01-29"),
        ("30 Tết", "2027-02-05"),
        ("sau Tết", "2027-02-11"),
        ("sau tet", "2027-02-11"),
        ("mùng sáu Tết", "2027-02-11"),
        ("đã nộp sau Tết", "2026-02-22"),
        ("after Tet", "2027-02-11"),
        ("trước 30/4", "2027-04-30"),
        ("after Christmas", "2026-12-25"),
        ("ngày giỗ tổ", "2027-04-16"),
        ("sau Quốc khánh", "2027-09-02"),
    ],
)
def test_feasts_are_days(said: str, day: str) -> None:
    assert read_on_sunday(said) == [day]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("mùng 10 tháng 3 âm lịch", "2026-04-26"),
        ("10/3 âm", "2026-04-26"),
        ("10/3/1990 âm lịch", "1990-04-05"),
        ("âm lịch ngày 15/8/1985", "1985-09-29"),
        ("mùng 2 tháng 1 năm 2007 âm lịch", "2007-02-18"),
        ("mùng 1 tháng 6 nhuận năm 2025", "2025-07-25"),
        ("23 tháng chạp năm 2024", "2025-01-22"),
        ("rằm tháng bảy năm 2025", "2025-09-06"),
        ("the 10th day of the 3rd lunar month", "2026-04-26"),
        ("10 de marzo del calendario lunar", "2026-04-26"),
    ],
)
def test_a_lunar_date_becomes_vietnams_solar_day(said: str, day: str) -> None:
    spans = find_dates(said, fold(said), SUNDAY)
    assert [(span.value, span.reading) for span in spans] == [(day, "lunar")]


def test_a_lunar_day_that_does_not_exist_has_no_value() -> None:
    assert read_on_sunday("ngày 31/6/2025 âm lịch") == [None]


def test_the_order_of_the_united_states_only_where_it_alone_can_be_meant() -> None:
    assert read_on_sunday("05/20/1990") == ["1990-05-20"]
    assert read_on_sunday("05/06/1990") == ["1990-06-05"]
    assert read_on_sunday("02/31/2024") == [None]


def test_days_and_months_in_words() -> None:
    assert read_on_sunday("ngày hai mươi tháng năm năm 1990") == ["1990-05-20"]
    assert read_on_sunday("mùng hai tháng chín năm 2025") == ["2025-09-02"]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("I file on Monday 1 Feb 2027, right before Tet", "2027-02-01"),
        ("presentado el 13 de febrero de 2026, justo antes del Tet", "2026-02-13"),
        ("nộp ngày 3/2/2027, ngay trước Tết", "2027-02-03"),
    ],
)
def test_a_feast_that_only_places_a_whole_day_is_no_second_one(said: str, day: str) -> None:
    assert values(said) == [day]
