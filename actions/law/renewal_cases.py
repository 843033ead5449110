"""Until when a card may be valid where its dates are known only in part: every end, and what decides.

An age, a year of birth or no issue date at all leaves a few ends open; which of them holds depends on how old the
holder was when the card was issued.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from actions.law import cases, loading, models
from actions.law.card_rows import RenewalRule
from actions.law.renewals import line_of, months_after
from actions.law.rows import Frozen, unique


class Days(NamedTuple):
    """The first and the last day on which something was or will be."""

    first: date
    last: date


class PossibleEnd(Frozen):
    """One of the ends that a card may have.

    due: the first and last day that the end may fall on; None: no further expiry, or a day that is not known. age: the
    milestone that it is, where it is one. years: how long after its issue it is, of an issue that is not known. since,
    before: full years at issue from which on and before which it holds; None: without that bound.
    """

    due: Days | None
    age: int | None
    since: int | None
    before: int | None
    rows: tuple[str, ...]
    basis: tuple[str, ...]
    years: int | None = None

    @property
    def never(self) -> bool:
        """Whether the card has no further expiry."""
        return self.due is None and self.age is None and self.years is None


def born_at_age(age: int, then: Days) -> Days:
    """Return the days of birth of somebody who is `age` full years old on a day, or on one of some days."""
    return Days(cases.years_after(then.first, -age - 1) + timedelta(days=1), cases.years_after(then.last, -age))


def possible_ends(
    document: str, births: Days | None, issued: Days | None, today: date, law: models.Law | None = None
) -> tuple[PossibleEnd, ...]:
    """Return the ends that a card may have, the earliest first; none where nothing can be told of it.

    births, issued: the days that the birth and the issue may have been on; None: not told. Without an issue every card
    counts that is still called so; a card that is valid for some years from its issue needs one. Nothing is told of a
    kind of card that ended for everybody.
    """
    law = law or loading.load()
    if any(document in row.documents and today > row.usable_until for row in law.endings):
        return ()
    found: list[PossibleEnd] = []
    for rule in _rules(document, law):
        within = _within(issued, rule, today)
        if within is None:
            continue
        if rule.ages and births:
            found += _at_ages(rule, births, within)
        elif issued and (rule.bands or rule.months):
            found += _from_issue(rule, births, within)
    return _each_once(found)


def end_made_at(document: str, age: int, today: date, law: models.Law | None = None) -> PossibleEnd | None:
    """Return the end of a card that is made today, or was under the rule of today, at an age in full years.

    Its day is not known: only the milestone, or the years from its issue. None where the rule tells no end by the age.
    """
    rules = [row for row in _rules(document, law or loading.load()) if _within(Days(today, today), row, today)]
    for rule in rules:
        if age < rule.min_age:
            continue
        if rule.ages:
            milestone = next((one for one in rule.ages if age < one - rule.window_years), None)
            return _end(rule, None, milestone, None, None)
        band = next(
            (one for one in rule.bands if one.min_age <= age and (one.max_age is None or age <= one.max_age)), None
        )
        if band is not None:
            return _end(rule, None, None, None, None).model_copy(update={"years": band.years})
    return None


def _rules(document: str, law: models.Law) -> list[RenewalRule]:
    """Return the rules of all that people call by a card's name: a CCCD and the thẻ căn cước, never a CMND."""
    return [rule for name in line_of(document, law) for rule in law.renewal_rules if name in rule.documents]


def _within(issued: Days | None, rule: RenewalRule, today: date) -> Days | None:
    """Return the days of issue that fall under a rule, None where there are none."""
    first = max(rule.first, issued.first if issued else date.min)
    last = min(rule.valid_to or date.max, issued.last if issued else today, today)
    return Days(first, last) if first <= last else None


def _at_ages(rule: RenewalRule, births: Days, issued: Days) -> list[PossibleEnd]:
    """Return the milestones that a card of a rule may run to, and that it may run on for good."""
    limits = [age - rule.window_years for age in rule.ages]
    bounds = list(pairwise([None, *limits, None]))
    found = []
    for age, (since, before) in zip([*rule.ages, None], bounds, strict=True):
        least = max(since or 0, rule.min_age)
        old_enough = issued.last >= cases.years_after(births.first, least)
        young_enough = before is None or issued.first < cases.years_after(births.last, before)
        if old_enough and young_enough and (before is None or before > least):
            due = Days(*(cases.years_after(day, age) for day in births)) if age else None
            found.append(_end(rule, due, age, since, before))
    return found


def _from_issue(rule: RenewalRule, births: Days | None, issued: Days) -> list[PossibleEnd]:
    """Return the ends of a card that is valid some time from its issue, by the age at issue where that counts."""
    if rule.months is not None:
        ends = Days(*(months_after(day, rule.months) for day in issued))
        return [_end(rule, ends, None, None, None)]
    found = []
    for band in rule.bands:
        after = None if band.max_age is None else band.max_age + 1
        if births and issued.last < cases.years_after(births.first, band.min_age):
            continue
        if births and after is not None and issued.first >= cases.years_after(births.last, after):
            continue
        due = None if band.years is None else Days(*(cases.years_after(day, band.years) for day in issued))
        found.append(_end(rule, due, None, band.min_age or None, after))
    return found


def _end(rule: RenewalRule, due: Days | None, age: int | None, since: int | None, before: int | None) -> PossibleEnd:
    return PossibleEnd(due=due, age=age, since=since, before=before, rows=(rule.id,), basis=rule.basis)


def _each_once(found: list[PossibleEnd]) -> tuple[PossibleEnd, ...]:
    """Return the ends of several rules, those alike as one that rests on all of them, the earliest first."""
    alike: dict[object, PossibleEnd] = {}
    for end in found:
        key = (end.due, end.age, end.before)
        same = alike.get(key, end)
        alike[key] = same.model_copy(
            update={"rows": unique([*same.rows, *end.rows]), "basis": unique([*same.basis, *end.basis])}
        )
    return tuple(sorted(alike.values(), key=lambda end: end.due or Days(date.max, date.max)))
