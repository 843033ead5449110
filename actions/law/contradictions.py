"""What cannot be so is refused or asked about before anything is computed from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from actions.law import cases, models
from actions.law.errors import CaseError
from actions.law.rows import in_force


def check(
    law: models.Law,
    document: str,
    day: date,
    reason: str | None = None,
    procedure: str | None = None,
    persons: Sequence[str] = (),
    age: int | None = None,
    expired: bool = False,
) -> None:
    """Do nothing for a case that can be; raise the CaseError of the first thing in it that cannot."""
    _check_persons(law, document, day, persons, age)
    if age is None:
        return
    if reason == "first_card" or (reason is None and procedure == "first"):
        _check_first(law, cases.issued_document(document, "first", day, law), day, age)
        return
    if not _may_hold(law, document, day, age):
        raise CaseError(
            "document",
            "too_young_to_hold",
            [name for name in _later(law, document, day) if _may_hold(law, name, day, age)],
            document=document,
            min_age=models.min_age(law, document, day),
            age=age,
        )
    _check_milestone(law, document, day, age, "expired" if expired else reason)


def _check_persons(law: models.Law, document: str, day: date, persons: Sequence[str], age: int | None) -> None:
    for row in in_force(law.person_rules, day):
        if row.person not in persons or row.note is None:
            continue
        why = row.note.model_dump()
        if document in row.not_for:
            raise CaseError("persons", "not_for_them", why=why)
        if age is not None and not (row.min_age or 0) <= age <= (row.max_age or cases.OLDEST):
            raise CaseError("age", "not_that_person", why=why, age=age)


def _check_first(law: models.Law, issued: str, day: date, age: int) -> None:
    youngest = models.min_age(law, issued, day)
    if age < youngest:
        raise CaseError("age", "too_young", min_age=youngest)


def _check_milestone(law: models.Law, document: str, day: date, age: int, reason: str | None) -> None:
    """A renewal age is reached on its birthday; after it the card has run out, before the first none can have."""
    rule = models.renewal_rule(law, document, day)
    if rule is None or not rule.ages:
        return
    before_all = age < rule.ages[0]
    if (reason == "age" and age not in rule.ages) or (reason == "expired" and before_all):
        raise CaseError(
            "reason",
            "no_milestone",
            ("request",) if before_all else ("expired", "request"),
            age=age,
            ages=", ".join(map(str, rule.ages)),
        )


def _may_hold(law: models.Law, document: str, day: date, age: int) -> bool:
    """Whether somebody of this age on that day can have been old enough while the card was issued."""
    last = min(day, law.document(document).issued_until or day)
    earliest_birth = cases.years_after(day, -age - 1) + timedelta(days=1)
    return last >= cases.years_after(earliest_birth, models.min_age(law, document, day))


def _later(law: models.Law, document: str, day: date) -> list[str]:
    """The kinds of card that followed one, as far as they exist on the day."""
    found = []
    row = law.document(document)
    while row.successor is not None:
        row = law.document(row.successor)
        if row.first <= day:
            found.append(row.document)
    return found
