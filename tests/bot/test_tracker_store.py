from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore, check_if_tracker_store_async
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.tracker_store import TABLE, Dialogue, DialogueStore, engine, still_valid
from common.deletions import Ledger

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [fee, inform]
    forms: {renewal_form: {required_slots: [birth_date]}}
    slots:
      language: {type: bot.nlu.language_slot.LanguageSlot, values: [vi, es, en], initial_value: vi,
                 influence_conversation: false, mappings: [{type: custom}]}
      country: {type: any, mappings: [{type: custom}]}
      birth_date: {type: any, mappings: [{type: custom}]}
      misunderstood: {type: any, initial_value: 0, mappings: [{type: custom}]}
    """
)
LISTEN, SENDER = ActionExecuted("action_listen"), "somebody"


def url(folder: Path) -> str:
    return f"sqlite:///{folder}/assistant.db"


def new_store(folder: Path, **settings: Any) -> DialogueStore:
    return DialogueStore(DOMAIN, url(folder), **settings)


@pytest.fixture(autouse=True)
def _no_database_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


def turn(number: int, *more: Event) -> list[Event]:
    """A turn as Rasa logs it: the question, what it sets, the answer, listening again."""
    asked = UserUttered(f"question {number}", {"name": "fee"}, input_channel="rest", message_id=f"m{number}")
    answered = BotUttered(f"answer {number}", {"custom": {"status": "computed"}})
    return [asked, *more, ActionExecuted("action_answer"), answered, ActionExecuted("action_listen")]


def opening() -> list[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


async def speak(store: TrackerStore, *events: Event, sender: str = SENDER) -> None:
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    for event in events:
        tracker.update(event, DOMAIN)
    await store.save(tracker)


def texts(tracker: DialogueStateTracker) -> list[str]:
    return [str(event.text) for event in tracker.events if isinstance(event, UserUttered)]


def test_rasa_makes_it_from_endpoints_yml_and_takes_it_for_asynchronous(tmp_path: Path) -> None:
    store = TrackerStore.create(EndpointConfig(url(tmp_path), type="bot.tracker_store.DialogueStore"), DOMAIN)

    assert isinstance(store, DialogueStore)
    assert check_if_tracker_store_async(store)


async def _another_process_goes_on(folder: Path) -> None:
    await speak(FailSafeTrackerStore(new_store(folder)), *opening(), *turn(1, SlotSet("country", "vn")))
    tracker = await FailSafeTrackerStore(new_store(folder)).get_or_create_tracker(SENDER, append_action_listen=False)

    assert tracker.get_slot("country") == "vn"
    assert tracker.latest_message is not None
    assert tracker.latest_message.text == "question 1"
    assert tracker.latest_action_name == "action_listen"
    assert [event.as_dict() for event in tracker.events][-1]["event"] == "action"


def test_another_process_goes_on_where_one_was_killed(tmp_path: Path) -> None:
    asyncio.run(_another_process_goes_on(tmp_path))


async def _long(store: DialogueStore, turns: int) -> DialogueStateTracker:
    await speak(store, *opening(), *turn(0, SlotSet("language", "es"), SlotSet("country", "cn")))
    for number in range(1, turns):
        await speak(store, *turn(number, SlotSet("birth_date", f"{1900 + number}-01-01")))
    return await store.retrieve(SENDER)


def test_a_row_is_as_large_after_two_hundred_turns_as_after_the_last_ones_that_are_kept(tmp_path: Path) -> None:
    few = asyncio.run(_long(new_store(tmp_path / "few", turns=3), 6))
    many = asyncio.run(_long(new_store(tmp_path / "many", turns=3), 200))

    assert len(many.events) == len(few.events)
    assert texts(many) == ["question 197", "question 198", "question 199"]
    assert many.get_slot("language") == "es"
    assert many.get_slot("country") == "cn"
    assert many.get_slot("birth_date") == "2099-01-01"
    sizes = []
    for name in ("few", "many"):
        with engine(url(tmp_path / name)).connect() as connection:
            sizes.append(len(connection.execute(sa.select(TABLE)).one().events))
    assert sizes[1] < 1.1 * sizes[0]


def test_an_open_form_is_open_after_many_turns_beside_it(tmp_path: Path) -> None:
    store = new_store(tmp_path, turns=2)
    form = [
        *turn(0)[:-1],
        ActionExecuted("renewal_form"),
        ActiveLoop("renewal_form"),
        SlotSet("requested_slot", "birth_date"),
        LISTEN,
    ]

    async def talk() -> tuple[DialogueStateTracker, DialogueStateTracker]:
        await speak(store, *opening(), *form)
        for number in range(1, 6):
            await speak(store, *turn(number))
        open_still = await store.retrieve(SENDER)
        await speak(store, *turn(6, ActiveLoop(None), SlotSet("requested_slot", None)))
        for number in range(7, 12):
            await speak(store, *turn(number))
        return open_still, await store.retrieve(SENDER)

    open_still, closed = asyncio.run(talk())

    assert (open_still.active_loop_name, open_still.get_slot("requested_slot")) == ("renewal_form", "birth_date")
    assert (closed.active_loop_name, closed.get_slot("requested_slot")) == (None, None)
    assert not any(isinstance(event, ActiveLoop) for event in closed.events)


def test_what_is_kept_replays_to_the_same_state_as_the_whole_history() -> None:
    whole = [
        *opening(),
        *turn(0, SlotSet("language", "en?"), SlotSet("country", "vn"), SlotSet("misunderstood", 1)),
        *turn(1, SlotSet("misunderstood", None), SlotSet("country", None), ConversationPaused()),
        *turn(2, SlotSet("language", "es?")),
        *turn(3),
    ]

    kept = still_valid(whole, 1, DOMAIN.slots)
    first = DialogueStateTracker.from_events(SENDER, whole, DOMAIN.slots)
    second = DialogueStateTracker.from_events(SENDER, kept, DOMAIN.slots)

    assert len(kept) < len(whole)
    assert second.current_slot_values() == first.current_slot_values()
    assert second.is_paused()
    assert first.is_paused()


def test_a_new_session_leaves_the_events_of_the_one_before() -> None:
    carried = [ActionExecuted("action_session_start"), SessionStarted(), SlotSet("country", "vn"), LISTEN]

    kept = still_valid([*opening(), *turn(0, SlotSet("country", "vn")), *carried, *turn(1)], 10, DOMAIN.slots)

    assert isinstance(kept[0], SessionStarted)
    assert [event.text for event in kept if isinstance(event, UserUttered)] == ["question 1"]


async def _at_once(folder: Path) -> DialogueStateTracker:
    one, other = new_store(folder), new_store(folder)
    await speak(one, *opening(), *turn(0))
    first, second = await one.retrieve(SENDER), await other.retrieve(SENDER)
    for event in turn(1, SlotSet("country", "cn")):
        first.update(event, DOMAIN)
    for event in turn(2, SlotSet("birth_date", "2000-01-01")):
        second.update(event, DOMAIN)
    await one.save(first)
    await other.save(second)
    return await one.retrieve(SENDER)


def test_of_two_processes_that_answer_at_once_neither_loses_a_turn(tmp_path: Path) -> None:
    tracker = asyncio.run(_at_once(tmp_path))

    assert texts(tracker) == ["question 0", "question 1", "question 2"]
    assert (tracker.get_slot("country"), tracker.get_slot("birth_date")) == ("cn", "2000-01-01")


async def _both_first(folder: Path) -> DialogueStateTracker:
    one, other = new_store(folder), new_store(folder)
    first, second = await one.retrieve(SENDER), await other.retrieve(SENDER)
    for tracker, number in ((first, 1), (second, 2)):
        for event in turn(number):
            tracker.update(event, DOMAIN)
    await one.save(first)
    await other.save(second)
    return await one.retrieve(SENDER)


def test_two_first_messages_at_once_are_both_kept(tmp_path: Path) -> None:
    assert texts(asyncio.run(_both_first(tmp_path))) == ["question 1", "question 2"]


def test_a_message_reads_the_row_once_and_writes_it_once(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    asyncio.run(speak(store, *opening(), *turn(0)))
    statements: list[str] = []
    sa.event.listen(store._engine, "before_cursor_execute", lambda *seen: statements.append(seen[2].split()[0]))

    asyncio.run(speak(FailSafeTrackerStore(store), *turn(1)))

    assert statements == ["SELECT", "UPDATE"]


def test_a_tracker_that_is_saved_twice_is_saved_twice(tmp_path: Path) -> None:
    store = new_store(tmp_path)

    async def talk() -> DialogueStateTracker:
        tracker = await store.retrieve(SENDER)
        for number in range(2):
            for event in turn(number):
                tracker.update(event, DOMAIN)
            await store.save(tracker)
        return await store.retrieve(SENDER)

    assert texts(asyncio.run(talk())) == ["question 0", "question 1"]


def test_a_copy_has_the_same_state_and_changes_nothing_of_the_first() -> None:
    tracker = Dialogue(SENDER, DOMAIN.slots)
    for event in [*opening(), *turn(0, SlotSet("country", "vn"), ActiveLoop("renewal_form"))]:
        tracker.update(event, DOMAIN)

    twin = tracker.copy()
    twin.update(SlotSet("country", "cn"), DOMAIN)
    twin.interrupt_loop(True)

    assert (tracker.get_slot("country"), twin.get_slot("country")) == ("vn", "cn")
    assert len(twin.events) == len(tracker.events) + 1
    assert twin.active_loop_name == "renewal_form"
    assert not tracker.is_active_loop_interrupted


def test_a_deleted_conversation_is_a_new_one(tmp_path: Path) -> None:
    store = new_store(tmp_path)

    async def talk() -> None:
        await speak(store, *opening(), *turn(0))
        await speak(store, *opening(), *turn(0), sender="another")
        assert await store.exists(SENDER)
        await store.delete(SENDER)
        assert not await store.exists(SENDER)
        assert list(await store.keys()) == ["another"]
        assert not (await store.retrieve(SENDER)).events

    asyncio.run(talk())


def test_what_is_past_its_time_is_forgotten(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    asyncio.run(speak(store, *opening(), *turn(0)))
    asyncio.run(speak(store, *opening(), *turn(0), sender="silent"))
    with engine(url(tmp_path)).begin() as connection:
        long_ago = time.time() - 91 * 86400
        connection.execute(TABLE.update().where(TABLE.c.conversation == "silent").values(updated=long_ago))

    assert store.tidy(90, Ledger(tmp_path / "deletions").read()) == 1
    assert asyncio.run(store.keys()) == [SENDER]
    assert store.tidy(90, Ledger(tmp_path / "deletions").read()) == 0


def test_what_was_deleted_is_forgotten_again_when_a_backup_brings_it_back(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "deletions")
    store = new_store(tmp_path)
    asyncio.run(speak(store, *opening(), *turn(0)))
    asyncio.run(speak(store, *opening(), *turn(0), sender="another"))
    ledger.note(SENDER, time.time() + 1)
    ledger.note("another", time.time() - 1)  # and said something since

    assert store.tidy(90, ledger.read()) == 1
    assert asyncio.run(store.keys()) == ["another"]


def test_no_file_holds_a_word_of_what_was_deleted(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    for number in range(50):
        asyncio.run(speak(store, *opening(), *turn(number)))

    def found() -> list[str]:
        return [file.name for file in sorted(tmp_path.iterdir()) if b"question" in file.read_bytes()]

    assert found() != []
    asyncio.run(store.delete(SENDER))
    assert found() == []


def test_an_error_of_the_database_shows_no_word_of_a_citizen(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    asyncio.run(speak(store, *opening(), *turn(0)))
    with engine(url(tmp_path)).begin() as connection:
        connection.execute(sa.text("ALTER TABLE dialogues RENAME COLUMN events TO something"))

    with pytest.raises(sa.exc.OperationalError) as error:
        asyncio.run(speak(store, *turn(1)))

    assert "question" not in str(error.value)


@pytest.mark.skipif("TEST_POSTGRESQL" not in os.environ, reason="TEST_POSTGRESQL names no database")
def test_it_is_the_same_on_postgresql() -> None:
    store = DialogueStore(DOMAIN, os.environ["TEST_POSTGRESQL"])

    async def talk() -> list[str]:
        await store.delete(SENDER)
        await speak(store, *opening(), *turn(0))
        first, second = await store.retrieve(SENDER), await store.retrieve(SENDER)
        for tracker, number in ((first, 1), (second, 2)):
            for event in turn(number):
                tracker.update(event, DOMAIN)
            await store.save(tracker)
        return texts(await store.retrieve(SENDER))

    assert asyncio.run(talk()) == ["question 0", "question 1", "question 2"]
