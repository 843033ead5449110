"""What only Messenger has: the handshake, batches, postbacks, the page's profile, the 24-hour window."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.channels.messenger import __main__ as messenger
from tests.channels.conftest import Pair, connect
from tests.channels.platforms import START, Messenger, body, until

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def pair(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    async with connect(Messenger(), monkeypatch) as connected:
        yield connected


def platform_of(pair: Pair) -> Messenger:
    assert isinstance(pair.platform, Messenger)
    return pair.platform


@pytest.mark.parametrize(
    ("token", "mode", "status"),
    [(Messenger.verify, "subscribe", 200), ("wrong", "subscribe", 403), (Messenger.verify, "unsubscribe", 403)],
)
async def test_the_handshake(pair: Pair, token: str, mode: str, status: int) -> None:
    asked = {"hub.mode": mode, "hub.verify_token": token, "hub.challenge": "1158201444"}
    answered = await pair.assistant.client.get(f"{pair.assistant.url}/messenger/webhook", params=asked)
    assert answered.status_code == status
    assert answered.text == ("1158201444" if status == 200 else "")


async def test_the_old_signature_is_no_proof(pair: Pair) -> None:
    sent = body(pair.platform.event("1001", "a", 1))
    old = hmac.new(Messenger.secret.encode(), sent, hashlib.sha1).hexdigest()
    assert await pair.assistant.post("messenger", sent, {"X-Hub-Signature": f"sha1={old}"}) == 403
    assert await pair.assistant.post("messenger", sent, {"X-Hub-Signature-256": f"sha1={old}"}) == 403


async def test_every_event_of_a_batch_is_answered_in_order(pair: Pair) -> None:
    platform = platform_of(pair)
    events = [platform.messaging("1001", n, message={"mid": f"m{n}", "text": f"câu {n}"}) for n in (3, 1, 2, 5, 4)]
    events.insert(1, platform.messaging("1001", 6, delivery={"mids": ["m0"]}))
    events.insert(3, platform.messaging("1001", 7, read={"watermark": 1}))
    events.insert(4, platform.messaging("1", 8, message={"mid": "m8", "text": "echo", "is_echo": True}))
    assert await pair.deliver(platform.batch(events)) == 200
    await until(lambda: len(platform.sent) == 5)
    assert pair.assistant.agent.texts == [f"câu {n}" for n in range(1, 6)]


async def test_postbacks_and_links(pair: Pair) -> None:
    platform = platform_of(pair)
    events = [
        platform.messaging("1001", 1, postback={"title": "Bắt đầu", "payload": "/greet"}),
        platform.messaging("1001", 2, postback={"title": "Bắt đầu", "payload": "/greet", "referral": {"ref": "fee"}}),
        platform.messaging("1001", 3, referral={"ref": "lost_card", "source": "SHORTLINK"}),
        platform.messaging("1001", 4, postback={"title": "Lạ", "payload": "/session_start"}),
    ]
    await pair.deliver(platform.batch(events))
    await until(lambda: len(pair.assistant.agent.received) == 4)
    assert pair.assistant.agent.texts == ["/greet", "/fee", "/lost_card", "session_start"]


async def test_an_attachment_is_answered_by_the_channel(pair: Pair) -> None:
    picture = {"mid": "m1", "attachments": [{"type": "image", "payload": {"url": "https://example.test/a.jpg"}}]}
    await pair.deliver(platform_of(pair).batch([platform_of(pair).messaging("1001", 1, message=picture)]))
    await until(lambda: pair.platform.sent)
    assert "chỉ đọc được chữ" in pair.platform.sent[0].text


async def test_after_24_hours_nothing_is_sent(pair: Pair) -> None:
    platform = platform_of(pair)
    late = platform.messaging("1001", 1, message={"mid": "m1", "text": "a"})
    late["timestamp"] = START - 25 * 3_600_000
    assert await pair.deliver(platform.batch([late])) == 200
    await asyncio.sleep(0.2)
    assert pair.assistant.agent.received == []


async def test_the_profile_is_set_by_a_command(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    platform = platform_of(pair)
    assert await asyncio.to_thread(messenger.main, ["profile"]) is None
    assert "The profile is set" in capsys.readouterr().out
    assert platform.profile["get_started"] == {"payload": "/greet"}
    menus = {menu["locale"]: menu["call_to_actions"] for menu in platform.profile["persistent_menu"]}
    assert {"default", "vi_VN", "es_LA", "en_US"} <= set(menus)
    assert all(len(item["title"]) <= 30 for menu in menus.values() for item in menu)
    assert len(menus["default"]) <= 20
    assert all(len(greeting["text"]) <= 160 for greeting in platform.profile["greeting"])


async def test_the_profile_command_says_what_is_wrong(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MESSENGER_PAGE_TOKEN", "old")
    platform_of(pair).profile = {}
    assert "usage" in (messenger.main([]) or "")
    monkeypatch.setenv("MESSENGER_APP_SECRET", "")
    assert "MESSENGER_APP_SECRET" in (messenger.main(["profile"]) or "")
