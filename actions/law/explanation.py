"""The working of a computation as data: rows taken, rows left out and why, each day counted or not, each sum."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, Protocol, TypeVar

from actions.law import checklists, deadlines, fees, loading, models, renewals
from actions.law.calendars import Calendar
from actions.law.explanation_words import COUNTED, LEFT_OUT, MOVED, RECEIVED
from actions.law.fee_rows import CHANNELS, Channel
from actions.law.rows import Confidence, Frozen, Row, Words
from actions.law.selection import LeftOut, Why, listening

Kind = Literal["fee", "deadline", "renewal", "checklist"]

SHOWN = {
    "fee": ("fee_lines", "reductions", "exemptions", "horizons", "deliveries"),
    "deadline": ("time_limits",),
    "renewal": ("renewal_rules", "graces", "endings", "renewal_notes"),
}
"""Whose left-out rows belong to a working: a deadline asks the tariff only what a reason leads to."""
_KIND_OF = {model: name for name, model in models.MODELS.items()}


class TakenRow(Frozen):
    """A row that the result rests on."""

    row: str
    kind: str
    valid_from: date | None
    valid_to: date | None
    basis: tuple[str, ...]
    confidence: Confidence


class LeftOutRow(Frozen):
    """A row of the same document that was not taken, and why."""

    row: str
    kind: str
    valid_from: date | None
    valid_to: date | None
    why: Why
    said: Words


class Day(Frozen):
    """One day on the way to the last. `number`: its place in the count; None for a day that is not counted.

    `notice` is the row that says whether the day is worked: the year's notice, or that there is none.
    """

    day: date
    number: int | None
    said: Words
    notice: str
    confidence: Confidence


class Sum(Frozen):
    """How one amount came about: `percent` of the base by the row `cut` (None: nothing lowers it)."""

    channel: Channel
    base: int
    percent: int
    cut: str | None
    paid: int


class Age(Frozen):
    """An age at which a card is changed; `passed`: the card was issued on `early_from` or later."""

    age: int
    birthday: date
    early_from: date
    passed: bool


class Working(Frozen):
    """How a result came about."""

    kind: Kind
    taken: tuple[TakenRow, ...]
    left_out: tuple[LeftOutRow, ...]
    sums: tuple[Sum, ...] = ()
    ages: tuple[Age, ...] = ()
    days: tuple[Day, ...] = ()


class _Result(Protocol):
    @property
    def rows(self) -> tuple[str, ...]: ...


ResultT = TypeVar("ResultT", bound=_Result)


def of_fee(case: fees.FeeCase, law: models.Law | None = None) -> tuple[fees.Fee, Working]:
    """Return the fee of a case with its working; CaseError as `fees.fee`."""
    law = law or loading.load()
    fee, working = _worked("fee", lambda: fees.fee(case, law), law)
    return fee, working.model_copy(update={"sums": sums(fee, law)})


def of_deadline(case: deadlines.DeadlineCase, law: models.Law | None = None) -> tuple[deadlines.Deadline, Working]:
    """Return the deadline of a case with its working; CaseError as `deadlines.deadline`."""
    law = law or loading.load()
    deadline, working = _worked("deadline", lambda: deadlines.deadline(case, law), law)
    return deadline, working.model_copy(update={"days": tuple(days(deadline, law))})


def of_renewal(case: renewals.RenewalCase, law: models.Law | None = None) -> tuple[renewals.Renewal, Working]:
    """Return the renewal of a case with its working; CaseError as `renewals.renewal`."""
    law = law or loading.load()
    renewal, working = _worked("renewal", lambda: renewals.renewal(case, law), law)
    return renewal, working.model_copy(update={"ages": tuple(ages(case, renewal, law))})


def of_checklist(
    case: checklists.ChecklistCase, law: models.Law | None = None
) -> tuple[checklists.Checklist, Working]:
    """Return the checklist of a case with its working; CaseError as `checklists.checklist`."""
    law = law or loading.load()
    checklist, working = _worked("checklist", lambda: checklists.checklist(case, law), law)
    return checklist, working.model_copy(update={"sums": sums(checklist.fee, law)})


def _worked(kind: Kind, compute: Callable[[], ResultT], law: models.Law) -> tuple[ResultT, Working]:
    with listening() as heard:
        result = compute()
    taken = tuple(_taken(law.by_id[row]) for row in result.rows)
    return result, Working(kind=kind, taken=taken, left_out=_left_out(kind, heard, result.rows))


def _left_out(kind: Kind, heard: Sequence[LeftOut], taken: Sequence[str]) -> tuple[LeftOutRow, ...]:
    """Each row once, for the last decision on it, without those that another step took after all."""
    last = {one.row.id: one for one in heard if one.row.id not in taken}
    kinds = SHOWN.get(kind, tuple(models.MODELS))
    return tuple(
        LeftOutRow(
            row=one.row.id,
            kind=_KIND_OF[type(one.row)],
            valid_from=one.row.valid_from,
            valid_to=one.row.valid_to,
            why=one.why,
            said=LEFT_OUT[one.why],
        )
        for one in last.values()
        if _KIND_OF[type(one.row)] in kinds
    )


def _taken(row: Row) -> TakenRow:
    return TakenRow(
        row=row.id,
        kind=_KIND_OF[type(row)],
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        basis=row.basis,
        confidence=row.confidence,
    )


def sums(fee: fees.Fee, law: models.Law) -> tuple[Sum, ...]:
    """Return how each amount of a fee came about; none where there is nothing to pay or no figure."""
    if not fee.base:
        return ()
    return tuple(_sum(fee, fee.base, channel, law) for channel in CHANNELS if getattr(fee, channel) is not None)


def _sum(fee: fees.Fee, base: int, channel: Channel, law: models.Law) -> Sum:
    """The base and the row that makes the amount of it: an exemption, or the best cut for the way of filing."""
    percents = {row.id: 0 for row in law.exemptions if row.id in fee.rows}
    percents |= {cut.row: cut.percent for cut in fee.reductions if channel in (cut.channels or CHANNELS)}
    cut = min(percents, key=lambda row: percents[row], default=None)
    percent = percents[cut] if cut else 100
    return Sum(channel=channel, base=base, percent=percent, cut=cut, paid=getattr(fee, channel))


def days(deadline: deadlines.Deadline, law: models.Law) -> Iterator[Day]:
    """Yield the day of receipt, then every day to the last one."""
    calendar = Calendar(law.document(deadline.document).country, law)
    yield _day(deadline.received, None, RECEIVED, calendar)
    number, day = 0, deadline.counted_from
    while day <= deadline.last_day:
        off = calendar.day_off(day)
        full = number == deadline.limit.days
        if not full and (off is None or deadline.limit.unit == "calendar"):
            number += 1
            yield _day(day, number, off.name if off else COUNTED, calendar)
        else:
            yield _day(day, None, off.name if off else MOVED, calendar)
        day += timedelta(days=1)


def _day(day: date, number: int | None, said: Words, calendar: Calendar) -> Day:
    sure = calendar.sureness(day, day)
    return Day(day=day, number=number, said=said, notice=sure.rows[0], confidence=sure.confidence)


def ages(case: renewals.RenewalCase, renewal: renewals.Renewal, law: models.Law) -> Iterator[Age]:
    """Yield the ages of the rule by which the card was issued; of a year, on its last day."""
    issued = renewal.issue_date or (min(date(case.issue_year, 12, 31), case.day) if case.issue_year else None)
    rules = [row for row in law.renewal_rules if row.id in renewal.rows]
    if case.birth_date is None or issued is None:
        return
    for rule in rules:
        for one in renewals.milestones(case.birth_date, rule):
            yield Age(age=one.age, birthday=one.birthday, early_from=one.early_from, passed=issued >= one.early_from)
