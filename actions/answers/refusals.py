"""The ways of saying no: not ours, not readable, not safe; each with a way on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from actions import formats
from actions.answers import parts, person
from actions.possible import MOST_SHOWN, is_date, is_day, is_part_of_birth, is_possible
from actions.question import ELECTRONIC_ID, Question
from actions.reply import Reply
from actions.topics import UNSURE
from common.text import MAX_QUESTION, fold
from common.wording import buttons, say

OWN_NAMES = ("cccd", "cmnd", "gcn_can_cuoc", "cn_id", "cn_temp")
"""Documents whose name tells the country."""
SCAM_PASSAGES = ("safety#scam",)
EMERGENCY_PASSAGES = ("safety#emergency",)
DONE_WITH_AN_ACCOUNT = ("tax", "residence", "land", "criminal_record")
"""Other offices' procedures that are filed with a VNeID account, and are no papers to be had in it."""
HUKOU = "hukou"
"""China's household register, the one paper of another office there that is known."""
NOT_ON_THE_PORTAL = ("bank", "sim", "student", "divorce", "notary")
"""Papers of others than the offices that the public service portal leads to."""
OF_AN_EMBASSY = ("passport", "civil_status", "visa", "nationality")
"""Papers that one's own embassy sees to abroad."""
KNOWN_IN_CHINA = ("passport", "residence", "visa")
"""Papers whose office in China is known."""
SHARED_NAME = "other"
"""The country of a paper that several have ("thẻ ngoại kiều"): where somebody is tells which."""
DOES = re.compile(
    r"\b(?:marry\w*|casar\w*|casamos|bodas?|ket hon|inscribir|sacar\w*"
    r"|renovar|renew|tramitar|obtener|get a|lam ho chieu)\b"
)
"""Words of what another office does; who says them names no paper to be brought."""
EMERGENCY_NUMBERS = {"telephones": [{"number": number, "for": ""} for number in ("113", "114", "115")]}
"""The numbers of that passage, to be tapped."""


def answer(question: Question, today: date) -> Reply:
    """Return the refusal, warning or hand-over that the intent of a message calls for."""
    kinds = {
        "neighbouring_procedure": neighbouring,
        "off_topic": _off_topic,
        "unreadable": _unreadable,
        "personal_data": personal_data,
        "human_handoff": person.answer,
        "change_language": _language,
    }
    if question.intent in ("scam", "emergency"):
        return _warning(question, today)
    return kinds[question.intent](question)


def misunderstood_again(question: Question) -> Reply:
    """Return the offer of a person after several answers without ground."""
    handoff = person.answer(question).with_first_line(say("utter_again_misunderstood", question.language))
    return replace(handoff, reason="misunderstood", answer=None)


def wrong_date(key: str, value: Any, slots: Mapping[str, Any]) -> Reply:
    """Return the reply to a date that cannot be right."""
    language = str(slots["language"]) if is_possible("language", slots.get("language")) else "vi"
    if is_day(value):
        said = formats.short_date(date.fromisoformat(value), language)
    elif is_date(value) or is_part_of_birth(value):
        # "05/1992" of a month, "20/05" of a birthday without its year.
        said = "/".join(reversed(str(value).removeprefix("--").split("-")))
    else:
        said = str(value)[:MOST_SHOWN]
    return Reply(text=say(key, language, date=said), status="clarify", language=language, reason="wrong_date")


def neighbouring(question: Question) -> Reply:
    """Return the reply that names another office's procedure and whom to ask; offices are known of Vietnam alone.

    Whoever is abroad is told the embassy for what it sees to; of another country's paper its own office is named.
    """
    language, named = question.language, _neighbour(question)
    key, office = "utter_neighbouring", ("neighbour_office", named)
    if named == HUKOU:
        key = "utter_neighbouring_office"
    elif named in KNOWN_IN_CHINA and _is_of_china(question):
        key, office = "utter_neighbouring_office", ("neighbour_office_cn", named)
    elif is_of_another_country(question) or question.country not in (None, "vn") or _is_a_visa_elsewhere(question):
        key = "utter_neighbouring_elsewhere"
    elif named in OF_AN_EMBASSY and _is_abroad(question):
        key, office = "utter_neighbouring_office", ("neighbour_office_abroad", named)
    elif named in NOT_ON_THE_PORTAL:
        key = "utter_neighbouring_office"
    text = say(
        key, language, neighbour=parts.label("neighbour", named, language), office=parts.label(*office, language)
    )
    return Reply(
        text=text,
        status="abstain",
        language=language,
        buttons=parts.next_buttons("lost_card", language),
        reason="neighbouring_procedure",
    )


def _neighbour(question: Question) -> str:
    """Return what another office's paper is; the household register of China is one, where no other is named."""
    unnamed = HUKOU if HUKOU in fold(question.text) else "other"
    named = tuple(map(str, question.entities.get("neighbour", (unnamed,))))
    # A visa is asked for with a passport: "tengo pasaporte uruguayo, ¿necesito visado?"
    return "visa" if "visa" in named and named[0] == "passport" else named[0]


def _is_of_china(question: Question) -> bool:
    """Say whether China's office is meant: China is named, or its card was spoken of."""
    named_alone = question.names("country", "cn") and not question.names("country", "vn")
    return named_alone or (question.country == "cn" and not question.said("country"))


