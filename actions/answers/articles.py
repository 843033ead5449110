"""What an article says that was named: "what does Article 25(4) of the Law on Identification say"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from actions.answers import parts, passages
from actions.question import Question
from actions.reply import Reply
from actions.search.passage_features import SOURCE_OF_LAW
from actions.sources.library import Passage, Source
from common.wording import say

LAW_OF_COUNTRY = {"vn": "luat-26-2023-qh15", "cn": "cn-id-law"}
"""The law that is meant when an article is named without its text."""
SHOWN = 2
NUMBER_OF_TEXT = re.compile(r"\d+/\d{4}")
ARTICLE_OF_ID = re.compile(r"d(\d+)(?:-|$)")
CLAUSE_OF_ID = re.compile(r"-k(\d+)(?:-|$)")


def answer(question: Question, today: date) -> list[Reply]:
    """Return what the named article says; where it or its clause is not held, that, with the nearest that is.

    Nothing where the text that is named is not held.
    """
    source = _source(question)
    if source is None:
        return []
    article = int(str(question.entities["article"][0]))
    clauses = [int(str(clause)) for clause in question.entities.get("clause", ())]
    held = [passage for passage in source.passages if _number(ARTICLE_OF_ID, passage) == article]
    exact = [passage for passage in held if not clauses or _number(CLAUSE_OF_ID, passage) in clauses]
    if exact:
        return [passages.shown(question, _whole_first(exact)[:SHOWN], today, today)]
    place = parts.place_name(article, clauses[0] if clauses else None, question.language)
    said = say("utter_place_not_held", question.language, place=place, title=source.name(question.language))
    if held:
        nearest = passages.shown(question, _whole_first(held)[:SHOWN], today, today)
        return [nearest.with_first_line(said)]
    return [
        Reply(
            text=said,
            status="abstain",
            language=question.language,
            buttons=parts.next_buttons("card_question", question.language),
            reason="no_ground",
        )
    ]


def _source(question: Question) -> Source | None:
    """Return the text that this message names by its number, or by its name; without either the law on cards.

    None for a number of a text that is not held: an article of another text would be taken for it.
    """
    library = parts.library()
    numbers = [str(number) for number in question.entities.get("text_number", ()) if NUMBER_OF_TEXT.fullmatch(number)]
    for number in numbers:
        for source in library.sources.values():
            if (source.number or "").startswith(f"{number}/"):
                return source
    if question.law in SOURCE_OF_LAW and (question.said("law") or not numbers):
        return library.source(SOURCE_OF_LAW[question.law])
    return None if numbers else library.source(LAW_OF_COUNTRY[question.country or "vn"])


def _number(pattern: re.Pattern[str], passage: Passage) -> int | None:
    found = pattern.search(passage.id)
    return int(found[1]) if found else None


def _whole_first(found: Sequence[Passage]) -> list[Passage]:
    """Return passages in force before others, the whole article before its parts."""
    return sorted(found, key=lambda passage: (passage.in_force_to is not None, len(passage.id)))
