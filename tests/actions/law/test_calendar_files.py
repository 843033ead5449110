from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar, Component

from actions.law import calendar_files
from actions.law.calendar_files import DueCase, Entry
from actions.law.deadlines import DeadlineCase, deadline
from actions.law.renewals import RenewalCase, renewal
from common import clock

LOST = DeadlineCase(document="can_cuoc", reason="lost", received=date(2026, 11, 19))
DUE = DueCase(document="cccd", due=date(2030, 5, 20))
LANGUAGES = ("vi", "es", "en")


def event(entry: Entry, language: str = "en") -> Component:
    """Return the one event of a file, once it is whole."""
    calendar = Calendar.from_ical(calendar_files.file(entry, language))
    assert (calendar["version"], calendar["prodid"]) == ("2.0", calendar_files.PRODUCT)
    (found,) = calendar.walk("VEVENT")
    return found


def test_a_deadline_is_a_whole_day_with_an_alarm_the_day_before() -> None:
    found = event(calendar_files.of_deadline(deadline(LOST)))
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (date(2026, 12, 1), date(2026, 12, 2))
    assert str(found["summary"]) == "Ready at the latest: reissue, identity card (thẻ căn cước)"
    (alarm,) = found.walk("VALARM")
    assert datetime.combine(date(2026, 12, 1), datetime.min.time()) + alarm.decoded("trigger") == datetime(
        2026, 11, 30, 9
    )


def test_a_renewal_has_its_alarm_a_month_before() -> None:
    (alarm,) = event(calendar_files.of_day(DUE)).walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=9) - timedelta(days=30)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_language_and_blocks_no_time(language: str) -> None:
    found = event(calendar_files.of_day(DUE), language)
    assert str(found["description"]) == calendar_files.DESCRIPTIONS["renewal"][language]
    assert str(found["transp"]) == "TRANSPARENT"


def test_it_holds_no_birth_date_no_age_and_no_number() -> None:
    case = RenewalCase(document="cccd", birth_date=date(1990, 5, 20), issue_year=2021, day=date(2026, 11, 29))
    computed = renewal(case)
    assert (computed.milestone_age, computed.next_date) == (40, DUE.due)
    lines = calendar_files.file(calendar_files.of_day(DUE), "vi").decode().splitlines()
    told = "\n".join(line for line in lines if not line.startswith("DTSTAMP"))
    assert [hidden for hidden in ("1990", "2021", "40") if hidden in told] == []


def test_the_same_day_of_the_same_case_is_the_same_event(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 29, 8, tzinfo=UTC))
    first = calendar_files.file(calendar_files.of_day(DUE), "vi")
    assert calendar_files.file(calendar_files.of_day(DUE), "vi") == first
    other = calendar_files.of_day(DueCase(document="can_cuoc", due=DUE.due))
    assert event(other)["uid"] != event(calendar_files.of_day(DUE))["uid"]


def test_lines_end_and_fold_as_the_standard_says() -> None:
    lines = calendar_files.file(calendar_files.of_deadline(deadline(LOST)), "vi").split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75


def test_the_address_of_a_deadline_holds_what_computes_it() -> None:
    address = urlsplit(calendar_files.address_of_deadline(LOST, "es"))
    assert address.path == "v1/calendar.ics"
    assert {name: values[0] for name, values in parse_qs(address.query).items()} == {
        "kind": "deadline",
        "document": "can_cuoc",
        "reason": "lost",
        "received": "2026-11-19",
        "language": "es",
    }


def test_the_address_of_a_renewal_holds_its_day_alone() -> None:
    assert calendar_files.address_of_renewal(DUE, "vi") == (
        "v1/calendar.ics?kind=renewal&document=cccd&due=2030-05-20&language=vi"
    )
