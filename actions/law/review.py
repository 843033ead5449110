"""What somebody has to look at in the law again: overdue facts, what coming days wait for, units that end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions.law import validation, waiting
from actions.law.models import Law
from actions.law.rows import Frozen
from actions.law.waiting import Waiting
from actions.sources import question_checks
from actions.sources.questions import QuestionUnit


class Overdue(Frozen):
    """A row whose review day has passed, and the passages that it rests on."""

    row: str
    due: date
    basis: tuple[str, ...]


class Ending(Frozen):
    """A question unit whose ground ends soon, or whose words fit no longer from then on."""

    unit: str
    file: str
    ground_until: date | None
    words_until: date | None


class Review(Frozen):
    """All of it on one day, the oldest first."""

    day: date
    overdue: tuple[Overdue, ...]
    waiting: tuple[Waiting, ...]
    ending: tuple[Ending, ...]


def of_day(law: Law, day: date, units: Sequence[QuestionUnit]) -> Review:
    """Return what is to be looked at on `day`; `units` are the question units that are said then."""
    late = [
        Overdue(row=row.id, due=row.review, basis=tuple(row.basis))
        for row in validation.overdue(law, day)
        if row.review is not None
    ]
    ending = [
        Ending(unit=unit.id, file=unit.file, ground_until=unit.last, words_until=unit.said_until)
        for unit in question_checks.ending(units, day)
    ]
    return Review(day=day, overdue=tuple(late), waiting=tuple(waiting.waiting(law, day)), ending=tuple(ending))
