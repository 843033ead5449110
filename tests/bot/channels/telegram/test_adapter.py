from __future__ import annotations

import datetime as dt

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.core.buttons import Payloads
from bot.channels.core.delivery import Gone, Rejected, TryAgain, utf16_units
from bot.channels.telegram import adapter as telegram_api

_keys: dict[str, str] = {}
KEPT = Payloads(telegram_api.MAX_CALLBACK_BYTES, _keys.get, _keys.__setitem__)


def answer(text: str, *titles: str) -> dict[str, object]:
    return {"text": text, "buttons": [{"title": title, "payload": "/fee"} for title in titles]}


def rows(markup: InlineKeyboardMarkup | None) -> list[list[str]]:
    return [[button.text for button in row] for row in (markup.inline_keyboard if markup else ())]


def test_short_titles_stand_two_in_a_row() -> None:
    made = telegram_api.parts(
        answer("?", "Lệ phí", "Thời hạn", "Một tiêu đề dài hơn hẳn", "Có", "Không", "Khác"), KEPT
    )
    assert rows(made[0].keyboard) == [["Lệ phí", "Thời hạn"], ["Một tiêu đề dài hơn hẳn"], ["Có", "Không"], ["Khác"]]


def test_buttons_stand_under_the_last_part() -> None:
    made = telegram_api.parts(answer("😀 mất thẻ. " * 800, "Lệ phí"), KEPT)
    assert len(made) > 1
    assert [part.keyboard is not None for part in made] == [False] * (len(made) - 1) + [True]
    assert all(utf16_units(part.html) <= 4096 for part in made)


def test_buttons_without_a_text_are_listed() -> None:
    (part,) = telegram_api.parts(answer("", "Lệ phí"), KEPT)
    assert part.html == "1. Lệ phí"
    assert telegram_api.parts({}, KEPT) == []


def test_the_chosen_button_is_marked_and_the_mark_moves() -> None:
    def keyboard(*titles: str) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup([[InlineKeyboardButton(t, callback_data=t[-1])] for t in titles])

    first = telegram_api.chosen(keyboard("a", "b"), "a")
    assert rows(first) == [["✓ a"], ["b"]]
    assert rows(telegram_api.chosen(first, "b")) == [["a"], ["✓ b"]]
    assert telegram_api.title_of(first, "a") == "a"
    assert telegram_api.title_of(first, "z") == telegram_api.title_of(None, "a") == ""


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (Forbidden("bot was blocked by the user"), Gone),
        (RetryAfter(5), TryAgain),
        (TimedOut(), TryAgain),
        (NetworkError("Bad Gateway"), TryAgain),
        (BadRequest("chat not found"), Rejected),
        (InvalidToken("the token 4242:secret"), Rejected),
        (TelegramError("else"), Rejected),
    ],
)
def test_what_an_error_means(error: TelegramError, meaning: type[Exception]) -> None:
    made = telegram_api.send_error(error)
    assert type(made) is meaning
    assert "secret" not in str(made)


def test_the_asked_wait_is_kept() -> None:
    for wait in (5, dt.timedelta(seconds=5)):
        made = telegram_api.send_error(RetryAfter(wait))
        assert isinstance(made, TryAgain)
        assert made.after == 5
