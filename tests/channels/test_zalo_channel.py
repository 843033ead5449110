"""What only a Zalo Official Account has: rotating tokens, officers, withdrawal, events."""

from __future__ import annotations

import asyncio
import json
import stat
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from aiohttp import web

from bot.channels.core import handovers
from bot.channels.core.delivery import Rejected
from bot.channels.zalo_oa import channel as zalo
from bot.channels.zalo_oa.tokens import TokenKeeper
from tests.channels.conftest import Pair, connect
from tests.channels.platforms import START, Zalo, until

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def pair(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    async with connect(Zalo(), monkeypatch) as connected:
        yield connected


def platform_of(pair: Pair) -> Zalo:
    assert isinstance(pair.platform, Zalo)
    return pair.platform


def keeper(platform: Zalo, file: Path, client: httpx.AsyncClient, first: str = "refresh-0") -> TokenKeeper:
    return TokenKeeper(file, platform.app_id, platform.app_secret, first, platform.url, client)


async def test_tokens_are_kept_for_their_owner_only(pair: Pair) -> None:
    await until(lambda: zalo.TOKEN_FILE.exists())
    assert stat.S_IMODE(zalo.TOKEN_FILE.stat().st_mode) == 0o600
    kept = json.loads(zalo.TOKEN_FILE.read_text())
    assert (kept["access"], kept["refresh"]) == ("access-1", "refresh-1")
    assert abs(kept["expires_at"] - time.time() - 90_000) < 60


async def test_a_refused_token_is_renewed_once_for_all_answers(pair: Pair) -> None:
    platform = platform_of(pair)
    await until(lambda: platform.refreshes == 1)
    platform.access = "revoked by Zalo"
    for number in range(1, 9):
        await pair.deliver(platform.event(str(1000 + number), "a", number))
    await until(lambda: len(platform.sent) == 8)
    assert platform.refreshes == 2


async def test_two_processes_renew_once(pair: Pair, tmp_path: Path) -> None:
    platform = platform_of(pair)
    await until(lambda: platform.refreshes == 1)
    file = zalo.TOKEN_FILE
    async with httpx.AsyncClient(trust_env=False) as client:
        both = [keeper(platform, file, client), keeper(platform, file, client)]
        old = await both[0].access()
        renewed = await asyncio.gather(*(one.renew(old) for one in both))
    assert renewed == ["access-2", "access-2"]
    assert platform.refreshes == 2


async def test_after_a_restart_the_kept_token_is_used(pair: Pair) -> None:
    platform = platform_of(pair)
    await until(lambda: platform.refreshes == 1)
    async with httpx.AsyncClient(trust_env=False) as client:
        assert await keeper(platform, zalo.TOKEN_FILE, client).access() == "access-1"
    assert platform.refreshes == 1


async def test_a_new_refresh_token_of_the_operator_counts(pair: Pair) -> None:
    platform = platform_of(pair)
    await until(lambda: platform.refreshes == 1)
    platform.refresh = "given-by-the-operator"
    async with httpx.AsyncClient(trust_env=False) as client:
        assert await keeper(platform, zalo.TOKEN_FILE, client, "given-by-the-operator").access() == "access-2"


async def test_a_spent_refresh_token_is_said_to_the_operator(pair: Pair, tmp_path: Path) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(Rejected, match="set ZALO_REFRESH_TOKEN"):
            await keeper(platform_of(pair), tmp_path / "other.json", client, "spent").access()


async def test_a_torn_token_file_is_no_dead_end(pair: Pair, tmp_path: Path) -> None:
    platform = platform_of(pair)
    await until(lambda: platform.refreshes == 1)
    file = tmp_path / "torn.json"
    file.write_text('{"access": "acc')
    platform.refresh = "again"
    async with httpx.AsyncClient(trust_env=False) as client:
        assert await keeper(platform, file, client, "again").access() == "access-2"


async def test_an_officer_silences_the_assistant_in_that_chat(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    platform = platform_of(pair)
    word = platform.happened("oa_send_text", 1, sender={"id": "oa", "admin_id": "9"}, recipient={"id": "1001"})
    await pair.deliver(platform.event("1001", "a", 2))
    await until(lambda: len(platform.sent) == 1)
    assert await pair.deliver(word) == 200
    await pair.deliver(platform.event("1001", "b", 3))
    await pair.deliver(platform.event("2002", "c", 4))
    await until(lambda: len(platform.sent) == 2)
    await asyncio.sleep(0.2)
    assert pair.assistant.agent.texts == ["a", "c"]
    assert handovers.OFFICER_PAUSE_SECONDS == 1800


async def test_an_officer_who_is_quicker_stops_the_answer(pair: Pair) -> None:
    platform = platform_of(pair)
    pair.assistant.agent.delay = 0.3
    await pair.deliver(platform.event("1001", "a", 1))
    await until(lambda: pair.assistant.agent.received)
    word = platform.happened("oa_send_text", 2, sender={"id": "oa", "admin_id": "9"}, recipient={"id": "1001"})
    await pair.deliver(word)
    await asyncio.sleep(0.6)
    assert platform.sent == []


async def test_the_accounts_own_echo_is_left(pair: Pair) -> None:
    platform = platform_of(pair)
    echo = platform.happened("oa_send_text", 1, sender={"id": "oa"}, recipient={"id": "1001"}, message={"text": "x"})
    assert await pair.deliver(echo) == 200
    await pair.deliver(platform.event("1001", "a", 2))
    await until(lambda: platform.sent)
    assert pair.assistant.agent.texts == ["a"]


async def test_a_withdrawal_deletes_the_persons_data(pair: Pair) -> None:
    platform = platform_of(pair)
    await pair.deliver(platform.event("1001", "mất thẻ", 1))
    await pair.deliver(platform.event("2002", "lệ phí", 2))
    await until(lambda: len(platform.sent) == 2)
    await pair.deliver(platform.happened("user_withdraw", 3, sender={"id": "1001"}))
    await until(lambda: len(pair.assistant.agent.tracker_store.store) == 1)
    assert "lệ phí" in await pair.assistant.agent.stored()
    assert len(platform.sent) == 2


@pytest.mark.parametrize(
    ("name", "content", "payload"),
    [
        ("follow", {"follower": {"id": "1001"}}, "/greet"),
        ("user_click_chatnow", {"user_id": "1001"}, "/greet"),
        ("user_submit_info", {"sender": {"id": "1001"}, "info": {"name": "An", "phone": "0912345678"}}, "/thanks"),
    ],
)
async def test_events_are_answered(pair: Pair, name: str, content: dict[str, object], payload: str) -> None:
    await pair.deliver(platform_of(pair).happened(name, 1, **content))
    await until(lambda: pair.platform.sent)
    assert pair.assistant.agent.texts == [payload]
    assert "0912345678" not in await pair.assistant.agent.stored()


@pytest.mark.parametrize("name", ["unfollow", "user_seen_message", "anonymous_send_text"])
async def test_other_events_are_left(pair: Pair, name: str) -> None:
    assert await pair.deliver(platform_of(pair).happened(name, 1, sender={"id": "1001"})) == 200
    await asyncio.sleep(0.1)
    assert pair.assistant.agent.received == []


async def test_an_image_is_answered_by_the_channel(pair: Pair) -> None:
    event = platform_of(pair).happened("user_send_image", 1, sender={"id": "1001"}, message={"msg_id": "1"})
    await pair.deliver(event)
    await until(lambda: pair.platform.sent)
    assert "chỉ đọc được chữ" in pair.platform.sent[0].text


async def test_what_is_written_under_an_image_is_read_as_the_question(pair: Pair) -> None:
    message = {"msg_id": "1", "text": "mất thẻ 001234567890"}
    await pair.deliver(platform_of(pair).happened("user_send_image", 1, sender={"id": "1001"}, message=message))
    await until(lambda: pair.platform.sent)
    assert pair.assistant.agent.texts == ["mất thẻ ●●●"]


async def test_buttons_that_are_refused_become_numbers(pair: Pair) -> None:
    platform = platform_of(pair)
    platform.takes_buttons = False
    offered = [{"title": "Lệ phí", "payload": "/fee"}, {"title": "Thời hạn", "payload": "/timeline"}]
    pair.assistant.agent.reply = lambda _text: [{"text": "Bạn cần gì?", "buttons": offered}]
    await pair.deliver(platform.event("1001", "a", 1))
    await until(lambda: platform.sent)
    assert platform.sent[0].text == "Bạn cần gì?\n\n1. Lệ phí\n2. Thời hạn"
    await pair.deliver(platform.event("1001", "2", 2))
    await until(lambda: len(pair.assistant.agent.received) == 2)
    assert pair.assistant.agent.texts[1] == "/timeline"
    attempts = platform.attempts
    await until(lambda: len(platform.sent) == 2)
    assert platform.attempts - attempts <= 1


async def test_a_used_up_quota_is_said_to_the_operator_only(pair: Pair, caplog: pytest.LogCaptureFixture) -> None:
    pair.platform.faults.append(web.json_response({"error": -211, "message": "Out of quota"}))
    await pair.deliver(pair.platform.event("1001", "a", 1))
    await until(lambda: "quota is used up" in caplog.text)
    assert pair.platform.attempts == 1


async def test_an_event_of_days_ago_is_not_answered_at_a_charge(pair: Pair) -> None:
    old = {**pair.platform.event("1001", "a", 1), "timestamp": str(START - 49 * 3_600_000)}
    assert await pair.deliver(old) == 200
    await asyncio.sleep(0.2)
    assert pair.assistant.agent.received == []
