"""What answers have in common: the basis, the doubts, periods, names of cases, and the buttons to go on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions import formats
from actions.anatomy import Answer, AnswerLine
from actions.question import Question
from actions.reply import Button, Reply, button
from actions.search.current import knowledge
from actions.search.passage_features import ASKED_AT_LARGE, CARD_QUESTION
from actions.sources.library import Library
from common import vocabulary
from common.wording import say

NEXT_STEPS = Path("data/next_steps.yml")
BASIS_TEXTS = 3
"""Texts named in the words of an answer; all of them are in its citations."""
TEXTS_IN_TEXT = 2
"""Texts named beneath an answer in parts, where nothing can be unfolded."""
SHORT_TITLE = 5
"""Most words of a title that is named in the text; of a longer one its number is."""
NEXT_OF = {"checklist": "papers"}
"""Topics whose next steps are those of another."""
NAMES_ITS_DOCUMENT = ("number_confirmation",)
"""Procedures whose names tell the document."""
CASE = ("country", "document", "procedure", "reason", "area", "province", "channel", "law", "date", "received_date")
"""What a case is made of besides its persons; the button for the rest of an answer carries it along."""


def library() -> Library:
    """Return the sources as they are now."""
    return knowledge().library


@lru_cache(maxsize=1)
def _next_steps(path: Path = NEXT_STEPS) -> dict[str, list[str]]:
    steps: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return steps


def label(kind: str, value: str, language: str) -> str:
    """Return how a value of the vocabulary is said."""
    return vocabulary.load().label(kind, value, language)


def citations(refs: Iterable[str], language: str, day: date) -> list[dict[str, Any]]:
    """Return the citations of passages, each once."""
    return [library().citation(ref, language, day) for ref in dict.fromkeys(refs)]


def basis(cited: Sequence[Mapping[str, Any]], language: str) -> str:
    """Return the sentence that names the first texts of some citations."""
    names = [named(citation) for citation in cited[:BASIS_TEXTS]]
    return say("utter_basis", language, texts="; ".join(dict.fromkeys(names)))


def named(citation: Mapping[str, Any]) -> str:
    """Return a citation in words: "Điều 26, Luật Căn cước (26/2023/QH15)"."""
    number = f" ({citation['number']})" if citation["number"] else ""
    return f"{citation['place']}, {citation['title']}{number}"


def place_name(article: int, clause: int | None, language: str) -> str:
    """Return a place in a text as it is cited: "Điều 25 khoản 4", "Article 25(4)", "artículo 25, apartado 4"."""
    if language == "vi":
        return f"Điều {article}" + (f" khoản {clause}" if clause else "")
    if language == "es":
        return f"artículo {article}" + (f", apartado {clause}" if clause else "")
    return f"Article {article}" + (f"({clause})" if clause else "")


def doubts(said: Iterable[str], language: str, country: str | None) -> str | None:
    """Return one sentence with all that is not certain and where to check it; None when all is certain."""
    unsure = " ".join(dict.fromkeys(doubt for doubt in said if doubt))
    key = "utter_doubt_cn" if country == "cn" else "utter_doubt"
    return say(key, language, doubt=unsure) if unsure else None


def period(start: date | None, end: date | None, language: str) -> str:
    """Return a period in words: "từ 01/01/2016 đến 30/06/2024"; empty when it is open on both sides."""
    values = {
        "start": formats.short_date(start, language) if start else "",
        "end": formats.short_date(end, language) if end else "",
    }
    if start and end:
        return say("utter_period_between", language, **values)
    if start or end:
        return say("utter_period_since" if start else "utter_period_until", language, **values)
    return ""


def next_buttons(topic: str, language: str, but: Iterable[str] = ()) -> list[Button]:
    """Return the buttons of the topics that usually follow `topic`, except those just answered."""
    following = [step for step in _next_steps().get(topic, ()) if step not in set(but)]
    return [button(capital(label("topic", step, language)), f"/{_intent_of(step)}") for step in following]


def _intent_of(topic: str) -> str:
    return CARD_QUESTION if topic in ASKED_AT_LARGE else topic


def computed_reply(
    question: Question,
    answer: Answer,
    cited: Sequence[dict[str, Any]],
    computed: dict[str, Any],
    topic: str,
    take_along: str | None = None,
) -> Reply:
    """Return a computed answer: its text without `more`, which has a button of its own.

    take_along: the address of its day as a calendar file.
    """
    language = question.language
    more = [button(say("utter_show_more", language), _payload(question, topic))] if answer.more else []
    return Reply(
        text=answer.text(language, short_basis(cited, language)),
        status="computed",
        language=language,
        buttons=[*more, *next_buttons(NEXT_OF.get(topic, topic), language)],
        citations=cited,
        computed=computed,
        topic=topic,
        answer=answer,
        take_along=take_along,
    )


def more(reply: Reply) -> Reply:
    """Return what else there is to a computed answer: the part that a chat does not show at once."""
    if reply.answer is None or not reply.answer.more:
        return reply
    language = reply.language
    text = paragraphs(reply.answer.more, basis(reply.citations, language))
    buttons = [one for one in reply.buttons if not one["payload"].startswith("/show_more")]
    return replace(reply, text=text, status="retrieved", buttons=buttons, computed=None, answer=None)


def _payload(question: Question, topic: str) -> str:
    """Return the payload that asks for the rest of an answer, with its whole case: the dialogue may have gone on."""
    named = {name: getattr(question, name) for name in (*CASE, "birth_date", "issue_date", "age")}
    case = {"unit": topic, **named, "person": list(question.persons)}
    said = {name: value for name, value in case.items() if value not in (None, [])}
    return f"/show_more{json.dumps(said, ensure_ascii=False, separators=(',', ':'))}"


def line(label: str, text: str | None) -> list[AnswerLine]:
    """Return a line of an answer as a sentence, or none where there is nothing to say."""
    return [AnswerLine(label, f"{capital(text).removesuffix('.')}.")] if text else []


def of_day(case: str, day: date, today: date, language: str) -> str:
    """Return a case with its day, where that is not today."""
    return case if day == today else say("utter_case_on", language, case=case, day=formats.short_date(day, language))


def sentences(said: Iterable[str]) -> str:
    """Return sentences one after the other, each once."""
    return " ".join(dict.fromkeys(one for one in said if one))


def each_once(said: Sequence[str]) -> str:
    """Return sentences, one a line, without those that another one says as well."""
    return paragraphs(
        *(one for one in dict.fromkeys(said) if not any(one in other and one != other for other in said))
    )


def short_basis(cited: Sequence[Mapping[str, Any]], language: str) -> str:
    """Return the sentence that names the first place of each of the first texts of some citations."""
    first = {str(citation["source"]): citation for citation in reversed(cited)}
    named_first = [citation for citation in cited if first[str(citation["source"])] is citation]
    texts = [f"{citation['place']}, {_short_name(citation)}" for citation in named_first[:TEXTS_IN_TEXT]]
    return say("utter_basis", language, texts="; ".join(texts))


def _short_name(citation: Mapping[str, Any]) -> str:
    """Return a text's title where it is short or all there is, else its number."""
    title, number = str(citation["title"]), citation["number"]
    return title if not number or len(title.split()) <= SHORT_TITLE else str(number)


