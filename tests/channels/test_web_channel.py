"""What only the website has: sessions, origins, a history, answers in the response."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.channels.conftest import Pair, connect
from tests.channels.platforms import Website, body

pytestmark = pytest.mark.asyncio

QUESTION = "Tôi bị mất thẻ căn cước, giờ phải làm sao?"


@pytest_asyncio.fixture
async def pair(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    monkeypatch.setenv("WEB_ALLOWED_ORIGINS", "https://phuong.example")
    async with connect(Website(), monkeypatch) as connected:
        yield connected


def website(pair: Pair) -> Website:
    assert isinstance(pair.platform, Website)
    return pair.platform


async def history(pair: Pair, person: str) -> list[tuple[str, str]]:
    """Return what a page shows after a reload, as (role, text)."""
    token = await website(pair).token(pair.assistant, person)
    answered = await pair.assistant.client.get(
        f"{pair.assistant.url}/web/history", headers={"Authorization": f"Bearer {token}"}
    )
    return [(message["role"], message["text"]) for message in answered.json()["messages"]]


async def test_everybody_sees_the_own_conversation_only(pair: Pair) -> None:
    await pair.deliver(pair.platform.event("1001", "mất thẻ", 1))
    await pair.deliver(pair.platform.event("2002", "lệ phí", 1))
    assert await history(pair, "1001") == [("user", "mất thẻ"), ("assistant", "Trả lời: mất thẻ")]
    assert await history(pair, "2002") == [("user", "lệ phí"), ("assistant", "Trả lời: lệ phí")]
    assert await history(pair, "3003") == []


async def test_without_its_token_no_conversation_is_read_or_deleted(pair: Pair) -> None:
    await pair.deliver(pair.platform.event("1001", QUESTION, 1))
    for sent, _ in await pair.platform.forgeries(pair.assistant, {}):
        token = json.loads(sent).get("token")
        status, _ = await pair.assistant.request("web/delete", sent, {})
        assert status == 401
        if isinstance(token, str) and token and token.isascii():
            read = await pair.assistant.client.get(
                f"{pair.assistant.url}/web/history", headers={"Authorization": f"Bearer {token}"}
            )
            assert read.status_code == 401
    assert len(await history(pair, "1001")) == 2


async def test_a_website_that_is_not_allowed_gets_nothing(pair: Pair) -> None:
    token = await website(pair).token(pair.assistant, "1001")
    fields = {"token": token, "id": "message-1", "text": QUESTION}
    for path in ("session", "message", "delete"):
        status, answered = await pair.assistant.request(
            f"web/{path}", body(fields), {"Origin": "https://evil.example"}
        )
        assert (status, "WEB_ALLOWED_ORIGINS" in answered.decode()) == (403, True)
    status, _ = await pair.assistant.request("web/message", body(fields), {"Origin": "https://phuong.example"})
    assert status == 200
    assert len(pair.assistant.agent.received) == 1


async def test_other_paths_and_fields_mean_nothing(pair: Pair) -> None:
    token = await website(pair).token(pair.assistant, "1001")
    status, _ = await pair.assistant.request("web/webhook", body({"token": token, "text": QUESTION}), {})
    assert status == 404
    status, _ = await pair.assistant.request("web/message", body({"token": token, "surprise": {}}), {})
    assert status == 400
    status, _ = await pair.assistant.request("web/message", body({"token": token, "text": "x", "surprise": {}}), {})
    assert status == 200
    assert pair.assistant.agent.texts == ["x"]


async def test_ten_thousand_characters_out_are_one_answer(pair: Pair) -> None:
    answer = "Đây là một câu về giấy tờ cần mang theo. " * 250
    pair.assistant.agent.reply = lambda _text: [{"text": answer}]
    await pair.deliver(pair.platform.event("1001", QUESTION, 1))
    assert [sent.text for sent in pair.platform.sent] == [answer]


async def test_above_the_limit_each_request_is_told(pair: Pair) -> None:
    for number in range(1, 36):
        assert await pair.deliver(pair.platform.event("1001", f"câu {number}", number)) == 200
    assert len(pair.assistant.agent.received) == 30
    assert ["nhanh quá" in sent.text for sent in pair.platform.sent] == [False] * 30 + [True] * 5


async def test_an_assistant_that_cannot_answer_says_so_and_a_reload_shows_it(pair: Pair) -> None:
    def fail(_text: str) -> list[dict[str, Any]]:
        raise ConnectionError("the action server is down")

    pair.assistant.agent.reply = fail
    await pair.deliver(pair.platform.event("1001", QUESTION, 1))
    (told,) = pair.platform.sent
    assert "tạm ngừng" in told.text
    assert await history(pair, "1001") == [("user", QUESTION), ("assistant", told.text)]


async def test_delete_takes_the_conversation_and_its_remembered_answers(pair: Pair) -> None:
    for person in ("1001", "2002"):
        await pair.deliver(pair.platform.event(person, QUESTION, 1))
    token = await website(pair).token(pair.assistant, "1001")
    status, answered = await pair.assistant.request("web/delete", body({"token": token}), {})
    assert (status, json.loads(answered)) == (200, {"deleted": True})
    assert await history(pair, "1001") == []
    assert len(await history(pair, "2002")) == 2
    await pair.deliver(pair.platform.event("1001", QUESTION, 1))
    assert len(pair.assistant.agent.received) == 3


async def test_a_page_that_waits_while_rasa_is_away_asks_the_database_now_and_then(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, looks = pair.assistant.bridge.database, 0
    run = database.run

    async def counted(*work: Any, **how: Any) -> Any:
        nonlocal looks
        looks += 1
        return await run(*work, **how)

    monkeypatch.setattr(database, "run", counted)
    await pair.assistant.agent.pause()
    asked = asyncio.ensure_future(pair.deliver(pair.platform.event("1001", QUESTION, 1)))
    await asyncio.sleep(2)
    while_away = looks
    await pair.assistant.agent.resume()
    assert await asked == 200
    assert while_away < 60
    assert await history(pair, "1001") == [("user", QUESTION), ("assistant", f"Trả lời: {QUESTION}")]
