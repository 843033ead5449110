"""By which day an office must be done: the limit of a case, and its last day with the days skipped on the way."""

from __future__ import annotations

from datetime import date, timedelta

from actions.law import cases, fees, loading, models
from actions.law.calendar_rows import Counting
from actions.law.calendars import Calendar, DayOff
from actions.law.errors import CaseError
from actions.law.procedure_rows import AREAS_OF_LIMITS, TimeLimit, Unit
from actions.law.rows import Confidence, Frozen, Row, Words, in_force, lowest, unique
from actions.law.selection import leave_out, select


class DeadlineCase(cases.Case):
    """A file that was complete on the day `received`. With a reason the procedure may be left out."""

    document: cases.DocumentKey
    procedure: cases.ProcedureKey | None = None
    reason: cases.ReasonKey | None = None
    area: cases.AreaKey | None = None
    channel: cases.ChannelKey | None = None
    received: cases.Day


class Limit(Frozen):
    """A number of working or calendar days."""

    days: int
    unit: Unit


class Sooner(Frozen):
    """Another, shorter figure that was published beside the limit, and the last day by it."""

    row: str
    limit: Limit
    last_day: date
    confidence: Confidence
    note: Words | None
    doubt: Words | None


class Undecided(Frozen):
    """A swap of days that is only proposed, and the last day if it were decided."""

    id: str
    last_day: date
    doubt: Words


class Deadline(Frozen):
    """The answer with its working. Days are counted from `counted_from` (the day after `received`) to `last_day`,
    both included; `skipped` are the days on the way that do not count and why (for a limit in calendar days: the
    days that the end was moved over). `extended`: the last day if the office may take longer, and `extension` why.

    `estimate`: a year without an official notice was touched; `estimates` says which.
    """

    document: str
    procedure: str
    area: str | None
    channel: str | None
    received: date
    limit: Limit
    counted_from: date
    last_day: date
    skipped: tuple[DayOff, ...]
    extended: date | None
    extension: Words | None
    sooner: tuple[Sooner, ...]
    undecided: tuple[Undecided, ...]
    estimate: bool
    estimates: tuple[Words, ...]
    rows: tuple[str, ...]
    basis: tuple[str, ...]
    confidence: Confidence
    doubts: tuple[Words, ...]
    notes: tuple[Words, ...]
    as_of: date


def time_limits(
    document: str,
    procedure: str,
    day: date,
    area: str | None = None,
    channel: str | None = None,
    reason: str | None = None,
    law: models.Law | None = None,
    field: str = "day",
) -> tuple[TimeLimit, ...]:
    """Return the limits in force on a day for an area (None: for all of them), the `also` rows last.

    CaseError when the document did not exist yet, has no such procedure, or nothing is known of that day (which
    the error calls by the name `field`).
    """
    law = law or loading.load()
    cases.document_of(document, day, law, field)
    found = (
        select(law.time_limits)
        .where(None, lambda row: document in row.documents)
        .where("procedure", lambda row: procedure in row.procedures)
        .on(day)
        .where("reason", lambda row: not row.reasons or reason in (None, *row.reasons))
        .where("area", lambda row: area is None or not row.areas or area in row.areas)
        .rows
    )
    limits = tuple(row for row in found if row.role == "limit")
    # A limit for one way of filing takes the place of the general one.
    own = tuple(row for row in limits if channel is not None and channel in row.channels)
    if own:
        leave_out((row for row in limits if row not in own), "special")
    limits = own or select(limits).where("channel", lambda row: not row.channels).rows
    if not limits:
        gap = cases.written_gap(law, "time_limit", document, day, procedure)
        if gap is not None:
            raise CaseError(field, "gap", why=gap.why.model_dump())
        if area is not None and time_limits(document, procedure, day, None, channel, reason, law):
            raise CaseError("area", "unknown", AREAS_OF_LIMITS, value=area)
        raise CaseError("procedure", "no_procedure", document=document)
    also = (
        select(row for row in found if row.role == "also")
        .where("channel", lambda row: not row.channels or channel in (None, *row.channels))
        .rows
    )
    return (*limits, *also)


