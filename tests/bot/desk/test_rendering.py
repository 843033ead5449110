from __future__ import annotations

import re

import pytest

from bot.desk import rendering
from bot.desk.registry import PAGES
from bot.desk.rendering import Words, moment, words
from common.vocabulary import LANGUAGES


def test_every_sentence_is_there_in_three_languages() -> None:
    for key, said in words().items():
        assert set(said) == set(LANGUAGES), key
        assert all(said.values()), key
        assert len({tuple(sorted(re.findall(r"{\w+}", one))) for one in said.values()}) == 1, key


def test_every_page_has_its_label() -> None:
    for page in PAGES:
        assert f"nav_{page.name}" in words()


def test_a_value_is_said_in_the_desks_words_else_the_vocabularys_else_as_it_is() -> None:
    say = Words("en")
    assert say.of("kind", "voted_down") == "voted down"
    assert say.of("topic", "lost_card") == "lost card"
    assert say.of("reason", "birth_date_missing") == "birth_date_missing"
    assert say.of("topic", None) == "–"


def test_a_sentence_that_there_is_not_fails_at_once() -> None:
    with pytest.raises(KeyError):
        Words("vi")("no_such_sentence")
    with pytest.raises(AttributeError):
        _ = Words("vi").no_such_sentence


def test_a_moment_is_vietnams() -> None:
    assert moment(1_796_000_000) == "30/11/2026 07:53"


def test_what_a_citizen_wrote_is_no_html() -> None:
    page = rendering.html("sign_in.html", "vi", visit=None, page=None, form_word='"><script>', trouble=None)
    assert "<script>" not in page
