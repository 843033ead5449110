"""Until when a card is valid and at which age it must be changed, from a birth date and a day or year of issue."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date

from pydantic import model_validator

from actions.law import cases, loading, models
from actions.law.card_rows import Band, RenewalRule
from actions.law.errors import CaseError
from actions.law.rows import Confidence, Frozen, Row, Words, lowest, unique
from actions.law.selection import leave_out, select


class RenewalCase(cases.Case):
    """A card in hand: its holder's birth date and its issue date, or the year of issue alone."""

    birth_date: date | None = None
    issue_date: date | None = None
    issue_year: int | None = None
    document: cases.DocumentKey
    day: cases.Day

    @model_validator(mode="after")
    def _in_order(self) -> RenewalCase:
        issued = self.issue_date
        if self.issue_year is not None:
            if not date.min.year <= self.issue_year <= self.day.year:
                code = "invalid" if self.issue_year < date.min.year else "year_in_future"
                raise CaseError("issue_year", code, year=self.issue_year)
            issued = issued or date(self.issue_year, 12, 31)
        for name in ("birth_date", "issue_date"):
            given = getattr(self, name)
            if given is not None and given > self.day:
                raise CaseError(name, "in_future", date=given)
        if self.birth_date and issued and self.birth_date > issued:
            raise CaseError("birth_date", "birth_after_issue", birth_date=self.birth_date, issue_date=issued)
        if self.birth_date and self.day.year - self.birth_date.year > cases.OLDEST:
            raise CaseError("birth_date", "invalid")
        return self


class Renewal(Frozen):
    """The answer. `document` is what the card is by its issue date (a "căn cước" of 2021 is a CCCD).

    `next_date`: the day on which it must be changed, as a rule the birthday of `milestone_age` (None: no further
    expiry). `valid_until` differs from it only where a law lengthened or ended the validity. `early_from`: a card
    obtained from that day on stays valid to the milestone after the next. On the day itself a card is both due and
    valid.
    """

    document: str
    birth_date: date | None
    issue_date: date | None
    issue_year: int | None
    next_date: date | None
    valid_until: date | None
    milestone_age: int | None
    early_from: date | None
    no_further_expiry: bool
    already_due: bool
    valid_today: bool
    rows: tuple[str, ...]
    basis: tuple[str, ...]
    confidence: Confidence
    doubts: tuple[Words, ...]
    notes: tuple[Words, ...]
    as_of: date


class NeedsDay(CaseError):
    """Only the year of issue is known and the answer depends on the day: `possibilities`, early and late."""

    def __init__(self, year: int, possibilities: tuple[Renewal, ...]):
        super().__init__("issue_date", "needs_day", year=year)
        self.possibilities = possibilities


def renewal(case: RenewalCase, law: models.Law | None = None) -> Renewal:
    """Return until when the card of a case is valid; NeedsDay when the year of issue is not enough, CaseError with
    the field that is missing or impossible.
    """
    law = law or loading.load()
    ended = _ended(case, law)
    if ended is not None:
        return ended
    if case.issue_date is not None:
        return _renewal(case, case.issue_date, law)
    if case.issue_year is not None:
        return _of_year(case, case.issue_year, law)
    raise CaseError("issue_date", "missing")


def first_age(law: models.Law | None = None) -> int:
    """Return the youngest age, in whole years, at which a card must be changed; who is younger gets a first one."""
    return min(age for rule in (law or loading.load()).renewal_rules for age in rule.ages)


def is_due_at_an_age(document: str, law: models.Law | None = None) -> bool:
    """Say whether cards of a kind are due at an age of their holder, not after a term."""
    return any(rule.ages and document in rule.documents for rule in (law or loading.load()).renewal_rules)


def _ended(case: RenewalCase, law: models.Law) -> Renewal | None:
    """The answer for a kind of card that is valid for nobody any more, where no issue on file tells its own end."""
    row = next((row for row in law.endings if case.document in row.documents and case.day > row.usable_until), None)
    issued = case.issue_date or (date(case.issue_year, 12, 31) if case.issue_year else None)
    if row is None or (issued is not None and issued >= law.document(case.document).first):
        return None
    return _answer(
        case, case.document, case.issue_date, row.usable_until, row.usable_until, None, None, [row], [], law
    )


def _of_year(case: RenewalCase, year: int, law: models.Law) -> Renewal:
    """The answer for any day of a year; a later issue never gives an earlier date, so its two ends are enough."""
    first = max(date(year, 1, 1), case.birth_date or date.min)
    last = min(date(year, 12, 31), case.day)
    # Within the year a new kind of card or the minimum age may begin.
    starts = {law.document(name).first for name in line_of(case.document, law)}
    starts |= {_birthday(case.birth_date, row.min_age) for row in law.renewal_rules if case.birth_date}
    days = sorted({first, last, *(day for day in starts if first <= day <= last)})
    found: list[Renewal] = []
    refused: CaseError | None = None
    for day in days:
        try:
            found.append(_renewal(case, day, law))
        except CaseError as error:
            refused = error
    if not found:
        raise refused or CaseError("issue_year", "invalid")
    early, late = found[0], found[-1]
    same = (early.next_date, early.no_further_expiry) == (late.next_date, late.no_further_expiry)
    if not same and not late.already_due:
        raise NeedsDay(year, (early, late))
    return late.model_copy(update={"issue_date": None, "issue_year": year})


