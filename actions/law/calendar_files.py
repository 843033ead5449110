"""A day to take along as a calendar file (RFC 5545): a deadline or a renewal, with an alarm.

The file holds no birth date, no age and no number: whoever reads a calendar along learns no more than the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, timedelta
from typing import Literal
from urllib.parse import urlencode

from icalendar import Alarm, Calendar, Event

from actions.law import cases, loading
from actions.law.deadlines import Deadline, DeadlineCase
from actions.law.rows import Frozen
from common import clock, vocabulary

ADDRESS = "v1/calendar.ics"
"""Where the file is served, relative to the site."""
PRODUCT = "-//identity card law//calendar//VI"
MEDIA_TYPE = "text/calendar"

Kind = Literal["deadline", "renewal"]
ALARMS: Mapping[Kind, timedelta] = {
    # Nine in the morning: of the day before a deadline, a month before a renewal, so that there is time to go.
    "deadline": timedelta(hours=9) - timedelta(days=1),
    "renewal": timedelta(hours=9) - timedelta(days=30),
}
"""When the alarm goes off, counted from the beginning of the day."""

SUMMARIES: Mapping[Kind, Mapping[str, str]] = {
    "deadline": {
        "vi": "Hạn trả kết quả: {case}",
        "es": "Fecha límite de entrega: {case}",
        "en": "Ready at the latest: {case}",
    },
    "renewal": {
        "vi": "Đến hạn đổi: {case}",
        "es": "Toca cambiar: {case}",
        "en": "To be changed: {case}",
    },
}
DESCRIPTIONS: Mapping[Kind, Mapping[str, str]] = {
    "deadline": {
        "vi": "Đây là ngày cuối theo luật. Ngày ghi trên giấy hẹn là ngày quyết định.",
        "es": "Es el último día según la ley. Vale la fecha del resguardo de la cita.",
        "en": "This is the last day by the law. The date on the appointment slip decides.",
    },
    "renewal": {
        "vi": "Từ ngày này thẻ phải được đổi. Hãy xem lại lệ phí và cách làm trước khi đi.",
        "es": "Desde este día hay que cambiar la tarjeta. Antes de ir, consulte la tasa y el trámite.",
        "en": "From this day the card must be changed. Look up the fee and the way to do it before you go.",
    },
}


class DueCase(cases.Case):
    """A renewal whose day was computed before."""

    document: cases.DocumentKey
    due: cases.Day


class Entry(Frozen):
    """A day to take along: what falls due, and of which card."""

    kind: Kind
    document: str
    procedure: str | None = None
    day: date


def of_deadline(deadline: Deadline) -> Entry:
    """Return the last day of a deadline."""
    return Entry(kind="deadline", document=deadline.document, procedure=deadline.procedure, day=deadline.last_day)


def of_day(case: DueCase) -> Entry:
    """Return a renewal that was computed before; CaseError when the card did not exist yet on its day."""
    cases.document_of(case.document, case.due, loading.load(), "due")
    return Entry(kind="renewal", document=case.document, day=case.due)


def file(entry: Entry, language: str) -> bytes:
    """Return the calendar file of a day; the same day of the same case always has the same UID."""
    event = Event()
    event.add("uid", f"{entry.kind}-{entry.document}-{entry.procedure or 'any'}-{entry.day}@identity-card-law")
    event.add("dtstamp", clock.now().astimezone(UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", _summary(entry, language))
    event.add("description", DESCRIPTIONS[entry.kind][language])
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", ALARMS[entry.kind])
    alarm.add("description", _summary(entry, language))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def name(entry: Entry) -> str:
    """Return what the file is called when it is saved."""
    return f"{entry.kind}-{entry.day}.ics"


def address_of_deadline(case: DeadlineCase, language: str) -> str:
    """Return the address of a deadline's file: the parameters that compute it."""
    asked = case.model_dump(mode="json", exclude_none=True)
    return f"{ADDRESS}?{urlencode({'kind': 'deadline', **asked, 'language': language})}"


def address_of_renewal(case: DueCase, language: str) -> str:
    """Return the address of a renewal's file. It holds the day that was computed, not the birth date: addresses are
    kept in logs and histories.
    """
    asked = case.model_dump(mode="json")
    return f"{ADDRESS}?{urlencode({'kind': 'renewal', **asked, 'language': language})}"


def _summary(entry: Entry, language: str) -> str:
    known = vocabulary.load()
    case = known.label("document", entry.document, language)
    if entry.procedure:
        case = f"{known.label('procedure', entry.procedure, language)}, {case}"
    return SUMMARIES[entry.kind][language].format(case=case)
