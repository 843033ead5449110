"""What somebody has to look at in the law again: overdue facts, what coming days wait for, units that end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actions import settings
from actions.law import validation, waiting
from actions.law.models import Law
from actions.law.rows import Frozen
from actions.law.waiting import Waiting
from actions.sources import question_checks, questions


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


def of_day(law: Law, day: date, folder: Path = settings.UNITS) -> Review:
    """Return what is to be looked at on `day`; `folder` holds the question units."""
    late = [
        Overdue(row=row.id, due=row.review, basis=tuple(row.basis))
        for row in validation.overdue(law, day)
        if row.review is not None
    ]
    units, _ = questions.read(questions.files(folder), questions.grounds(law=law), day)
    ending = [
        Ending(unit=unit.id, file=unit.file, ground_until=unit.last, words_until=unit.said_until)
        for unit in question_checks.ending(units, day)
    ]
    return Review(day=day, overdue=tuple(late), waiting=tuple(waiting.waiting(law, day)), ending=tuple(ending))
