"""Until when a card is valid by its holder's age alone: the next age of change, and which cards skip it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.anatomy import Answer, AnswerLine
from actions.answers import parts
from actions.law import loading
from actions.law.card_rows import RenewalRule
from actions.law.rows import in_force
from actions.question import Question
from actions.reply import Reply, button
from common.wording import say

BY_AGE = ("can_cuoc", "cccd")
"""Cards that are changed at an age; the ages of today's law hold for both."""
OLDEST_KIND = "cccd"
"""The first kind of card that is changed at an age."""


def answer(question: Question, today: date) -> Reply | None:
    """Return when somebody of an age must change a card of Vietnam, None where that does not answer."""
    age, document = question.age, parts.default_document(question)
    if age is None or question.country != "vn" or document not in BY_AGE:
        return None
    rule = next((row for row in in_force(loading.load().renewal_rules, today) if "can_cuoc" in row.documents), None)
    if rule is None:
        return None
    language, ahead = question.language, [one for one in rule.ages if one >= age]
    lead, lines = _to_come(rule, ahead, age, language) if ahead else _none_left(rule, age, today, language)
    computed = {
        "kind": "renewal",
        "document": document,
        "next_date": None,
        "valid_until": None,
        "milestone_age": ahead[0] if ahead else None,
        "no_further_expiry": not ahead,
        "already_due": False,
        "valid_today": None,
        "confidence": rule.confidence,
        "as_of": today.isoformat(),
        "rules": [rule.id],
    }
    cited = parts.citations(rule.basis, language, today)
    reply = parts.computed_reply(question, Answer(lead, tuple(lines)), cited, computed, "validity")
    offered = [button(say("utter_renewal_offer", language), "/renewal_date")] if ahead else []
    return replace(reply, buttons=[*offered, *reply.buttons])


def _to_come(rule: RenewalRule, ahead: list[int], age: int, language: str) -> tuple[str, list[AnswerLine]]:
    """Return the next age as the lead, then which cards last longer than it, and which were due before."""
    lead = say("utter_renewal_at_age", language, age=ahead[0])
    made_at = ahead[0] - rule.window_years
    notes = [
        say("utter_renewal_skips_age", language, made_at=made_at, age=ahead[0], next_age=ahead[1])
        if len(ahead) > 1
        else say("utter_renewal_skips_last", language, made_at=made_at, age=ahead[0])
    ]
    before = [one for one in rule.ages if one < age]
    if before:
        made_at = before[-1] - rule.window_years
        notes.append(say("utter_renewal_made_before", language, made_at=made_at, age=before[-1]))
    return lead, parts.line("note", ". ".join(notes))


def _none_left(rule: RenewalRule, age: int, today: date, language: str) -> tuple[str, list[AnswerLine]]:
    """Return that no change is left: of every card, or of those made late enough for it.

    Nobody had a card of these kinds before the first of them: who was old enough by then has none to be changed.
    """
    last, first_day = rule.ages[-1], loading.load().document(OLDEST_KIND).first
    youngest_with_one = age - 1 - (today.year - first_day.year)
    lasts = rule.ages[-1] - rule.window_years
    if youngest_with_one >= lasts:
        return say("utter_renewal_any_lasts", language, age=age), []
    note = say("utter_renewal_made_before", language, made_at=lasts, age=last)
    return say("utter_renewal_lasts", language, made_at=lasts), parts.line("note", note)
