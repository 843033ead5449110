from __future__ import annotations

import pytest

from common.text import MAX_QUESTION, clean, fold, has_marks


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  mất\tcăn\n\ncước ", "mất căn cước"),
        ("ma\u0302\u0301t the\u0309", "mất thẻ"),
        ("ca\u0306n\u200b cu\u031bo\u031b\u0301c\u00ad", "căn cước"),
        ("ＣＭＮＤ １２ số", "CMND 12 số"),
        ("a\ud800b\ue000c\x00d", "abcd"),
        ("", ""),
    ],
)
def test_clean_text_is_one_safe_line(typed: str, read: str) -> None:
    assert clean(typed) == read


def test_clean_cuts_what_is_long_before_and_after_it_grows() -> None:
    assert len(clean("\ufdfa" * 100_000)) <= MAX_QUESTION
    assert len(clean("mất thẻ " * 25_000)) <= MAX_QUESTION
    assert clean("e" + "\u0301" * 5000) == "é"


def test_clean_twice_changes_nothing() -> None:
    once = clean("Tôi  bị mất\u200d CCCD\u202e …")
    assert clean(once) == once


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Thẻ Căn cước", "the can cuoc"),
        ("ĐỔI ĐỊA CHỈ", "doi dia chi"),
        ("Renovación mañana", "renovacion manana"),
        ("mất", "mat"),
        ("ma\u0302\u0301t", "mat"),
    ],
)
def test_fold_drops_marks_and_case(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_has_marks() -> None:
    assert has_marks("mất the")
    assert has_marks("đi")
    assert has_marks("ĐI")
    assert not has_marks("MAT the can cuoc 12 so?")
    assert not has_marks("")