def line_of(document: str, law: models.Law) -> tuple[str, ...]:
    """The kinds of card that people call by one name: a CCCD and the thẻ căn cước, never a CMND."""
    for row in law.documents:
        if row.predecessor and document in (row.document, row.predecessor) and row.predecessor != "cmnd":
            return (row.predecessor, row.document)
    return (document,)


def _renewal(case: RenewalCase, issued: date, law: models.Law) -> Renewal:
    document = next((name for name in line_of(case.document, law) if _was_issued(name, issued, law)), None)
    if document is None:
        raise CaseError("issue_date", "not_issued_then", issue_date=issued)
    rule = select(law.renewal_rules).where(None, lambda row: document in row.documents).on(issued, "issued").first()
    if rule is None:
        gap = cases.written_gap(law, "renewal", document, issued)
        if gap is not None:
            raise CaseError("document", "gap", why=gap.why.model_dump())
        raise CaseError("document", "no_procedure", document=document)
    if rule.months is not None:
        months_end = months_after(issued, rule.months)
        return _answer(case, document, issued, months_end, months_end, None, None, [rule], [], law)
    birth = case.birth_date
    if birth is None and not _same_for_all(rule):
        raise CaseError("birth_date", "missing")
    if birth and issued < _birthday(birth, rule.min_age):
        raise CaseError("birth_date", "too_young", min_age=rule.min_age)
    end: date | None = None
    age, early = None, None
    if birth and rule.ages:
        next_one = _milestone(birth, issued, rule)
        if next_one is not None:
            age, end, early = next_one.age, next_one.birthday, next_one.early_from
    else:
        years = (_band(birth, issued, rule) if birth else rule.bands[0]).years
        end = cases.years_after(issued, years) if years is not None else None
    doubts = []
    if birth and (birth.month, birth.day) == cases.FEBRUARY_29 and age is not None and not isleap(birth.year + age):
        doubts = ["leap_day"]
    end, until, used = _lengthened_and_ended(document, end, case.day, law)
    return _answer(case, document, issued, end, until, age, early, [rule, *used], doubts, law)


def _lengthened_and_ended(
    document: str, end: date | None, day: date, law: models.Law
) -> tuple[date | None, date | None, list[Row]]:
    """The end of a card and its last valid day under the laws that lengthen or end whole kinds, and their rows."""
    used: list[Row] = []
    until = end
    graces = select(law.graces).where(None, lambda row: document in row.documents)
    for grace in graces.where(
        "expiry", lambda row: end is not None and row.expires_from <= end <= row.expires_to
    ).rows:
        used.append(grace)
        until = grace.extended_to
    for ending in select(law.endings).where(None, lambda row: document in row.documents).rows:
        if until is None:
            continue
        if until > ending.usable_until:
            end = until = ending.usable_until
        elif day <= ending.usable_until:
            leave_out([ending], "expiry")
            continue
        used.append(ending)
    return end, until, used


def _same_for_all(rule: RenewalRule) -> bool:
    """Whether a card is valid equally long whatever the holder's age."""
    return not rule.ages and len(rule.bands) == 1


def _answer(
    case: RenewalCase,
    document: str,
    issued: date | None,
    end: date | None,
    until: date | None,
    age: int | None,
    early: date | None,
    used: list[Row],
    moments: list[str],
    law: models.Law,
) -> Renewal:
    due = end is not None and case.day >= end
    moments = ["always", *moments, *(["due"] if due else [])]
    notes = (
        select(law.renewal_notes)
        .where(None, lambda row: document in row.documents)
        .on(case.day)
        .where("moment", lambda row: row.when in moments)
        .rows
    )
    used = [*used, *notes]
    return Renewal(
        document=document,
        birth_date=case.birth_date,
        issue_date=issued,
        issue_year=case.issue_year,
        next_date=end,
        valid_until=until,
        milestone_age=age,
        early_from=early,
        no_further_expiry=end is None,
        already_due=due,
        valid_today=until is None or case.day <= until,
        rows=tuple(row.id for row in used),
        basis=unique(ref for row in used for ref in row.basis),
        confidence=lowest(row.confidence for row in used),
        doubts=tuple(row.doubt for row in used if row.doubt),
        notes=tuple(row.note for row in used if row.note),
        as_of=case.day,
    )


class Milestone(Frozen):
    """An age at which a card must be changed. A card of an issue on `early_from` or later passes it by."""

    age: int
    birthday: date
    early_from: date


def milestones(birth: date, rule: RenewalRule) -> tuple[Milestone, ...]:
    """Return the milestones of a rule for somebody born on a day, the earliest first."""
    return tuple(
        Milestone(age=age, birthday=_birthday(birth, age), early_from=_birthday(birth, age - rule.window_years))
        for age in rule.ages
    )


def _milestone(birth: date, issued: date, rule: RenewalRule) -> Milestone | None:
    """The first milestone whose birthday, less the years of the window, is still to come on the day of issue."""
    return next((one for one in milestones(birth, rule) if issued < one.early_from), None)


def _band(birth: date, issued: date, rule: RenewalRule) -> Band:
    for band in rule.bands:
        if issued >= _birthday(birth, band.min_age) and (
            band.max_age is None or issued < _birthday(birth, band.max_age + 1)
        ):
            return band
    raise CaseError("birth_date", "too_young", min_age=rule.min_age)


def _was_issued(document: str, day: date, law: models.Law) -> bool:
    row = law.document(document)
    return row.first <= day <= (row.issued_until or date.max)


def _birthday(birth: date, age: int) -> date:
    return cases.years_after(birth, age)


def months_after(day: date, months: int) -> date:
    """Return the same day some months later; the last of its month where there is no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
