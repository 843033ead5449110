from __future__ import annotations

from pathlib import Path

import pytest

from common import vocabulary


def test_labels_in_three_languages() -> None:
    known = vocabulary.load()

    assert known.label("procedure", "reissue", "vi") == "cấp lại"
    assert known.label("procedure", "reissue", "es") == "reposición"
    assert known.label("procedure", "reissue", "en") == "reissue"


def test_known_and_unknown_values() -> None:
    known = vocabulary.load()

    assert known.is_known("document", "can_cuoc")
    assert not known.is_known("document", "passport")
    assert not known.is_known("colour", "red")
    assert "lost" in known.values("reason")
    with pytest.raises(KeyError):
        known.label("document", "passport", "vi")


def test_value_that_lacks_a_language_is_named(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.yml"
    path.write_text("document:\n  card: {vi: thẻ, es: tarjeta}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"vocabulary\.yml: document\.card needs words in vi, es, en"):
        vocabulary.load(path)
