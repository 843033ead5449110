from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from actions import opening
from common.office import Closure, Office, Words
from common.office_file import read_office

EXAMPLE = read_office(Path(__file__).parents[2] / "deploy" / "offices" / "example.yml")


def said(at: str, language: str = "vi", office: Office = EXAMPLE) -> str:
    moment = datetime.fromisoformat(at)
    found = opening.opening(office, moment)
    assert found is not None
    return opening.said(found, moment, language)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-30 07:29", "đang đóng cửa, mở lại lúc 07:30 hôm nay"),
        ("2026-11-30 07:30", "đang mở cửa đến 11:30"),
        ("2026-11-30 11:30", "đang đóng cửa, mở lại lúc 13:30 hôm nay"),
        ("2026-11-30 16:59", "đang mở cửa đến 17:00"),
        ("2026-11-30 17:00", "đang đóng cửa, mở lại lúc 07:30 Thứ Ba, 01/12/2026"),
        ("2026-11-28 09:00", "đang mở cửa đến 11:30"),
        ("2026-11-29 09:00", "đang đóng cửa, mở lại lúc 07:30 Thứ Hai, 30/11/2026"),
        # 24 November 2026 is a public holiday, 30 April and 1 May too, with the weekend that follows them
        ("2026-11-24 09:00", "đang đóng cửa, mở lại lúc 07:30 Thứ Tư, 25/11/2026"),
        ("2026-05-01 09:00", "đang đóng cửa, mở lại lúc 07:30 Thứ Hai, 04/05/2026"),
        ("2026-05-02 09:00", "đang đóng cửa, mở lại lúc 07:30 Thứ Hai, 04/05/2026"),
        # 22 August 2026 is a Saturday that is worked: the office's own Saturday hours count
        ("2026-08-22 09:00", "đang mở cửa đến 11:30"),
    ],
)
def test_open_now_or_when_again(at: str, words: str) -> None:
    assert said(at) == words


def test_a_weekend_day_that_is_worked_has_mondays_hours() -> None:
    office = replace(EXAMPLE, hours={day: spans for day, spans in EXAMPLE.hours.items() if day < 5})
    assert said("2026-08-22 15:00", office=office) == "đang mở cửa đến 17:00"
    assert said("2026-11-28 09:00", office=office) == "đang đóng cửa, mở lại lúc 07:30 Thứ Hai, 30/11/2026"


def test_a_closure_of_its_own_is_told_with_its_reason() -> None:
    assert said("2026-12-24 09:00", "en") == (
        "closed now (moving the camera (example)), open again at 07:30 on Friday, 25 Dec 2026"
    )


def test_an_office_that_does_not_open_again_soon() -> None:
    reason = Words("sửa nhà", "obras", "building works")
    office = replace(EXAMPLE, closures=(Closure(date(2026, 11, 1), date(2027, 11, 1), reason),))
    assert said("2026-11-30 09:00", "es", office) == "cerrada ahora (obras), sin fecha de apertura conocida"


def test_holidays_that_nobody_has_announced_are_said_to_be_unsure() -> None:
    assert said("2029-06-04 20:00", "en").endswith("(the holidays of that year are not announced yet; call first)")


def test_an_office_that_no_holiday_closes() -> None:
    assert said("2026-11-24 09:00", office=replace(EXAMPLE, holidays=None)) == "đang mở cửa đến 11:30"


def test_without_hours_nothing_is_said() -> None:
    assert opening.opening(replace(EXAMPLE, hours={}), datetime(2026, 11, 30, 9)) is None
