"""Answers on validity from dates that are known only in part: every case that is possible, said in one answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions import formats
from actions.anatomy import Answer, AnswerLine, fits
from actions.answers import parts
from actions.law import cases, loading, renewals
from actions.law.card_rows import RenewalRule
from actions.law.renewal_cases import Days, PossibleEnd, born_at_age, end_made_at, possible_ends
from actions.law.rows import Row, in_force, lowest, unique
from actions.possible import is_day
from actions.question import Question, days_of
from actions.reply import Reply, button
from actions.topics import LIKELY, NO_CARD_YET, asks_when, goes_on
from common.clauses import kind_of
from common.wording import say

MOST_CASES = 4
"""More cases than a card can have are no answer."""


def answer(question: Question, today: date) -> Reply | None:
    """Return every end that a card may have by what is known of it; None where too little is known."""
    if question.reason == NO_CARD_YET:
        return None
    document = parts.default_document(question)
    births, issued = _births(question, today), _days(question.issue_date)
    if issued is None and not question.birth_date and (made := _made_at(question, document, today)):
        return _said(question, document, [made], today)
    try:
        ends: Sequence[PossibleEnd] = possible_ends(document, births, issued, today)
    except OverflowError:
        return None
    age = _age_at_issue(question, births, today)
    ends = [end for end in ends if age is None or _is_of(end, age)] or ends
    if ends and len(ends) <= MOST_CASES:
        return _said(question, document, ends, today)
    by_issue = issued and births is None and (asks_when(question) or goes_on(question))
    return _first_birthday(question, document, issued, today) if issued and by_issue else None


def is_sure(question: Question, today: date) -> bool:
    """Say whether a card can have one end alone, whenever it was issued."""
    ends = possible_ends(parts.default_document(question), _births(question, today), _days(question.issue_date), today)
    return len(ends) == 1


def opened(question: Question, answer: Answer, due: bool) -> Answer:
    """Return an answer that opens with yes or no, where it was asked whether a card must be changed."""
    asks_a_day = {"when", "until_when", "how_long"} & set(kind_of(question.text))
    if question.question_kinds.get("must", 0.0) < LIKELY or asks_a_day:
        return answer
    word = say("utter_yes" if due else "utter_not_yet", question.language)
    return Answer(f"{word} {answer.lead}", answer.lines, answer.doubt, answer.more)


def _births(question: Question, today: date) -> Days | None:
    """Return the days that the holder may be born on: by the birth date as far as it is told, else by the age.

    An age beside an issue may be that of today or that of then; where the words do not tell, both count for a card of
    China, whose end depends on the age at issue.
    """
    if question.birth_date:
        return _days(question.birth_date)
    issued, then, now = _days(question.issue_date), question.age_then, Days(today, today)
    if then is not None:
        return born_at_age(then, issued) if issued and then <= cases.OLDEST else None
    if question.age is None or question.age > cases.OLDEST:
        return None
    if question.country != "cn":
        return born_at_age(question.age, now)
    return Days(born_at_age(question.age, issued).first, born_at_age(question.age, now).last) if issued else None


def _made_at(question: Question, document: str, today: date) -> PossibleEnd | None:
    """Return the one end of a card whose holder's age at its issue is told, but no day of it."""
    age = question.issue_age
    return end_made_at(document, age, today) if age is not None and age <= cases.OLDEST else None


def _age_at_issue(question: Question, births: Days | None, today: date) -> int | None:
    """Return the full years at which a card is made: as told, or those of today of who makes one now."""
    if question.issue_age is not None or not question.said("made_now") or question.issue_date:
        return question.issue_age
    return cases.age_on(births.first, today) if births and births.first == births.last else None


def _is_of(end: PossibleEnd, age: int) -> bool:
    """Say whether an end is that of a card made at an age."""
    return (end.since is None or end.since <= age) and (end.before is None or age < end.before)


def _days(told: str | None) -> Days | None:
    return Days(*days_of(told)) if told else None


def _said(question: Question, document: str, ends: Sequence[PossibleEnd], today: date) -> Reply:
    """Return one end as the lead; of several each with the age at which the card was made."""
    language, law = question.language, loading.load()
    passed = [end for end in ends if _is_over(end, today)]
    rules = [row for row in law.renewal_rules if any(row.id in end.rows for end in ends)]
    notes = _notes(rules, bool(passed), today)
    lead, lines = _lead(ends, question, today)
    doubts = parts.sentences(row.doubt.say(language) for row in notes if row.doubt)
    if doubts and len(ends) == 1:
        lines, doubts = [*lines, *parts.line("note", doubts)], ""
    lines += parts.line("case", _case(question))
    rows: list[Row] = [*rules, *notes]
    shown = Answer(lead, tuple(lines), doubts)
    if len(ends) == 1 and ends[0].due:
        shown = opened(question, shown, bool(passed))
    exact = len(ends) == 1 and (ends[0].due is None or ends[0].due.first == ends[0].due.last)
    next_date = ends[0].due.first.isoformat() if exact and ends[0].due else None
    computed = {
        "kind": "renewal",
        "document": document,
        "next_date": next_date,
        "no_further_expiry": all(end.never for end in ends),
        "already_due": len(passed) == len(ends),
        "ends": [_values(end) for end in ends],
        "confidence": lowest(row.confidence for row in rows),
        "as_of": today.isoformat(),
        "rules": [row.id for row in rows],
    }
    cited = parts.citations(unique(ref for row in rows for ref in row.basis), language, today)
    return parts.computed_reply(question, shown, cited, computed, "validity")


