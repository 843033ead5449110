"""What of a passage and of a unit is indexed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions.sources import questions
from actions.sources.library import Library
from actions.training import corpus
from common.diacritics import DiacriticRestorer
from tests.actions.made import real_library, unit

AS_TYPED = DiacriticRestorer({}, {}, {})
"""Knows no syllable, and so restores nothing."""

Write = Callable[..., Path]


def test_a_passage_is_found_by_all_that_stands_around_it_and_by_each_text_alone(write: Write) -> None:
    first, _ = corpus.items(Library.load(write(), added=None), AS_TYPED)
    assert len(first.words) == 3, "one a language"
    for part in ("Luật thử", "1/2020/QH14", "Điều 1", "Lệ phí cấp lại", "lệ phí bao nhiêu"):
        assert part in first.words[0]
    assert "how much is it" in first.words[2]
    assert first.texts == ("Lệ phí cấp lại là 70.000 đồng.", "La tasa es de 70.000 VND.", "The fee is 70.000 VND.")
    assert first.asks == ("lệ phí bao nhiêu", "cuanto cuesta", "how much is it")


def test_a_question_that_is_held_out_is_nowhere_in_the_item(write: Write) -> None:
    library = Library.load(write(), added=None)
    item = corpus.item_of_passage(library, library.passages[0], {"vi": ()})
    assert item.asks == ()
    assert not [text for text in item.words if "bao nhiêu" in text or "how much" in text]


def test_a_clause_of_an_added_document_stands_under_its_heading(write: Write) -> None:
    library = Library.load(write(), added=None)
    source = next(iter(library.sources.values()))
    added = Library({source.id: replace(source, added=date(2026, 11, 1))}, library.index)
    assert corpus.items(added, AS_TYPED)[0].texts[0] == "Điều 1\nLệ phí cấp lại là 70.000 đồng."


def test_a_unit_is_found_by_its_answer_its_lines_and_its_questions() -> None:
    made = unit(
        answer="Không.",
        lines=({"label": "where", "vi": "Công an xã.", "es": "La policía.", "en": "The police."},),
        more={"vi": "Trước đây thì khác.", "es": "Antes no.", "en": "Not before."},
    )
    item = corpus.item_of_unit(made, {"vi": ("có phải đổi không",), "en": ("must I",)})
    assert item.texts[0] == "Không. Công an xã."
    assert item.words[0] == "Không. Công an xã. có phải đổi không"
    assert item.asks == ("có phải đổi không", "must I")


def test_a_unit_without_words_is_found_by_its_questions() -> None:
    item = corpus.item_of_unit(unit(computed="fee", lead={}), {"vi": ("mất thẻ hết nhiêu",)})
    assert (item.texts, item.asks) == ((), ("mất thẻ hết nhiêu",))
    assert item.words[0].split() == ["mất", "thẻ", "hết", "nhiêu"]


def test_the_marks_of_vietnamese_are_learned_from_sources_units_and_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "load", lambda: (unit("one", "Không, chưa phải đổi."),))
    texts = set(corpus.vietnamese_texts(real_library()))
    assert real_library().passages[0].text["vi"] in texts
    assert "tôi là thương binh" in texts, "a training phrase"
    assert {"Không, chưa phải đổi.", "one?"} <= texts, "the lead and the question of a unit"