def case_name(document: str, procedure: str | None, reason: str | None, language: str) -> str:
    """Return a question in words: "cấp lại thẻ căn cước (bị mất)"."""
    words = label("document", document, language)
    if procedure in NAMES_ITS_DOCUMENT:
        return label("procedure", procedure, language)
    if procedure == "conversion":
        words = f"{label('procedure', procedure, language)}, {words}"
    elif procedure:
        words = f"{label('procedure', procedure, language)} {_of(language)}{words}"
    if reason:
        words += f" ({label('reason', reason, language)})"
    return words


def length(days: int, unit: str, language: str) -> str:
    """Return how long an office may take; nothing is "at once"."""
    return formats.days(days, unit, language) if days else say("utter_at_once", language)


def default_document(question: Question) -> str:
    """Return the document a question is about; when none is named, the current card of its country."""
    if question.country == "cn":
        return "cn_temp" if question.procedure == "temporary" else question.document or "cn_id"
    return question.document or "can_cuoc"


def paragraphs(*parts: str | None) -> str:
    """Return the non-empty parts, one a line."""
    return "\n".join(part for part in parts if part)


def _of(language: str) -> str:
    return {"vi": "", "es": "de ", "en": "of "}[language]


def capital(words: str) -> str:
    """Return words with a capital first letter."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """Return words with a small first letter, to go on a sentence with them."""
    return words[:1].lower() + words[1:]