def _values(end: PossibleEnd) -> dict[str, object]:
    """Return an end for programs that read `custom`."""
    return {
        "due_from": end.due.first.isoformat() if end.due else None,
        "due_to": end.due.last.isoformat() if end.due else None,
        "milestone_age": end.age,
        "issued_from_age": end.since,
        "issued_before_age": end.before,
    }


def _notes(rules: Sequence[RenewalRule], passed: bool, today: date) -> list[Row]:
    """Return what must be added to an answer by some rules: only where a card may be due, there is something."""
    documents = {document for rule in rules for document in rule.documents}
    rows = in_force(loading.load().renewal_notes, today)
    return [row for row in rows if passed and row.when == "due" and documents & set(row.documents)]


def _is_over(end: PossibleEnd, today: date) -> bool:
    return end.due is not None and end.due.last <= today


def _lead(ends: Sequence[PossibleEnd], question: Question, today: date) -> tuple[str, list[AnswerLine]]:
    """Return the lead, and the line with the cases where they are too many for it."""
    language = question.language
    if len(ends) == 1:
        return _only(ends[0], language, today), []
    said = "; ".join(_one_of(ends, place, language, today) for place in range(len(ends)))
    lead = say("utter_renewal_by_age", language, cases=said)
    if fits(lead, language):
        return lead, []
    return say("utter_renewal_by_age_only", language), parts.line("by_when", said)


def _only(end: PossibleEnd, language: str, today: date) -> str:
    """Return the one end that a card can have as a sentence."""
    if end.never:
        return say("utter_renewal_never", language)
    if end.due is None:
        key = "utter_renewal_at_age" if end.age is not None else "utter_renewal_years"
        return say(key, language, age=end.age, years=end.years)
    over = end.due.last <= today
    if end.age is None:
        key = "utter_renewal_ended" if over else "utter_renewal_until"
    elif over:
        key = "utter_renewal_turned"
    else:
        key = "utter_renewal_on_turning" if end.due.first > today else "utter_renewal_turning_now"
    return say(key, language, age=end.age, when=_when(end.due, language))


def _one_of(ends: Sequence[PossibleEnd], place: int, language: str, today: date) -> str:
    """Return one of several ends, with the ages at which the card was made that lead to it."""
    end = ends[place]
    since, before = (end.since if place else None), (end.before if place < len(ends) - 1 else None)
    made = "before" if since is None else "from" if before is None else "between"
    return say(f"utter_renewal_made_{made}", language, since=since, before=before, end=_short(end, language, today))


def _short(end: PossibleEnd, language: str, today: date) -> str:
    if end.due is None:
        return say("utter_renewal_case_never", language)
    over = end.due.last <= today
    kind = ("turned" if over else "on_turning") if end.age else ("ended" if over else "until")
    return say(f"utter_renewal_case_{kind}", language, age=end.age, when=_when(end.due, language))


def _when(days: Days, language: str) -> str:
    """Return days as far as they are known: a day, a month, a year, or two years."""
    first, last = days
    if first == last:
        return formats.short_date(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%m/%Y}"
    if first.year == last.year:
        return str(first.year)
    return say("utter_one_of_two", language, first=first.year, last=last.year)


def _case(question: Question) -> str:
    """Return what the ends were computed from: the birth or the age, and the issue, as far as they were told."""
    language, said, then = question.language, [], question.age_then
    if question.birth_date:
        said.append(say("utter_renewal_of_birth", language, birth=_as_told(question.birth_date, language)))
    elif then is not None or (not question.issue_date and question.issue_age is not None):
        made = then if then is not None else question.issue_age
        said.append(say("utter_renewal_of_age_then", language, age=made))
    elif question.age is not None:
        said.append(formats.count(question.age, "age", language))
    if question.issue_date:
        said.append(say("utter_renewal_of_issue", language, issued=_as_told(question.issue_date, language)))
    return ", ".join(said)


def _as_told(told: str, language: str) -> str:
    """Return a date as it was told: a day, "05/1990" or "1990"."""
    return formats.short_date(date.fromisoformat(told), language) if is_day(told) else _reversed(told)


def _reversed(told: str) -> str:
    return "/".join(reversed(told.split("-")))


def _first_birthday(question: Question, document: str, issued: Days, today: date) -> Reply | None:
    """Return until when a card of an issue is good for whatever age: to the first milestone that it does not pass."""
    language, law = question.language, loading.load()
    line = set(renewals.line_of(document, law))
    rules = [row for row in law.renewal_rules if row.ages and line & set(row.documents)]
    rule = next((row for row in rules if row.first <= issued.first and issued.last <= row.last), None)
    if rule is None or issued.first > today:
        return None
    passes = Days(*(cases.years_after(day, rule.window_years) for day in issued))
    ages = say(
        "utter_one_of_two",
        language,
        first=", ".join(str(age) for age in rule.ages[:-1]),
        last=rule.ages[-1],
    )
    lead = say("utter_renewal_first_birthday", language, ages=ages, day=_when(passes, language))
    shown = Answer(lead, tuple(parts.line("case", _case(question))))
    computed = {
        "kind": "renewal",
        "document": rule.documents[0],
        "next_date": None,
        "no_further_expiry": False,
        "already_due": False,
        "ages": list(rule.ages),
        "first_after": passes.last.isoformat(),
        "confidence": lowest([rule.confidence]),
        "as_of": today.isoformat(),
        "rules": [rule.id],
    }
    cited = parts.citations(rule.basis, language, today)
    reply = parts.computed_reply(question, shown, cited, computed, "validity")
    offer = button(say("utter_renewal_offer", language), "/renewal_date")
    return Reply(**{**reply.__dict__, "buttons": [offer, *reply.buttons]})
