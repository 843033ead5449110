"""The examples that the assistant learns from, as the files hold them."""

from __future__ import annotations

import textwrap
from pathlib import Path

from bot.nlu.examples import Example, both_spellings, labelled_questions, passage_questions, phrases, unit_questions


def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text), encoding="utf-8")


def test_a_training_phrase_has_the_language_of_its_folder_and_the_intent_of_its_block(tmp_path: Path) -> None:
    written(
        tmp_path / "vi" / "fee.yml",
        """
        version: "3.1"
        nlu:
        - intent: fee
          examples: |
            - phí bao nhiêu

            - hết nhiêu - cả ship
        - intent: place
          examples: |
            - nộp ở đâu
        """,
    )
    written(tmp_path / "en" / "fee.yml", "nlu: [{intent: fee, examples: '- how much'}]")
    assert list(phrases(tmp_path)) == [
        Example("how much", "en", "fee"),
        Example("phí bao nhiêu", "vi", "fee"),
        Example("hết nhiêu - cả ship", "vi", "fee"),
        Example("nộp ở đâu", "vi", "place"),
    ]


def test_the_questions_of_a_passage_are_of_no_intent(tmp_path: Path) -> None:
    written(tmp_path / "luat.yml", "passages: [{asks: {vi: [bao nhiêu], en: [how much, 2026]}}, {id: nobody-asks}]")
    assert list(passage_questions(tmp_path)) == [
        Example("bao nhiêu", "vi"),
        Example("how much", "en"),
        Example("2026", "en"),
    ]


def test_the_question_of_a_unit_knows_its_unit_and_kind(tmp_path: Path) -> None:
    written(
        tmp_path / "lost.yml", "units: [{id: lost-fee, kind: how_much, examples: {vi: [hết nhiêu], es: [cuánto]}}]"
    )
    assert list(unit_questions(tmp_path)) == [
        Example("hết nhiêu", "vi", unit="lost-fee", kind="how_much"),
        Example("cuánto", "es", unit="lost-fee", kind="how_much"),
    ]


def test_a_set_for_measuring_is_of_the_language_of_its_file(tmp_path: Path) -> None:
    written(tmp_path / "es.yml", "questions: [{text: se me perdió, expected: [x]}]")
    assert list(labelled_questions(tmp_path)) == [Example("se me perdió", "es")]


def test_vietnamese_is_learned_with_marks_and_without_and_keeps_what_it_teaches() -> None:
    found = both_spellings([Example("đổi thẻ", "vi", unit="u", kind="must")])
    assert found == [
        Example("đổi thẻ", "vi", unit="u", kind="must"),
        Example("doi the", "vi", unit="u", kind="must"),
    ]


def test_other_languages_keep_their_marks() -> None:
    assert both_spellings([Example("¿cuánto?", "es")]) == [Example("¿cuánto?", "es")]


def test_a_text_of_two_places_is_learned_once_as_the_first_has_it_and_in_each_language() -> None:
    found = both_spellings([Example("CMND", "en", "inform"), Example("CMND", "en", "fee"), Example("cmnd", "vi")])
    assert found == [Example("CMND", "en", "inform"), Example("cmnd", "vi")]
