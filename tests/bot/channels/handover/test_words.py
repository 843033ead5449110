"""Every sentence of a handover is there in three languages, with the same blanks."""

from __future__ import annotations

import string

import pytest

from bot.channels.core import commands
from bot.channels.handover import words
from bot.channels.messenger.adapter import MAX_TITLE
from common.vocabulary import LANGUAGES

SENTENCES = [(table, key) for table, keys in words.read().items() for key in keys]


@pytest.mark.parametrize(("table", "key"), SENTENCES)
def test_a_sentence_is_there_in_each_language(table: str, key: str) -> None:
    said = words.read()[table][key]
    assert tuple(said) == LANGUAGES
    blanks = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in said.values()]
    assert blanks[0] == blanks[1] == blanks[2]


@pytest.mark.parametrize("titles", [words.OFFER, words.AGREE, words.GO_BACK])
def test_a_title_fits_every_platform(titles: dict[str, str]) -> None:
    assert tuple(titles) == LANGUAGES
    assert max(len(title) for title in titles.values()) <= MAX_TITLE


def test_an_answer_has_its_button_and_its_reason() -> None:
    said = words.answer("ask", "en", turns=6, opening="")
    assert said["buttons"] == [{"title": "Yes, send it", "payload": commands.HANDOVER_CONFIRMED}]
    assert (said["custom"]["status"], said["custom"]["reason"]) == ("handover", "ask")
    assert not said["text"].endswith(" ")
    assert words.answer("ended", None)["custom"]["language"] == "vi"