def _is_abroad(question: Question) -> bool:
    """Say whether somebody is abroad, or at an embassy."""
    return question.said("abroad") or question.names("named", "embassy")


def _is_a_visa_elsewhere(question: Question) -> bool:
    """Say whether a visa for another country is asked about: "visado para Corea"."""
    return _neighbour(question) == "visa" and question.said("abroad") and not question.said("country")


def topic_missing(question: Question) -> Reply:
    """Return the question what is asked about the detail that was given."""
    return Reply(
        text=say("utter_ask_topic", question.language),
        status="clarify",
        language=question.language,
        buttons=parts.next_buttons("lost_card", question.language),
        reason="topic_missing",
    )


def is_of_another_country(question: Question) -> bool:
    """Say whether a card of a country is meant that the assistant does not know; "CCCD" is Vietnam's wherever lost."""
    documents = question.entities.get("document", ())
    # "Căn cước" is Vietnam's where the message is in another language.
    named = question.said("country") or any(
        document in OWN_NAMES or (document == "can_cuoc" and question.language != "vi") for document in documents
    )
    return question.said("other_country") and not named


def other_country(question: Question) -> Reply:
    """Return the reply on the card of another country, with whoever issues it; on its other papers, its office."""
    if question.said("neighbour"):
        return neighbouring(question)
    country = str(question.entities["other_country"][0])
    if country == SHARED_NAME and question.said("abroad"):
        country = str(question.entities["abroad"][0])
    office = parts.label("other_country_office", country, question.language)
    return Reply(
        text=say("utter_other_country", question.language, office=office),
        status="abstain",
        language=question.language,
        buttons=buttons("utter_other_country", question.language),
        reason="other_country",
    )


def _off_topic(question: Question) -> Reply:
    if is_of_another_country(question):
        return other_country(question)
    return _not_about_cards(question, "utter_off_topic")


def joke(question: Question) -> Reply:
    """Return the friendly no to a joke, with what the assistant is for."""
    return _not_about_cards(question, "utter_joke")


def _not_about_cards(question: Question, key: str) -> Reply:
    """Return a refusal in the words of `key`, with what may be asked."""
    return Reply(
        text=say(key, question.language),
        status="abstain",
        language=question.language,
        buttons=buttons("utter_off_topic", question.language),
        reason="off_topic",
    )


def thanks(question: Question) -> Reply:
    """Return what is said to thanks."""
    language = question.language
    return Reply(
        text=say("utter_thanks", language), status="chat", language=language, buttons=buttons("utter_thanks", language)
    )


def data_of_others(question: Question) -> Reply:
    """Return the refusal to look anybody up."""
    return Reply(
        text=say("utter_data_of_others", question.language),
        status="abstain",
        language=question.language,
        buttons=parts.next_buttons("personal_data", question.language),
        reason="personal_data",
    )


def personal_data(question: Question) -> Reply:
    """Return the reply to what only a citizen's own file can answer: where to look, and the time limit."""
    key = "utter_personal_data_cn" if question.country == "cn" else "utter_personal_data"
    return Reply(
        text=say(key, question.language),
        status="abstain",
        language=question.language,
        buttons=parts.next_buttons("personal_data", question.language),
        reason="personal_data",
    )


def _unreadable(question: Question) -> Reply:
    problem = str(question.entities.get("problem", ("no_words",))[0])
    values = {"limit": MAX_QUESTION} if problem == "too_long" else {}
    return Reply(
        text=say(f"utter_{problem}", question.language, **values),
        status="clarify",
        language=question.language,
        reason=problem,
    )


def _language(question: Question) -> Reply:
    if question.said("language"):
        return Reply(text=say("utter_language_changed", question.language), status="chat", language=question.language)
    return Reply(
        text=say("utter_ask_language", question.language),
        status="clarify",
        language=question.language,
        buttons=buttons("utter_ask_language", question.language),
        reason="language_missing",
    )


def _warning(question: Question, today: date) -> Reply:
    """Return the fixed, cited warning: its words are a passage of the sources, never composed."""
    refs = SCAM_PASSAGES if question.intent == "scam" else EMERGENCY_PASSAGES
    cited = parts.citations(refs, question.language, today)
    return Reply(
        text="\n".join(citation["text"] for citation in cited),
        status="retrieved",
        language=question.language,
        buttons=parts.next_buttons("scam", question.language) if question.intent == "scam" else (),
        citations=cited,
        reason=question.intent,
        topic=question.intent,
        contact=EMERGENCY_NUMBERS if question.intent == "emergency" else None,
    )


def names_a_card(question: Question) -> bool:
    """Say whether a message names a card."""
    return any(document != ELECTRONIC_ID for document in question.entities.get("document", ()))


def names_it_as_a_paper(question: Question) -> bool:
    """Say whether another office's paper is named to be brought, or to be had in VNeID; not what that office does."""
    if question.intent == ELECTRONIC_ID:
        return not set(question.entities["neighbour"]) & set(DONE_WITH_AN_ACCOUNT)
    return question.intent == "papers" and question.sure >= UNSURE and not DOES.search(fold(question.text))