def deadline(case: DeadlineCase, law: models.Law | None = None) -> Deadline:
    """Return the last day of a case; CaseError names the field that is missing (often the area) or wrong."""
    law = law or loading.load()
    document = cases.document_of(case.document, case.received, law, "received")
    procedure = _procedure(case, law)
    found = time_limits(case.document, procedure, case.received, case.area, case.channel, case.reason, law, "received")
    limits = [row for row in found if row.role == "limit"]
    if len(limits) > 1:
        raise CaseError("area", "missing", unique(area for row in limits for area in row.areas))
    limit = limits[0]
    counting = next(row for row in in_force(law.countings, case.received) if row.country == document.country)
    calendar = Calendar(document.country, law)

    last_day = _last_day(case.received, limit.days, limit.unit, counting, calendar)
    plain_end = case.received + timedelta(days=limit.days)
    first_skipped = case.received + timedelta(days=1) if limit.unit == "working" else plain_end
    extended = None
    if limit.extension is not None:
        extended = _last_day(case.received, limit.days + limit.extension, limit.unit, counting, calendar)
    sure = calendar.sureness(first_skipped, last_day)
    swapped = Calendar(document.country, law, tentative=True)
    used: list[Row] = [limit, counting]
    doubts = [row.doubt for row in used if row.doubt]
    if not calendar.is_working(case.received):
        doubts.append(counting.rest_day)
    return Deadline(
        document=case.document,
        procedure=procedure,
        area=case.area,
        channel=case.channel,
        received=case.received,
        limit=Limit(days=limit.days, unit=limit.unit),
        counted_from=case.received + timedelta(days=1),
        last_day=last_day,
        skipped=calendar.days_off(first_skipped, last_day),
        extended=extended,
        extension=limit.extension_note,
        sooner=tuple(_sooner(row, case.received, counting, calendar) for row in found if row.role == "also"),
        undecided=tuple(
            Undecided(
                id=swap.id,
                last_day=_last_day(case.received, limit.days, limit.unit, counting, swapped),
                doubt=swap.doubt,
            )
            for swap in sure.swaps
        ),
        estimate=bool(sure.estimates),
        estimates=sure.estimates,
        rows=(*(row.id for row in used), *sure.rows),
        basis=unique([*(ref for row in used for ref in row.basis), *sure.basis]),
        confidence=lowest([*(row.confidence for row in used), sure.confidence]),
        doubts=unique([*doubts, *sure.doubts]),
        notes=tuple(row.note for row in used if row.note),
        as_of=case.received,
    )


def _procedure(case: DeadlineCase, law: models.Law) -> str:
    """The procedure of a case: by its reason when one is given, since the law decides what a reason leads to."""
    if case.reason is None:
        if case.procedure is None:
            raise CaseError("procedure", "missing", law.document(case.document).procedures)
        return case.procedure
    return fees.procedure_of(case.document, case.reason, case.received, case.procedure, law)


def _sooner(row: TimeLimit, received: date, counting: Counting, calendar: Calendar) -> Sooner:
    return Sooner(
        row=row.id,
        limit=Limit(days=row.days, unit=row.unit),
        last_day=_last_day(received, row.days, row.unit, counting, calendar),
        confidence=row.confidence,
        note=row.note,
        doubt=row.doubt,
    )


def _last_day(received: date, number: int, unit: Unit, counting: Counting, calendar: Calendar) -> date:
    # The day of receipt is not counted (Civil Code art. 147.2); an end on a rest day moves on (art. 148.5).
    working = unit == "working"
    end = calendar.add_working_days(received, number) if working else received + timedelta(days=number)
    return calendar.next_working(end) if counting.rolls_forward else end
