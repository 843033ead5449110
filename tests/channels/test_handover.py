"""A talk is handed to an officer and given back: on three channels, by Chatwoot and by e-mail, as conversations."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.core import handovers
from bot.channels.core.tables import Conversation, Errand, Handover, Message
from bot.channels.handover import courier
from bot.page import source
from tests.channels.conftest import Pair, connect
from tests.channels.offices import Chatwoot, MailServer, signed
from tests.channels.platforms import Telegram, Website, Zalo
from tests.channels.platforms import until as happens

pytestmark = pytest.mark.asyncio

PATIENCE = 60.0
"""Seconds that something may take on a busy machine before it counts as not happening."""

OPEN = {"name": "Công an phường Mẫu", "open": True, "opening": "đang mở cửa đến 11:30"}
CLOSED = {**OPEN, "open": False, "opening": "đang đóng cửa, mở lại lúc 07:30 thứ Hai, 30/11/2026"}
CONVERSATION = re.compile(r"<!-- conversation -->\n```yaml\n(.*?)```", re.DOTALL)
CITATION = {"title": "Luật Căn cước", "number": "26/2023/QH15", "place": "Điều 25", "status": "in force"}


def reply(text: str) -> list[dict[str, Any]]:
    """Answer as the dialogue does: a question is answered, a wish for a person is, what is odd is not."""
    if "người thật" in text:
        return [{"text": "Người thật ở Công an phường Mẫu.", "custom": {"status": "handoff", "reason": "asked"}}]
    if "kỳ quặc" in text:
        return [{"text": "Mình chưa biết điều này.", "custom": {"status": "abstain", "reason": "no_ground"}}]
    custom = {"status": "retrieved", "language": "vi", "citations": [CITATION]}
    return [{"text": f"Đến công an xã. ({text})", "custom": custom}]


@dataclass
class Citizen:
    """Somebody on a channel: says and presses things, and hears what is told."""

    pair: Pair
    person: str = "1001"
    number: int = 0
    cursor: int = 0

    async def says(self, text: str) -> None:
        self.number += 1
        assert await self.pair.deliver(self.pair.platform.event(self.person, text, self.number)) == 200

    async def presses(self, title: str) -> None:
        offered = [button for sent in self.pair.platform.sent for button in sent.buttons if button[0] == title]
        self.number += 1
        assert await self.pair.deliver(self.pair.platform.press(self.person, *offered[-1], self.number)) == 200

    async def hears(self, words: str) -> None:
        """Wait until something with these words was told; a page asks for what nobody there asked for."""
        end = time.monotonic() + PATIENCE
        while not any(words in text for text in self.heard) and time.monotonic() < end:
            await self._look()
            await asyncio.sleep(0.02)
        assert any(words in text for text in self.heard), (words, self.heard)

    @property
    def heard(self) -> list[str]:
        return [sent.text for sent in self.pair.platform.sent]

    async def _look(self) -> None:
        if not isinstance(self.pair.platform, Website):
            return
        token = await self.pair.platform.token(self.pair.assistant, self.person)
        headers = {"Authorization": f"Bearer {token}"}
        news = (
            await self.pair.assistant.client.get(
                f"{self.pair.assistant.url}/web/news?after={self.cursor}", headers=headers
            )
        ).json()
        self.cursor = news["cursor"]
        self.pair.platform.show(self.person, news["messages"])


async def until(condition: Any) -> None:
    await happens(condition, PATIENCE)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courier, "ROUND_SECONDS", 0.02)
    monkeypatch.setattr(courier, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(source, "LONGEST_WAIT", PATIENCE)


@contextlib.asynccontextmanager
async def at_chatwoot(platform: Any, monkeypatch: pytest.MonkeyPatch, hook: bool = True) -> AsyncIterator[Any]:
    office = Chatwoot(hook)
    for name, value in office.environment().items():
        monkeypatch.setenv(name, value)
    await office.start()
    async with connect(platform, monkeypatch) as pair:
        office.hook_url = f"{pair.assistant.url}/handover/webhook" if hook else ""
        pair.assistant.agent.reply = reply
        pair.assistant.agent.office = OPEN
        yield Citizen(pair), office
    await office.stop()


@pytest_asyncio.fixture(params=[Website, Telegram, Zalo], ids=["web", "telegram", "zalo"])
async def both(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    """A citizen on each of three channels, and an office with Chatwoot."""
    async with at_chatwoot(request.param(), monkeypatch) as found:
        yield found


@pytest_asyncio.fixture
async def on_telegram(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    async with at_chatwoot(Telegram(), monkeypatch) as found:
        yield found


async def given_to_the_office(citizen: Citizen) -> None:
    """Say what leads to an officer."""
    await citizen.says("mất thẻ làm lại ở đâu")
    await citizen.hears("Đến công an xã")
    await citizen.says("cho tôi gặp người thật")
    await citizen.hears("Người thật ở")
    await citizen.presses("Nhắn cán bộ")
    await citizen.hears("Gửi cuộc trò chuyện này cho cán bộ nhé?")
    await citizen.presses("Đồng ý, gửi")
    await citizen.hears("Đã gửi cho cán bộ")


async def thread_of(office: Chatwoot) -> int:
    await until(lambda: office.messages and office.incoming(max(office.messages)))
    return max(office.messages)


def conversation() -> list[dict[str, str]]:
    """The steps of the conversation in docs/handover.md."""
    shown = CONVERSATION.search(Path("docs/handover.md").read_text(encoding="utf-8"))
    assert shown, "docs/handover.md shows no conversation"
    return list(yaml.load(shown[1], yaml.BaseLoader))


async def do(step: dict[str, str], citizen: Citizen, office: Chatwoot) -> None:
    """Do what a step says; what follows from it is looked at by `hold`."""
    if "citizen" in step:
        await citizen.says(step["citizen"])
    elif "citizen presses" in step:
        await citizen.presses(step["citizen presses"])
    elif "officer resolves" in step:
        await office.officer_resolves(await thread_of(office))
    else:
        is_note = "officer to officers" in step
        said = step["officer to officers" if is_note else "officer"]
        await office.officer_says(await thread_of(office), said, private=is_note)


async def hold(step: dict[str, str], citizen: Citizen, office: Chatwoot, answered: int) -> None:
    """Look whether everybody reads what a step says; `answered` is what the assistant had answered before it."""
    if "hears" in step:
        await citizen.hears(step["hears"].replace("trả lời: ", "trả lời:\n"))
    if "the office reads" in step:
        thread, lines = await thread_of(office), step["the office reads"].splitlines()
        await until(lambda: all(line in _shown_to_officers(office, thread) for line in lines))
    if "the office has" in step:
        assert office.contacts == {}, "nothing is given before the citizen agrees"
    if "the assistant" in step:
        assert len(citizen.pair.assistant.agent.received) == answered


def _shown_to_officers(office: Chatwoot, thread: int) -> str:
    return "\n".join([*office.notes(thread), *office.incoming(thread)])


async def test_a_talk_with_an_officer(both: tuple[Citizen, Chatwoot]) -> None:
    citizen, office = both
    for step in conversation():
        answered = len(citizen.pair.assistant.agent.received)
        await do(step, citizen, office)
        await hold(step, citizen, office, answered)
    assert not any("Anh có mặt" in text for text in citizen.heard), "a note is the officers' own"
    assert sum("Mời bạn đến tầng 2" in text for text in citizen.heard) == 1
    assert len(office.incoming(await thread_of(office))) == 2


async def test_outside_hours_the_citizen_is_told_when_and_the_assistant_goes_on(
    both: tuple[Citizen, Chatwoot],
) -> None:
    citizen, office = both
    citizen.pair.assistant.agent.office = CLOSED
    await given_to_the_office(citizen)
    await citizen.hears("mở lại lúc 07:30 thứ Hai, 30/11/2026. Khi làm việc lại, cán bộ trả lời tại đây.")
    await citizen.says("lệ phí bao nhiêu")
    await citizen.hears("Đến công an xã. (lệ phí bao nhiêu)")
    thread = await thread_of(office)

    await office.officer_says(thread, "Chào bạn, bạn ở phường nào?")  # on Monday
    await citizen.hears("Cán bộ trả lời:\nChào bạn")
    await citizen.says("phường Mẫu")
    await until(lambda: "phường Mẫu" in office.incoming(thread))
    assert "lệ phí bao nhiêu" not in office.incoming(thread)


async def test_when_time_runs_out_the_assistant_comes_back(
    both: tuple[Citizen, Chatwoot], monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen, office = both
    monkeypatch.setattr(handovers, "FIRST_WORD_SECONDS", 0.3)
    await given_to_the_office(citizen)
    await citizen.hears("nên mình trả lời tiếp")
    await citizen.says("lệ phí bao nhiêu")
    await citizen.hears("Đến công an xã. (lệ phí bao nhiêu)")
    await office.officer_says(await thread_of(office), "Xin lỗi, giờ tôi mới xem được.")
    await citizen.hears("Cán bộ trả lời:\nXin lỗi, giờ tôi mới xem được.")


async def test_chatwoot_that_is_down_gets_everything_once_in_the_end(
    both: tuple[Citizen, Chatwoot], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    citizen, office = both
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(handovers, "PATIENCE_SECONDS", 0.1)
    await office.stop()
    await given_to_the_office(citizen)
    await citizen.hears("Mình chưa gửi được việc")
    await citizen.says("lệ phí bao nhiêu")
    await citizen.hears("Đến công an xã. (lệ phí bao nhiêu)")

    answered: set[tuple[str, str]] = set()

    def each_answer_is_lost_once(method: str, path: str) -> bool:
        is_first = method == "POST" and (method, path) not in answered
        answered.add((method, path))
        return is_first

    office.lost = each_answer_is_lost_once
    await office.start()
    thread = await thread_of(office)
    await until(lambda: not citizen.pair.assistant.bridge.database.call(lambda s: s.scalars(select(Errand)).all()))
    assert len(office.contacts) == len(office.conversations) == len(office.notes(thread)) == 1
    assert office.incoming(thread) == ["cho tôi gặp người thật"]
    assert "the office could not be told" in caplog.text
    assert "mất thẻ" not in caplog.text


async def test_a_token_that_is_refused_is_said_to_the_operator(
    on_telegram: tuple[Citizen, Chatwoot], caplog: pytest.LogCaptureFixture
) -> None:
    citizen, office = on_telegram
    office.status = lambda _method, _path: 401
    await given_to_the_office(citizen)
    await until(lambda: "CHATWOOT_TOKEN is not accepted: make a new access token" in caplog.text)
    office.status = lambda _method, _path: None
    assert await thread_of(office)


async def test_the_citizen_goes_back_and_the_officers_know(both: tuple[Citizen, Chatwoot]) -> None:
    citizen, office = both
    await given_to_the_office(citizen)
    thread = await thread_of(office)
    await citizen.presses("Quay lại trợ lý")
    await citizen.hears("Mình lại trả lời bạn đây.")
    await until(lambda: office.conversations[thread]["status"] == "resolved")
    assert "Người dân quay lại trợ lý" in office.notes(thread)[-1]
    await citizen.says("lệ phí bao nhiêu")
    await citizen.hears("Đến công an xã. (lệ phí bao nhiêu)")


async def test_a_deleted_conversation_is_deleted_at_the_office(on_telegram: tuple[Citizen, Chatwoot]) -> None:
    citizen, office = on_telegram
    await given_to_the_office(citizen)
    await thread_of(office)
    await citizen.says("/delete")
    await citizen.hears("Xóa mọi điều bạn đã nhắn")
    await citizen.presses("Xóa")
    await citizen.hears("Đã xóa")
    await until(lambda: not office.contacts)
    assert office.messages == {}
    await until(lambda: not rows(citizen, Errand))
    assert rows(citizen, Handover) == []
    kept = [row for row in rows(citizen, Message) if row.conversation or row.answers]
    assert [row.kind for row in kept if row.text] == []


async def test_what_was_made_unknown_to_us_is_deleted_too(on_telegram: tuple[Citizen, Chatwoot]) -> None:
    citizen, office = on_telegram
    office.lost = lambda method, path: (method, path) == ("POST", "contacts")
    await given_to_the_office(citizen)
    await until(lambda: office.contacts)
    citizen.pair.assistant.bridge.database.call(
        lambda session: handovers.forget(session, session.scalars(select(Conversation.id)).all())
    )
    office.lost = lambda _method, _path: False
    await until(lambda: not office.contacts)


async def test_officers_words_come_without_the_webhook(monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_chatwoot(Website(), monkeypatch, hook=False) as (citizen, office):
        await given_to_the_office(citizen)
        await office.officer_says(await thread_of(office), "Chào bạn.")
        await citizen.hears("Cán bộ trả lời:\nChào bạn.")


async def test_the_webhook_brings_words_at_once_and_only_from_chatwoot(
    on_telegram: tuple[Citizen, Chatwoot], monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen, office = on_telegram
    monkeypatch.setattr(courier, "LOOK_SECONDS", 200.0)
    await given_to_the_office(citizen)
    thread = await thread_of(office)
    await until(lambda: ("GET", f"conversations/{thread}") in office.calls)
    assert (await office.officer_says(thread, "Chào bạn."))["status"] == "sent"
    await citizen.hears("Cán bộ trả lời:\nChào bạn.")

    event = b'{"event": "message_created", "message_type": "outgoing", "content": "x", "conversation": {"id": 1}}'
    for headers in ({}, signed(event, "another-secret"), signed(event, at=time.time() - 400)):
        status, _ = await citizen.pair.assistant.request("handover/webhook", event, headers)
        assert status == 403


async def test_two_failures_in_a_row_offer_a_person_and_one_does_not(on_telegram: tuple[Citizen, Chatwoot]) -> None:
    citizen, _ = on_telegram
    await citizen.says("chuyện kỳ quặc")
    await until(lambda: len(citizen.heard) == 1)
    assert citizen.pair.platform.sent[0].buttons == ()
    await citizen.says("chuyện kỳ quặc nữa")
    await until(lambda: len(citizen.heard) == 2)
    assert [title for title, _ in citizen.pair.platform.sent[1].buttons] == ["Nhắn cán bộ"]


async def test_an_officer_in_zalos_own_inbox_counts_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    platform = Zalo()
    async with at_chatwoot(platform, monkeypatch) as (citizen, office):
        monkeypatch.setattr(handovers, "FIRST_WORD_SECONDS", 1.0)
        await given_to_the_office(citizen)
        thread = await thread_of(office)
        word = platform.happened("oa_send_text", 90, sender={"id": "oa", "admin_id": "9"}, recipient={"id": "1001"})
        assert await citizen.pair.deliver(word) == 200
        await asyncio.sleep(1.2)
        await citizen.says("cảm ơn cán bộ")
        await until(lambda: "cảm ơn cán bộ" in office.incoming(thread))
        assert len(citizen.pair.assistant.agent.received) == 2


async def test_an_officers_word_after_the_platforms_window_is_told_back(monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_chatwoot(Zalo(), monkeypatch) as (citizen, office):
        await given_to_the_office(citizen)
        thread = await thread_of(office)
        citizen.pair.assistant.bridge.database.call(_close_the_window)
        await office.officer_says(thread, "Chào bạn.")
        await until(lambda: any("muộn như vậy" in note for note in office.notes(thread)))
        assert not any("Chào bạn." in text for text in citizen.heard)


async def test_a_case_that_the_office_deleted_is_over(on_telegram: tuple[Citizen, Chatwoot]) -> None:
    citizen, office = on_telegram
    await given_to_the_office(citizen)
    await thread_of(office)
    office.contacts.clear()
    office.conversations.clear()
    office.messages.clear()
    await citizen.hears("Từ đây mình lại trả lời bạn.")


async def test_without_an_office_nobody_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(Telegram(), monkeypatch) as pair:
        pair.assistant.agent.reply = reply
        citizen = Citizen(pair)
        await citizen.says("cho tôi gặp người thật")
        await citizen.hears("Người thật ở")
        assert pair.platform.sent[0].buttons == ()


@pytest_asyncio.fixture(params=[Website, Telegram, Zalo], ids=["web", "telegram", "zalo"])
async def by_mail(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    """A citizen on each of three channels, and an office that gets e-mail."""
    server = MailServer()
    for name, value in server.environment().items():
        monkeypatch.setenv(name, value)
    server.start()
    async with connect(request.param(), monkeypatch) as pair:
        pair.assistant.agent.reply = reply
        pair.assistant.agent.office = OPEN
        yield Citizen(pair), server
    server.stop()


async def test_a_talk_by_mail(by_mail: tuple[Citizen, MailServer]) -> None:
    citizen, server = by_mail
    server.answers = ["451 try again"]
    await given_to_the_office(citizen)
    await until(lambda: server.mails)
    (mail,) = server.mails
    assert (mail["To"], mail["From"]) == ("mot-cua@phuong.example", "tro-ly@phuong.example")
    assert "Người dân hỏi: cho tôi gặp người thật" in server.texts[0]
    page = server.texts[0].split("https://assistant.example/webhooks")[1].split()[0]

    await citizen.says("tôi ở phường Mẫu")
    await until(lambda: len(server.mails) == 2)
    assert server.mails[1]["In-Reply-To"] == mail["Message-ID"]
    assert "tôi ở phường Mẫu" in server.texts[1]

    client, address = citizen.pair.assistant.client, f"{citizen.pair.assistant.url}{page}"
    shown = (await client.get(address)).text
    assert "Trợ lý soạn sẵn" in shown
    assert "tôi ở phường Mẫu" in shown
    nonce = shown.split('name="nonce" value="')[1][:16]
    for _ in range(2):  # a reload sends nothing twice
        answer = await client.post(address, data={"nonce": nonce, "text": "Mời bạn đến tầng 2."})
        assert answer.status_code == 303
    await citizen.hears("Cán bộ trả lời:\nMời bạn đến tầng 2.")
    assert sum("Mời bạn đến tầng 2." in text for text in citizen.heard) == 1

    await client.post(address, data={"nonce": "0" * 16, "text": "", "close": "1"})
    await citizen.hears("Từ đây mình lại trả lời bạn.")
    assert "Việc này đã kết thúc." in (await client.get(address)).text
    assert (await client.get(f"{address[:-1]}{'0' if address[-1] != '0' else '1'}")).status_code == 404


def rows(citizen: Citizen, table: Any) -> list[Any]:
    found: list[Any] = citizen.pair.assistant.bridge.database.call(lambda s: list(s.scalars(select(table))))
    return found


def _close_the_window(session: Session) -> None:
    for message in session.scalars(select(Message)):
        message.until = time.time() - 1
