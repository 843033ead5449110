from __future__ import annotations

from pathlib import Path

import pytest

from actions import terms


def test_labels_in_three_languages() -> None:
    vocabulary = terms.load()

    assert vocabulary.label("procedure", "reissue", "vi") == "cấp lại"
    assert vocabulary.label("procedure", "reissue", "es") == "reposición"
    assert vocabulary.label("procedure", "reissue", "en") == "reissue"


def test_known_and_unknown_values() -> None:
    vocabulary = terms.load()

    assert vocabulary.is_known("document", "can_cuoc")
    assert not vocabulary.is_known("document", "passport")
    assert not vocabulary.is_known("colour", "red")
    assert "lost" in vocabulary.values("reason")
    with pytest.raises(KeyError):
        vocabulary.label("document", "passport", "vi")


def test_value_that_lacks_a_language_is_named(tmp_path: Path) -> None:
    path = tmp_path / "terms.yml"
    path.write_text("document:\n  card: {vi: thẻ, es: tarjeta}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"terms\.yml: document\.card needs words in vi, es, en"):
        terms.load(path)
