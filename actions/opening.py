"""Whether an office is open at a moment, until when, or when again: its own hours over the public holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from actions import formats
from actions.law import loading
from actions.law.calendars import Calendar
from common.office import Office, Span, Words
from common.wording import say

DAYS_AHEAD = 60
"""How far ahead the next opening is looked for: further than any holiday or closure lasts."""
_MONDAY, _SATURDAY = 0, 5
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Opening:
    """Whether an office is open; `until` when it is, else `again` when it opens (None: not within DAYS_AHEAD).

    reason: why it is closed today, where its file says so. sure: whether a notice on the holidays is on file for every
    year looked at.
    """

    is_open: bool
    until: datetime | None = None
    again: datetime | None = None
    reason: Words | None = None
    sure: bool = True


def opening(office: Office, at: datetime, calendar: Calendar | None = None) -> Opening | None:
    """Return whether an office is open at a moment in its own time zone; None where its hours are not known."""
    if not any(office.hours.values()):
        return None
    if calendar is None and office.holidays:
        calendar = Calendar(office.holidays, loading.load())
    day, moment = at.date(), at.timetz().replace(tzinfo=None)
    reason = next((closure.reason for closure in office.closures if closure.first <= day <= closure.last), None)
    for span in spans(office, day, calendar):
        if span.start <= moment < span.end:
            return Opening(True, until=datetime.combine(day, span.end), sure=_is_sure(calendar, day))
        if moment < span.start:
            return Opening(False, again=datetime.combine(day, span.start), sure=_is_sure(calendar, day))
    for ahead in range(1, DAYS_AHEAD + 1):
        later = day + ahead * _DAY
        for span in spans(office, later, calendar):
            again = datetime.combine(later, span.start)
            return Opening(False, again=again, reason=reason, sure=_is_sure(calendar, day, later))
    return Opening(False, reason=reason)


def spans(office: Office, day: date, calendar: Calendar | None) -> tuple[Span, ...]:
    """Return when an office is open on a day.

    A Saturday or Sunday that is worked in place of another day has Monday's hours, unless it has its own; one beside
    a public holiday belongs to it, as in the yearly notices.
    """
    if any(closure.first <= day <= closure.last for closure in office.closures):
        return ()
    own = office.hours.get(day.weekday(), ())
    if calendar is None:
        return own
    if day.weekday() >= _SATURDAY:
        if calendar.is_working(day):
            return own or office.hours.get(_MONDAY, ())
        friday, monday = day - (day.weekday() - 4) * _DAY, day + (7 - day.weekday()) * _DAY
        return own if calendar.is_working(friday) and calendar.is_working(monday) else ()
    return own if calendar.is_working(day) else ()


def said(found: Opening, at: datetime, language: str) -> str:
    """Return an opening in words: "đang mở cửa đến 11:30", "đã đóng cửa, mở lại lúc 07:30 thứ Hai, 30/11/2026"."""
    if found.is_open:
        assert found.until is not None
        return say("utter_office_open", language, time=f"{found.until:%H:%M}")
    reason = say("utter_office_reason", language, reason=found.reason.say(language)) if found.reason else ""
    if found.again is None:
        return say("utter_office_closed", language, reason=reason)
    day = found.again.date()
    if day == at.date():
        when = say("utter_office_today", language)
    else:
        weekday = formats.weekday(day, language)
        when = say("utter_office_day", language, weekday=weekday, day=formats.short_date(day, language))
    words = say("utter_office_again", language, reason=reason, time=f"{found.again:%H:%M}", when=when)
    return words if found.sure else f"{words} {say('utter_office_unsure', language)}"


def _is_sure(calendar: Calendar | None, *days: date) -> bool:
    return calendar is None or all(calendar.notice(day.year) is not None for day in days)
