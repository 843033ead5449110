"""What answers have in common: the basis, the doubts, periods, names of cases, and the buttons to go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions import formats
from actions.question import Question
from actions.reply import Button, button
from actions.search.current import knowledge
from actions.search.passage_features import ASKED_AT_LARGE, CARD_QUESTION
from actions.sources.library import Library
from common import vocabulary
from common.wording import say

NEXT_STEPS = Path("data/next_steps.yml")
BASIS_TEXTS = 3
"""Texts named in the words of an answer; all of them are in its citations."""


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


def case_name(document: str, procedure: str | None, reason: str | None, language: str) -> str:
    """Return a question in words: "cấp lại thẻ căn cước (bị mất)"."""
    words = label("document", document, language)
    if procedure:
        words = f"{label('procedure', procedure, language)} {_of(language)}{words}"
    if reason:
        words += f" ({label('reason', reason, language)})"
    return words


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
