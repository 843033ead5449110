"""Words that tell a language alone."""

from __future__ import annotations

import pytest

from bot.nlu.telling_words import are_terms, told_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ok gracias y fee?", "es"),
        ("ok y el fee", "es"),
        ("hola, fee?", "es"),
        ("perdí mi", "es"),
        ("what is", "en"),
        ("ok thanks, fee?", "en"),
        ("lost my", "en"),
        ("fee for", "en"),
        ("ok cam on, phi?", "vi"),
        ("ok, fee bao nhieu", "vi"),
        ("thanks, gracias", None),
        ("ok online", None),
        ("the", None),
        ("CCCD 2024", None),
    ],
)
def test_the_words_of_one_language_tell_it(text: str, language: str | None) -> None:
    assert told_language(text) == language


def test_names_of_documents_stand_in_any_language() -> None:
    assert are_terms(["thẻ", "căn", "cước?"])
    assert not are_terms(["thẻ", "của", "tôi"])
