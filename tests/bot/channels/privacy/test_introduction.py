from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.privacy import introduction
from common.office_file import read_office
from common.vocabulary import LANGUAGES

EXAMPLE = Path("deploy/offices/example.yml")
MOST_WORDS = 85
"""What one reads on a telephone before the answer; Vietnamese has a word for each syllable."""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", ("chương trình tự động, không phải cán bộ", "30 ngày", "/data", "/xoa", "Chịu trách nhiệm về dữ liệu")),
        ("es", ("programa automático", "30 días", "/data", "/delete", "Responsable de los datos")),
        ("en", ("automatic program, not an officer", "30 days", "/data", "/delete", "Responsible for the data")),
    ],
)
def test_it_says_that_it_is_a_program_whose_what_is_kept_and_the_rights(language: str, said: tuple[str, ...]) -> None:
    office = read_office(EXAMPLE)
    text = introduction.text(language, 30, office)
    assert [part for part in (*said, office.name.say(language), office.contact or "?") if part not in text] == []
    assert len(text.split()) <= MOST_WORDS
    assert introduction.is_one(text)


def test_what_no_office_says_is_left_out() -> None:
    text = introduction.text("en", 90, None)
    assert "It is run by" not in text
    assert "Responsible" not in text


def test_vietnamese_where_the_language_is_not_known() -> None:
    assert introduction.text(None, 90, None) == introduction.text("fr", 90, None) == introduction.text("vi", 90, None)


def test_it_keeps_the_reply_contract() -> None:
    for language in LANGUAGES:
        made = introduction.answer(language, 90, None)
        assert made["custom"] == {"status": "chat", "language": language, "reason": "introduction", "citations": []}
