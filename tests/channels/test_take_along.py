"""A day to take along: on Telegram a calendar file, on the other chats a link; the page shows its own."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from tests.channels.conftest import Pair, connect
from tests.channels.platforms import Messenger, Platform, Telegram, Zalo, ZaloBot, until

pytestmark = pytest.mark.asyncio

TITLE = "Lưu vào lịch"
ADDRESS = "v1/calendar.ics?kind=renewal&document=cccd&due=2030-05-20&language=vi"
PUBLIC = "https://assistant.example"


def answering(pair: Pair, address: str = ADDRESS) -> None:
    """Have the dialogue answer with a day that can be taken along."""
    custom = {"status": "answer", "language": "vi", "take_along": {"title": TITLE, "address": address}}
    pair.assistant.agent.reply = lambda _text: [{"text": "Thẻ dùng đến ngày 20/5/2030.", "custom": custom}]


async def ask(pair: Pair) -> str:
    """Ask, and return all that was shown."""
    await pair.deliver(pair.platform.event("1001", "thẻ dùng đến bao giờ", 1))
    await until(lambda: bool(pair.platform.sent))
    return str(pair.platform.sent[-1])


async def test_telegram_gets_the_file_behind_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(Telegram(), monkeypatch) as pair:
        answering(pair)
        shown = await ask(pair)
        await until(lambda: bool(pair.platform.files))
        (person, name, content) = pair.platform.files[0]
    assert (person, name.endswith(".ics")) == ("1001", True)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2030-05-20"
    assert event.walk("VALARM")
    assert "calendar.ics" not in shown


@pytest.mark.parametrize("made", [Messenger, Zalo, ZaloBot])
async def test_the_other_chats_get_a_link(made: type[Platform], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", PUBLIC)
    async with connect(made(), monkeypatch) as pair:
        answering(pair)
        shown = await ask(pair)
        assert f"{PUBLIC}/{ADDRESS}" in shown
        assert pair.platform.files == []


async def test_without_a_public_address_there_is_no_dead_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    async with connect(ZaloBot(), monkeypatch) as pair:
        answering(pair)
        assert "calendar.ics" not in await ask(pair)


async def test_a_day_that_is_not_served_leaves_the_answer_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(Telegram(), monkeypatch) as pair:
        answering(pair, "v1/calendar.ics?kind=renewal&document=no_such_card&due=2030-05-20")
        assert "20/5/2030" in await ask(pair)
        assert pair.platform.files == []
