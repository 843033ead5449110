from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, ConversationPaused, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import dialogue
from bot.channels.core.gatekeeper import Accepted
from bot.channels.core.notices import NOTICES
from bot.tracker_store import DialogueStore
from tests.bot.site import DOMAIN, Dialogue


async def texts(agent: Dialogue, sender: str) -> list[tuple[str, str]]:
    """Return what the tracker holds, as (role, text)."""
    tracker = await agent.tracker_store.retrieve_full_tracker(sender)
    said = {UserUttered: "user", BotUttered: "assistant"}
    return [(said[type(event)], event.text) for event in (tracker.events if tracker else ()) if type(event) in said]


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_a_deleted_conversation_leaves_nothing_and_others_stay(kind: str, tmp_path: Path) -> None:
    store: Any = (
        InMemoryTrackerStore(DOMAIN) if kind == "memory" else DialogueStore(DOMAIN, f"sqlite:///{tmp_path}/t.db")
    )
    agent = Dialogue(store)

    async def scenario() -> tuple[list[Any], list[Any]]:
        for sender in ("an", "binh"):
            await dialogue.answer(agent, agent.handle_message, "web", sender, Accepted("xin chào"))
        await dialogue.forget(agent, "an")
        return await texts(agent, "an"), await texts(agent, "binh")

    forgotten, kept = asyncio.run(scenario())
    assert forgotten == []
    assert kept == [("user", "xin chào"), ("assistant", "xin chào!")]


def test_a_person_is_told_what_is_remembered(tmp_path: Path) -> None:
    agent = Dialogue(DialogueStore(DOMAIN, f"sqlite:///{tmp_path}/t.db"))
    agent.language = "vi"

    async def scenario() -> list[dict[str, Any]]:
        await dialogue.answer(agent, agent.handle_message, "web", "an", Accepted("xin chào"))
        return [await dialogue.remembered(agent, sender) for sender in ("an", "nobody")]

    told, nothing = asyncio.run(scenario())
    assert told["slots"] == {"language": "vi"}
    assert [event["text"] for event in told["events"] if "text" in event] == ["xin chào", "xin chào!"]
    assert nothing == {"slots": {}, "events": []}


def test_a_store_that_cannot_delete_says_so(caplog: pytest.LogCaptureFixture) -> None:
    class Elsewhere(TrackerStore):
        async def retrieve(self, sender_id: str) -> None:
            return None

    agent = Dialogue(Elsewhere(Domain.empty()))
    assert not asyncio.run(dialogue.forget(agent, "an"))
    assert "Elsewhere: see endpoints.yml" in caplog.text


def test_silence_is_right_while_a_person_has_taken_over() -> None:
    agent = Dialogue()
    agent.silent = True
    asyncio.run(agent.tracker_store.save(DialogueStateTracker.from_events("an", [ConversationPaused()])))
    assert asyncio.run(dialogue.answer(agent, agent.handle_message, "web", "an", Accepted("x"))) == []


def test_an_assistant_that_is_still_loading_is_told_as_unavailable() -> None:
    async def nothing(_message: Any) -> None:
        return None

    (answer,) = asyncio.run(dialogue.answer(None, nothing, "web", "an", Accepted("x"), "en"))
    assert answer["custom"]["reason"] == "unavailable"
    assert answer["text"].startswith("Sorry")


def said_in(agent: Dialogue, language: str | None = None) -> list[tuple[str, str]]:
    """Ask twice and return what the tracker holds."""

    async def scenario() -> list[tuple[str, str]]:
        for text in ("mất thẻ", "mất thẻ"):
            await dialogue.answer(agent, agent.handle_message, "web", "an", Accepted(text), language)
        return await texts(agent, "an")

    return asyncio.run(scenario())


def test_what_the_channel_says_itself_is_in_the_history() -> None:
    agent = Dialogue()
    agent.silent = True
    sorry = NOTICES["unavailable"]["en"]
    expected = [("user", "mất thẻ"), ("assistant", sorry)] * 2
    assert said_in(agent, "en") == expected


def test_a_question_that_was_given_up_is_in_the_history_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogue, "ANSWER_TIMEOUT_SECONDS", 0.05)
    agent = Dialogue()
    agent.seconds = 5
    expected = [("user", "mất thẻ"), ("assistant", NOTICES["unavailable"]["vi"])] * 2
    assert said_in(agent) == expected
