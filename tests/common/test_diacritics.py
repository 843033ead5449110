from __future__ import annotations

from pathlib import Path

import pytest

from common.diacritics import DiacriticRestorer

TEXTS = [
    "Tôi bị mất thẻ căn cước. Mất thẻ thì làm lại ở đâu?",
    "Mặt trước của thẻ có ảnh. Thẻ căn cước bị mất.",
    "Lệ phí làm lại thẻ căn cước là bao nhiêu?",
]


@pytest.fixture
def marks() -> DiacriticRestorer:
    return DiacriticRestorer.count(TEXTS)


def test_marks_come_back(marks: DiacriticRestorer) -> None:
    assert marks.restore("toi bi mat the can cuoc") == "tôi bị mất thẻ căn cước"
    assert marks.restore("mat truoc cua the") == "mặt trước của thẻ"


def test_half_marked_questions_keep_what_was_typed(marks: DiacriticRestorer) -> None:
    assert marks.restore("bị mat the can cuoc") == "bị mất thẻ căn cước"
    assert marks.restore("mặt the") == "mặt thẻ"


def test_marked_questions_stay_as_they_are(marks: DiacriticRestorer) -> None:
    assert marks.restore("Thẻ của tôi bị mất, làm lại thẻ") == "Thẻ của tôi bị mất, làm lại thẻ"


def test_unknown_words_digits_and_signs_stay(marks: DiacriticRestorer) -> None:
    assert marks.restore("cccd 2026, the can cuoc?!") == "cccd 2026, thẻ căn cước?!"
    assert marks.restore("") == ""


def test_both_places_of_a_tone_are_counted_as_one() -> None:
    marks = DiacriticRestorer.count(["hủy thẻ", "huỷ thẻ", "huỷ thẻ", "hứy"])
    assert marks.restore("huy the") == "hủy thẻ"


def test_marks_are_read_as_written(marks: DiacriticRestorer, tmp_path: Path) -> None:
    marks.save(tmp_path / "marks.json")
    assert DiacriticRestorer.read(tmp_path / "marks.json").restore("le phi lam lai") == "lệ phí làm lại"


def test_two_syllables_before_tell_more_than_one() -> None:
    marks = DiacriticRestorer.count([*["đi làm thẻ"] * 2, *["sao làm thế"] * 3])
    assert marks.restore("di lam the") == "đi làm thẻ"
    assert marks.restore("sao lam the") == "sao làm thế"


def test_what_is_encoded_is_the_same_with_marks_and_without(marks: DiacriticRestorer) -> None:
    assert marks.readable("mat the", "vi") == marks.readable("mất thẻ", "vi") == "mất thẻ"
    assert marks.readable("¿Cuánto vale?", "es") == marks.readable("¿cuanto vale?", "es") == "¿cuanto vale?"
    assert marks.readable("Where is my card?", "en") == "Where is my card?"


def test_a_text_without_marks_teaches_nothing() -> None:
    marks = DiacriticRestorer.count(["mất thẻ căn cước", *["mat the can cuoc"] * 5])
    assert marks.restore("mat the can cuoc") == "mất thẻ căn cước"
