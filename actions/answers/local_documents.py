"""Answers from the documents that an office added: where a message names their place, or says what only they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.answers import passages
from actions.answers.days import asked_days
from actions.question import Question
from actions.reply import Reply
from actions.search import local_order
from actions.search.current import Knowledge, knowledge
from actions.search.local_words import LocalWords
from actions.search.searcher import CANDIDATES, Known, Result
from actions.sources.library import Passage

PASSED_BY = ("scam", "emergency", "change_language", "unreadable", "human_handoff")
"""Intents that no document answers."""
OPENING = "mo-dau"
"""How the id of a passage before the first article begins."""
_words: list[tuple[Knowledge, LocalWords]] = []


def of_an_office(question: Question, today: date) -> list[Reply]:
    """Return what an added document that is in force says to a question about it; nothing to any other message."""
    if question.text.startswith("/") or question.intent in PASSED_BY or question.said("impossible_date"):
        return []
    result = search(question, today)
    return [passages.said(question, result, today, None)] if result else []


def search(question: Question, today: date) -> Result[Passage] | None:
    """Return the passages of the added documents that a message speaks of, best first; None without any."""
    known_now = knowledge()
    words = words_of(known_now)
    sources = words.sources_of(question.text)
    if not sources:
        return None
    focused = words.without_places(question.text, sources) or question.text
    asked = question if focused == question.text else replace(question, text=focused, vector=None)
    days = asked_days(question, today)
    last = days[1]
    result = known_now.passages.search(
        passages.reading_of(asked), today, Known(country=question.country, about=days), CANDIDATES
    )
    hits = [hit for hit in result.hits if hit.entry.source in sources and hit.entry.holds_on(last)]
    hits = local_order.ordered(focused, hits, question.language)
    # What stands before the first article names the document and rules nothing.
    hits.sort(key=lambda hit: hit.entry.id.startswith(OPENING))
    return Result(hits, "answer", "found", result.chance, 1) if hits else None


def words_of(known: Knowledge) -> LocalWords:
    """Return the words of the added documents, read anew when what is known changed."""
    if not _words or _words[0][0] is not known:
        _words[:] = [(known, LocalWords.of(known.library, known.unit_by_id.values()))]
    return _words[0][1]
