"""Lawful by default, on every channel: who speaks is told once, what is kept is handed out, votes are kept."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from bot.channels.core import votes
from bot.channels.core.tables import Message
from bot.channels.privacy import handing, introduction, kept, register
from bot.channels.privacy.tables import Request
from bot.channels.zalo_bot import adapter as zalo_bot
from tests.channels.assistant import Assistant
from tests.channels.conftest import Pair, connect
from tests.channels.platforms import CHANNELS, Messenger, Platform, Sent, Telegram, Website, Zalo, ZaloBot, until

pytestmark = pytest.mark.asyncio

QUESTION = "Tôi bị mất thẻ căn cước, giờ phải làm sao?"
FEE = {"title": "Lệ phí", "payload": "/fee"}
ON_THE_POINT = {"status": "retrieved", "language": "vi", "citations": [{"source": "luat-26-2023-qh15"}]}
PAGE = "a page asks and tells by itself (tests/widget)"


def answering(pair: Pair, **custom: Any) -> None:
    """Have the dialogue answer on the point."""
    said = {"text": "Đến công an xã.", "buttons": [FEE], "custom": {**ON_THE_POINT, **custom}}
    pair.assistant.agent.reply = lambda _text: [said]


async def say(pair: Pair, number: int, text: str = QUESTION, person: str = "1001") -> Sent:
    """Say something and return the answer to it."""
    before = len(pair.platform.sent)
    await pair.deliver(pair.platform.event(person, text, number))
    await until(lambda: len(pair.platform.sent) > before)
    return pair.platform.sent[-1]


async def press(pair: Pair, number: int, shown: Sent, title: str, before: int = 0) -> Sent:
    """Press a button of an answer, or type its title where there are none, and return what is said to it."""
    data = dict(shown.buttons).get(title, title)
    count = len(pair.platform.sent)
    await pair.deliver(pair.platform.press("1001", title, data, number))
    await until(lambda: len(pair.platform.sent) > count)
    return pair.platform.sent[-1]


def rows(pair: Pair, table: Any) -> list[Any]:
    found: list[Any] = pair.assistant.bridge.database.call(lambda session: session.query(table).all())
    return found


class TestIntroduction:
    @pytest.mark.absent(web=PAGE)
    async def test_who_speaks_is_told_once_before_the_first_answer(self, pair: Pair) -> None:
        answering(pair, language="es")
        await say(pair, 1)
        await say(pair, 2)
        (told,) = pair.platform.introduced
        assert told.person == "1001"
        assert told.text == introduction.text("es", 90, None)

    @pytest.mark.absent(web=PAGE)
    async def test_each_person_is_told_and_who_had_all_deleted_is_told_again(self, pair: Pair) -> None:
        await say(pair, 1)
        await say(pair, 2, person="2002")
        asked = await say(pair, 3, "/delete")
        await press(pair, 4, asked, "Xóa")
        assert [told.person for told in pair.platform.introduced] == ["1001", "2002"]
        await say(pair, 5)
        assert [told.person for told in pair.platform.introduced] == ["1001", "2002", "1001"]

    async def test_a_page_reads_it_before_the_first_question(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("KEEP_DAYS", "30")
        async with connect(Website(), monkeypatch) as pair:
            answered = await pair.assistant.client.get(f"{pair.assistant.url}/web/introduction?lang=en")
        assert answered.json() == {"text": introduction.text("en", 30, None)}


@pytest.mark.absent(web=PAGE)
class TestVotes:
    async def test_a_bad_answer_is_asked_about_once_with_a_reason(self, pair: Pair) -> None:
        answering(pair)
        shown = await say(pair, 1)
        why = await press(pair, 2, shown, "Chưa đúng ý")
        assert "chưa đúng ở điểm nào" in why.text
        thanks = await press(pair, 3, why, "Thông tin cũ")
        assert thanks.text == "Cảm ơn bạn đã cho biết."
        (voted,) = [message for message in rows(pair, Message) if message.vote]
        assert (voted.text, voted.vote, voted.vote_reason) == (QUESTION, -1, "outdated")
        assert pair.assistant.agent.texts == [QUESTION]
        assert "Chưa đúng ý" not in _shown(await say(pair, 4))

    async def test_a_good_one_is_thanked_for_and_its_choices_stay(self, pair: Pair) -> None:
        answering(pair)
        thanks = await press(pair, 2, await say(pair, 1), "Có ích")
        assert (thanks.text, thanks.buttons) == ("Cảm ơn bạn đã cho biết.", ())
        await say(pair, 3, "lệ phí")
        assert pair.assistant.agent.texts == [QUESTION, "/fee"]

    async def test_a_warning_is_never_asked_about(self, pair: Pair) -> None:
        answering(pair, reason="emergency")
        assert "Có ích" not in _shown(await say(pair, 1))

    async def test_an_answer_that_was_deleted_is_not_voted_on(self, pair: Pair) -> None:
        answering(pair)
        shown = await say(pair, 1)
        if not shown.buttons or pair.platform.name == "zalo":
            pytest.skip("what is typed there is a choice only while the conversation is kept")
        asked = await say(pair, 2, "/xoa")
        await press(pair, 3, asked, "Xóa")
        gone = await press(pair, 4, shown, "Có ích")
        assert "không còn được giữ" in gone.text


def _shown(sent: Sent) -> str:
    return " ".join([sent.text, *(title for title, _ in sent.buttons)])


@pytest.mark.parametrize("made", [Telegram, Messenger])
async def test_what_is_kept_comes_as_files(made: type[Platform], monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(made(), monkeypatch) as pair:
        await say(pair, 1)
        await say(pair, 2, "lệ phí", person="2002")
        said = await say(pair, 3, "/data")
        await until(lambda: len(pair.platform.files) == 2)
        assert "tất cả những gì được giữ" in said.text
        (person, name, text), (_, other, told) = pair.platform.files
        assert (person, name, other) == ("1001", f"{kept.NAME}.txt", f"{kept.NAME}.json")
        assert f"Bạn: {QUESTION}" in text
        everything = json.loads(told)
        assert everything["messages"][0]["text"] == QUESTION
        assert everything["dialogue"]["events"] == [QUESTION, f"Trả lời: {QUESTION}"]
        assert "lệ phí" not in text + told
        (request,) = rows(pair, Request)
        assert (request.kind, request.done_on is not None) == ("data", True)


@pytest.mark.parametrize("made", [Zalo, ZaloBot])
async def test_without_files_and_links_it_comes_as_messages(
    made: type[Platform], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with connect(made(), monkeypatch) as pair:
        await say(pair, 1)
        await say(pair, 2, "/dulieu")
        await until(lambda: any(f"Bạn: {QUESTION}" in sent.text for sent in pair.platform.sent))


async def test_a_long_talk_is_cut_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(ZaloBot(), monkeypatch) as pair:
        answer = {"text": "Đây là một câu dài, nói về giấy tờ. " * 700}
        pair.assistant.agent.reply = lambda _text: [answer]
        parts = len(zalo_bot.parts(answer))
        await pair.deliver(pair.platform.event("1001", QUESTION, 1))
        await pair.deliver(pair.platform.event("1001", "/data", 2))
        await until(lambda: len(pair.platform.sent) == parts + 2 + handing.MOST_MESSAGES, 20)
        assert parts > handing.MOST_MESSAGES
        assert "chỉ có phần cuối" in pair.platform.sent[parts + 1].text


@pytest.mark.parametrize("made", [Zalo, ZaloBot, Website])
async def test_with_an_address_of_ours_it_comes_by_a_link(
    made: type[Platform], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://assistant.example")
    async with connect(made(), monkeypatch) as pair:
        await say(pair, 1)
        await say(pair, 2, "/data")
        (told,) = [message for message in rows(pair, Message) if message.kind == "data"]
        links = [button["url"] for button in told.answers[0]["buttons"]]
        assert [link.rpartition("/")[2] for link in links] == [f"{kept.NAME}.json", f"{kept.NAME}.txt"]
        if made is not Website:
            assert f"https://assistant.example{links[0]}" in str(pair.platform.sent[-1])
        as_json, as_text = [await fetch(pair.assistant, link) for link in links]
        assert as_json.headers["content-disposition"] == f'attachment; filename="{kept.NAME}.json"'
        assert as_json.headers["cache-control"] == "no-store"
        assert as_json.json()["messages"][0]["text"] == QUESTION
        assert QUESTION in as_text.text


async def test_a_link_is_good_for_an_hour_and_for_nobody_elses_talk(monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(Website(), monkeypatch) as pair:
        await say(pair, 1)
        intake = pair.assistant.bridge.intakes["web"]
        (conversation,) = {message.conversation for message in rows(pair, Message)}
        ticket = intake.ticket(conversation)
        assert (await fetch(pair.assistant, f"/kept/web/{ticket}/{kept.NAME}.json")).status_code == 200
        sealed = intake._seal_address(conversation)
        for wrong in (ticket[:-4] + "AAA=", "x", sealed, intake.ticket("web-nobody")):
            assert (await fetch(pair.assistant, f"/kept/web/{wrong}/{kept.NAME}.json")).status_code == 404
        for path in (f"/kept/sms/{ticket}/{kept.NAME}.json", f"/kept/web/{ticket}/{kept.NAME}.exe"):
            assert (await fetch(pair.assistant, path)).status_code == 404
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 3601)
        assert intake.holder(ticket) is None


async def test_a_deletion_that_cannot_be_done_now_is_done_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.core.answering.PATIENCE_SECONDS", 0.3)
    async with connect(Messenger(), monkeypatch) as pair:
        await say(pair, 1)
        asked = await say(pair, 2, "/xoa")
        await pair.assistant.agent.pause()
        told = await press(pair, 3, asked, "Xóa")
        assert "sẽ xóa ngay khi được" in told.text
        (open_one,) = rows(pair, Request)
        assert (open_one.kind, open_one.done_on) == ("delete", None)
        await pair.assistant.agent.resume()
        await until(lambda: pair.assistant.agent.tracker_store.store == {}, 10)
        await until(lambda: rows(pair, Request)[0].done_on is not None)
        assert all(message.text == "" for message in rows(pair, Message))


async def test_zalos_withdrawal_of_consent_is_in_the_register(monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(Zalo(), monkeypatch) as pair:
        platform = pair.platform
        assert isinstance(platform, Zalo)
        await say(pair, 1)
        await pair.deliver(platform.happened("user_withdraw", 3, sender={"id": "1001"}))
        await until(lambda: [row.done_on is not None for row in rows(pair, Request)] == [True])
        assert rows(pair, Request)[0].kind == "withdraw"


async def test_a_page_votes_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(Website(), monkeypatch) as pair:
        platform = pair.platform
        assert isinstance(platform, Website)
        await say(pair, 1)
        token = await platform.token(pair.assistant, "1001")
        ballot = {"token": token, "id": "message-1", "vote": "down"}

        async def vote(**more: Any) -> int:
            url = f"{pair.assistant.url}/web/vote"
            return (await pair.assistant.client.post(url, json={**ballot, **more})).status_code

        assert await vote(reason="outdated") == 200
        assert rows(pair, Message)[0].vote_reason == "outdated"
        assert await vote(reason="words of a person") == 400
        assert await vote(vote="up", reason="wrong") == 400
        assert await vote(vote="up") == 200
        assert (rows(pair, Message)[0].vote, rows(pair, Message)[0].vote_reason) == (1, None)


async def fetch(assistant: Assistant, path: str) -> Any:
    return await assistant.client.get(assistant.url.removesuffix("/webhooks") + path)


async def test_every_platform_and_the_page_are_held_to_this() -> None:
    assert set(CHANNELS) == {"telegram", "zalo", "zalo_bot", "messenger", "web"}
    assert set(votes.TITLES) == {*votes.VOTES, *votes.REASONS}
    assert set(register.LIMITS) >= {"data", "delete", "withdraw"}
