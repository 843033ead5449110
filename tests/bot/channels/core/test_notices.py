from __future__ import annotations

from bot.channels.core.notices import NOTICES, TALK, notice
from common.vocabulary import LANGUAGES


def test_every_notice_is_said_in_every_language() -> None:
    assert all(set(texts) == set(LANGUAGES) for texts in NOTICES.values())


def test_a_notice_keeps_the_reply_contract() -> None:
    assert notice("unavailable", "es")["custom"] == {
        "status": "abstain",
        "language": "es",
        "reason": "unavailable",
        "citations": [],
    }


def test_a_word_that_refuses_nothing_is_talk() -> None:
    assert notice("vote_thanks", "en")["custom"]["status"] == "chat"
    assert set(TALK) <= set(NOTICES)


def test_an_unknown_language_is_answered_in_vietnamese() -> None:
    assert notice("too_many", "fr") == notice("too_many", None) == notice("too_many", "vi")
