from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from rasa.shared.nlu.training_data.loading import load_data

from bot.nlu.languages import LANGUAGES, example_language
from common.text import fold
from tests.evaluation.understanding import own_set

PHRASES = [(e.get("text"), e.get("intent"), example_language(e)) for e in load_data("data/nlu").intent_examples]

DOMAIN = yaml.safe_load(Path("bot/domain/domain.yml").read_text(encoding="utf-8"))
ASKED = set(DOMAIN["intents"]) - {
    "unreadable",
    "renewal_date",
    "show_passage",
    "show_original",
    "show_unit",
    "show_more",
}
"""Intents that people have; the guard sets `unreadable`, and the others are sent by buttons."""


def test_no_phrase_has_two_intents() -> None:
    intents: dict[tuple[str, str | None], set[str]] = {}
    for text, intent, language in PHRASES:
        intents.setdefault((text.lower(), language), set()).add(intent)
    assert {text: both for text, both in intents.items() if len(both) > 1} == {}


def test_no_phrase_means_one_thing_in_one_language_and_another_in_another() -> None:
    intents: dict[str, set[str]] = {}
    for text, intent, _ in PHRASES:
        intents.setdefault(text, set()).add(intent)
    assert {text: both for text, both in intents.items() if len(both) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_phrases_enough(language: str) -> None:
    counts = Counter(intent for _, intent, lang in PHRASES if lang == language)
    assert set(counts) == ASKED
    assert min(counts.values()) >= 35


def test_the_own_set_is_never_trained_on() -> None:
    trained = {fold(text).strip(" ?¿.") for text, _, _ in PHRASES}
    assert [u.text for u in own_set() if fold(u.text).strip(" ?¿.") in trained] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_own_set_covers_every_intent(language: str) -> None:
    own = [u for u in own_set() if u.language == language]
    assert len(own) >= 150
    assert {u.intents[0] for u in own} == {intent for _, intent, _ in PHRASES}
