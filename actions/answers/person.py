"""Where a citizen reaches a person: the office of the conversation, open now or when again, and numbers to call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from actions import opening
from actions.anatomy import Answer, AnswerLine
from actions.answers import office, parts
from actions.question import Question
from actions.reply import Reply
from common.clock import now
from common.office import Office
from common.wording import say

NUMBERS_FROM = ("vneid-su-dung#tong-dai", "safety#emergency")
"""The passages that the national numbers stand in."""
NATIONAL = ("1900 0368", "113")
PORTAL = "dichvucong.gov.vn"


def answer(question: Question, at: datetime | None = None) -> Reply:
    """Return whom to speak to; of a Chinese card offices and numbers of Vietnam say nothing."""
    language, at = question.language, at or now()
    if question.country == "cn":
        return Reply(say("utter_handoff_cn", language), status="handoff", language=language, reason="asked")
    own = office.of(question)
    parted = Answer(lead=_lead(own, at, language), lines=_lines(own, language))
    numbers: list[Mapping[str, str]] = [*office.telephones(own, language)] if own else []
    contact = {"telephones": [*numbers, *({"number": number, "for": ""} for number in NATIONAL)]}
    return Reply(
        text=parted.text(language),
        status="handoff",
        language=language,
        reason="asked",
        citations=parts.citations(NUMBERS_FROM, language, at.date()),
        answer=parted,
        contact={**contact, "office": office.described(own, at, language)} if own else contact,
    )


def _lead(own: Office | None, at: datetime, language: str) -> str:
    if own is None:
        return say("utter_person_anywhere", language)
    found = opening.opening(own, at)
    name = own.name.say(language)
    if found is None:
        return say("utter_person_office_hours_unknown", language, office=name)
    return say("utter_person_office", language, office=name, opening=opening.said(found, at, language))


def _lines(own: Office | None, language: str) -> tuple[AnswerLine, ...]:
    """Return where it is, whom to call, what goes online, what to bring."""
    address = [own.address.say(language)] if own and own.address else []
    address += [own.map] if own and own.map else []
    called = [f"{one.number} ({one.purpose.say(language)})" for one in own.telephones] if own else []
    portal = own.portal if own and own.portal else PORTAL
    if own and own.booking:
        online = say("utter_person_booking", language, booking=own.booking, portal=portal)
    else:
        online = say("utter_person_online", language, portal=portal)
    return (
        *([AnswerLine("where", f"{', '.join(address)}.")] if address else []),
        AnswerLine("call", f"{'; '.join([*called, say('utter_person_numbers', language)])}."),
        AnswerLine("online", f"{parts.capital(online)}."),
        AnswerLine("note", f"{parts.capital(say('utter_person_bring', language))}."),
    )
