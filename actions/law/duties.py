"""Until when a first card must be applied for, by the age from which the law asks for one."""

from __future__ import annotations

from datetime import date

from actions.law import cases, loading, models
from actions.law.card_rows import Duty
from actions.law.renewal_cases import Days
from actions.law.renewals import line_of, months_after
from actions.law.rows import in_force


def duty(document: str, day: date, law: models.Law | None = None) -> Duty | None:
    """Return the duty to apply for a card on a day, by any name that people call it; None where none is on file."""
    law = law or loading.load()
    line = line_of(document, law)
    return next((row for row in in_force(law.duties, day) if set(line) & set(row.documents)), None)


def last_days(row: Duty, births: Days) -> Days:
    """Return the last day to apply of somebody who was born on a day, or on one of some days."""
    return Days(*(months_after(cases.years_after(born, row.age), row.months) for born in births))
