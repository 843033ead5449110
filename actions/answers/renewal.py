"""Answers on validity: until when a card is valid and at which age it must be changed."""

from __future__ import annotations

from datetime import date

from actions import formats
from actions.anatomy import Answer, AnswerLine
from actions.answers import parts, passages, renewal_cases, working
from actions.answers.errors import refused
from actions.law import calendar_files, cases, loading, models, renewals
from actions.law.errors import CaseError
from actions.law.renewals import Renewal, RenewalCase
from actions.law.rows import Row, in_force, lowest
from actions.possible import is_day
from actions.question import Question, days_of
from actions.reply import Reply, button
from common.wording import say

VOLUNTARY = "cccd-keep"
"""The row of data/law by which the day printed on a CCCD counts, and an earlier change is left to its holder."""


def answer(question: Question, today: date) -> Reply:
    """Return the renewal date from a birth date and an issue date; of dates known in part every case that is possible.

    Without any, what the sources say.
    """
    both = is_day(question.birth_date) and question.issue_date is not None
    if question.expiry_date and (question.said("expiry_date") or not both) and _counts_as_printed(question, today):
        return _printed(question, date.fromisoformat(question.expiry_date), today)
    if not both:
        in_cases = renewal_cases.answer(question, today)
        if in_cases is not None:
            return in_cases
        reply = passages.answer(question, today, passages.query_of(question, "validity"))
        if question.country != "vn" or reply.status != "retrieved":
            return reply
        offer = button(say("utter_renewal_offer", question.language), "/renewal_date")
        return Reply(**{**reply.__dict__, "buttons": [offer, *reply.buttons]})
    try:
        return _said(question, *_renewal(question, today))
    except renewals.NeedsDay as error:
        return renewal_cases.answer(question, today) or refused(error, question)
    except CaseError as error:
        return refused(error, question)


def _renewal(question: Question, today: date) -> tuple[RenewalCase, Renewal]:
    issued = str(question.issue_date)
    card = RenewalCase(
        birth_date=date.fromisoformat(str(question.birth_date)), document=parts.default_document(question), day=today
    )
    if len(issued) == len("2021"):
        of_year = RenewalCase(**{**card.model_dump(), "issue_year": int(issued)})
        return of_year, renewals.renewal(of_year)
    # Of a month both ends are tried: only where they differ the day is needed.
    first, last = days_of(issued)
    of_day = RenewalCase(**{**card.model_dump(), "issue_date": first})
    early = renewals.renewal(of_day)
    late = renewals.renewal(RenewalCase(**{**card.model_dump(), "issue_date": min(last, today)}))
    if early.next_date != late.next_date:
        raise renewals.NeedsDay(first.year, (early, late))
    return of_day, early


def _counts_as_printed(question: Question, today: date) -> bool:
    """Say whether the day printed on the card counts: not on a CMND, none is valid any more."""
    document = parts.default_document(question)
    return document != "cmnd" and bool(_of_printed_day(question, document, today, loading.load()))


def _of_printed_day(question: Question, document: str, today: date, law: models.Law) -> list[Row]:
    """Return the rows that tell until when a kind of card is valid; both kinds where Vietnam's card is not named."""
    rules = [row for row in in_force(law.renewal_rules, today) if document in row.documents]
    keeps = document == "cccd" or (question.document is None and question.country == "vn")
    notes = [row for row in in_force(law.renewal_notes, today) if row.id == VOLUNTARY and keeps]
    return [*rules, *notes]


