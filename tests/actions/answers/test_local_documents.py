from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from actions import router
from actions.answers import local_documents, passages
from actions.question import Question
from actions.reply import Reply
from actions.search.searcher import Hit, Result
from actions.sources.library import Library
from tests.actions.search.test_local_words import MOBILE, OURS

TODAY = date(2026, 11, 29)
ASKED = Question("vi", "nlu_fallback", "Xã Suối Mơ làm thẻ hôm nào?", {}, country="vn", vector=np.ones(3, np.float32))


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is known: one own text and one added document, and the readings that its search was asked with."""
    asked: list[Any] = []
    held = replace(MOBILE.passages[0], in_force_from=date(2026, 10, 1), in_force_to=None)
    opening = replace(held, id="mo-dau", ref="mobile#mo-dau")
    hits = [Hit(OURS.passages[0], 3.0), Hit(opening, 2.0), Hit(held, 1.0)]

    def search(reading: Any, *_: Any) -> Result[Any]:
        asked.append(reading)
        return Result(hits, "suggest", "unsure", 0.3)

    fake = SimpleNamespace(
        library=Library({"luat": OURS, "mobile": MOBILE}, {}), unit_by_id={}, passages=SimpleNamespace(search=search)
    )
    monkeypatch.setattr(local_documents, "knowledge", lambda: fake)
    monkeypatch.setattr(passages, "reading_of", lambda question: question.text)
    return asked


def test_a_document_answers_what_is_asked_of_its_place(known: list[Any]) -> None:
    result = local_documents.search(ASKED, TODAY)
    assert result is not None
    assert [hit.entry.ref for hit in result.hits] == ["mobile#d1", "mobile#mo-dau"]
    assert known == ["làm thẻ hôm nào?"], "its place is no part of what is looked for in it"


def test_other_questions_and_other_days_are_not_its(known: list[Any]) -> None:
    assert local_documents.search(replace(ASKED, text="Mất thẻ căn cước thì làm gì?"), TODAY) is None
    assert local_documents.search(ASKED, date(2026, 9, 1)) is None, "it was not in force yet"


@pytest.mark.parametrize("intent", ["scam", "human_handoff"])
def test_some_intents_are_never_answered_from_a_document(known: list[Any], intent: str) -> None:
    assert local_documents.of_an_office(replace(ASKED, intent=intent), TODAY) == []
    assert local_documents.of_an_office(replace(ASKED, text="/show_passage{}"), TODAY) == []


def test_the_router_asks_the_documents_first_but_not_within_a_form(monkeypatch: pytest.MonkeyPatch) -> None:
    local = Reply(text="Thứ năm.", status="chat", language="vi")
    monkeypatch.setattr(router, "of_an_office", lambda question, today: [local])
    monkeypatch.setattr("actions.answers.read_dates.said", lambda replies, question: replies)
    assert router.replies(ASKED, TODAY) == [local]
    monkeypatch.setitem(router.ROUTES, "renewal_form", (lambda question, today: [],))  # type: ignore[arg-type]
    with pytest.raises(LookupError):
        router.replies(ASKED, TODAY, "renewal_form")
