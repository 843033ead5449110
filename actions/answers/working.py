"""How a computed answer was counted, in words: the last part of what is folded away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actions import formats
from actions.answers import parts
from actions.law import explanation, loading
from actions.law.deadlines import Deadline
from actions.law.fees import Fee
from actions.law.renewals import Renewal, RenewalCase
from common.wording import say

MOST_DAYS = 30
"""Working days that are named one by one: the longest limit in working days."""


def of_fee(fee: Fee, language: str) -> list[str]:
    """Return how each amount came about, the texts of the rows with it; one sentence where both ways cost the same."""
    said = (_sum(fee, one, language) for one in explanation.sums(fee, loading.load()))
    return list(dict.fromkeys(said))


def of_deadline(deadline: Deadline, language: str) -> list[str]:
    """Return the days that were counted, each with its number."""
    counted = [day for day in explanation.days(deadline, loading.load()) if day.number is not None]
    if deadline.limit.unit != "working" or not 0 < len(counted) <= MOST_DAYS:
        return []
    days = "; ".join(f"({day.number}) {formats.short_date(day.day, language)}" for day in counted)
    return [say("utter_working_days", language, days=days)]


def of_renewal(case: RenewalCase, renewal: Renewal, language: str) -> list[str]:
    """Return the ages of change with their birthdays, and which of them the card had passed when it was issued."""
    ages = [
        say(
            "utter_working_age_passed" if age.passed else "utter_working_age",
            language,
            age=age.age,
            birthday=formats.short_date(age.birthday, language),
            early_from=formats.short_date(age.early_from, language),
        )
        for age in explanation.ages(case, renewal, loading.load())
    ]
    return [say("utter_working_ages", language, ages="; ".join(ages))] if ages else []


def _sum(fee: Fee, one: explanation.Sum, language: str) -> str:
    base, paid = (formats.money(amount, fee.currency, language) for amount in (one.base, one.paid))
    rows = [row for row in (fee.rows[0], one.cut) if row is not None]
    key = "utter_working_sum" if one.cut else "utter_working_base"
    return say(key, language, base=base, percent=one.percent, paid=paid, texts=_texts(rows, language))


def _texts(rows: Sequence[str], language: str) -> str:
    """Return the place and text that each row rests on first."""
    by_id = loading.load().by_id
    return "; ".join(dict.fromkeys(_text(by_id[row].basis, language) for row in rows))


def _text(basis: Iterable[str], language: str) -> str:
    passage = parts.library().passage(next(iter(basis)))
    source = parts.library().source(passage.source)
    return f"{passage.place}, {source.number or source.name(language)}"