def _printed(question: Question, last: date, today: date) -> Reply:
    """Return what holds of a card with its expiry printed on it: that day counts, whatever the ages."""
    language, law = question.language, loading.load()
    document = parts.default_document(question)
    due = last <= today
    grace = next((row for row in law.graces if row.expires_from <= last <= row.expires_to), None)
    extended = grace if grace and question.country != "cn" else None
    until = extended.extended_to if extended else last
    rows = [*([extended] if extended else []), *_of_printed_day(question, document, today, law)]
    cited = parts.citations([ref for row in rows for ref in row.basis], language, today)
    key = "utter_renewal_printed_due" if due else "utter_renewal_printed"
    if extended:
        key = "utter_renewal_extended"
    days = {"next_date": formats.long_date(last, language), "until": formats.long_date(until, language)}
    answer = Answer(say(key, language, **days))
    computed = {
        "kind": "renewal",
        "document": document,
        "next_date": last.isoformat(),
        "valid_until": until.isoformat(),
        "milestone_age": None,
        "no_further_expiry": False,
        "already_due": due,
        "valid_today": today <= until,
        "confidence": lowest(row.confidence for row in rows),
        "as_of": today.isoformat(),
        "rules": [row.id for row in rows],
    }
    take_along = _take_along(question, document, last, today)
    return parts.computed_reply(question, answer, cited, computed, "validity", take_along)


def _take_along(question: Question, document: str, due: date | None, today: date) -> str | None:
    """Return the address of the day on which a card must be changed as a calendar file, where it is still to come."""
    if due is None or not today < due <= cases.LAST_DAY:
        return None
    return calendar_files.address_of_renewal(calendar_files.DueCase(document=document, due=due), question.language)


def _said(question: Question, case: RenewalCase, renewal: Renewal) -> Reply:
    """Return the date as the lead, what it was computed from, and what follows from it."""
    language = question.language
    lead = _lead(renewal, language)
    doubts = parts.sentences(words.say(language) for words in renewal.doubts)
    notes = [note.say(language) for note in renewal.notes]
    lines: list[AnswerLine] = []
    if renewal.already_due and renewals.is_due_at_an_age(renewal.document):
        # What is not certain of a card that is due is what its holder may be fined for.
        lines, doubts, notes = parts.line("note", doubts), "", []
    elif VOLUNTARY in renewal.rows:
        lines, notes = parts.line("note", say("utter_renewal_early", language)), []
    elif renewal.already_due:
        notes, doubts = [*notes, doubts], ""
    lines += parts.line("case", _case(question, renewal, language))
    cited = parts.citations(renewal.basis, language, renewal.as_of)
    computed = {
        "kind": "renewal",
        "document": renewal.document,
        "next_date": renewal.next_date.isoformat() if renewal.next_date else None,
        "valid_until": renewal.valid_until.isoformat() if renewal.valid_until else None,
        "milestone_age": renewal.milestone_age,
        "no_further_expiry": renewal.no_further_expiry,
        "already_due": renewal.already_due,
        "valid_today": renewal.valid_today,
        "confidence": renewal.confidence,
        "as_of": renewal.as_of.isoformat(),
        "rules": list(renewal.rows),
    }
    counted = working.of_renewal(case, renewal, language)
    answer = Answer(lead, tuple(lines), doubts, parts.each_once([*notes, *counted]))
    if renewal.next_date is not None:
        answer = renewal_cases.opened(question, answer, renewal.already_due)
    take_along = _take_along(question, renewal.document, renewal.next_date, renewal.as_of)
    return parts.computed_reply(question, answer, cited, computed, "validity", take_along)


def _lead(renewal: Renewal, language: str) -> str:
    if renewal.next_date is None:
        return say("utter_renewal_never", language)
    day = formats.long_date(renewal.next_date, language)
    if renewal.already_due:
        return say("utter_renewal_due", language, next_date=day)
    if renewal.milestone_age is None:
        return say("utter_renewal_date", language, next_date=day)
    return say("utter_renewal_next", language, next_date=day, age=renewal.milestone_age)


def _case(question: Question, renewal: Renewal, language: str) -> str:
    """Return the two dates that a renewal was computed from."""
    issued = formats.short_date(renewal.issue_date, language) if renewal.issue_date else str(renewal.issue_year or "")
    return say(
        "utter_renewal_case",
        language,
        birth_date=formats.short_date(date.fromisoformat(str(question.birth_date)), language),
        document=parts.label("document", renewal.document, language),
        issue_date=issued,
    )
