"""The REST channel's one door to Rasa: a turn of the conversation, and its deletion."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import (
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    TrackerStore,
)
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import action_request, response_check, sessions
from bot.channels.core.gatekeeper import Accepted
from bot.channels.core.notices import notice
from bot.tracker_store import DialogueStore
from common.vocabulary import LANGUAGES

logger = logging.getLogger(__name__)

action_request.install()
response_check.install()
sessions.install()

Message = dict[str, Any]
OnMessage = Callable[[UserMessage], Awaitable[Any]]

ANSWER_TIMEOUT_SECONDS = 30.0
"""Longest wait for an answer; Rasa itself would wait five minutes for an action server that hangs."""

LANGUAGE_SLOT = "language"


class WholeAnswers(CollectingOutputChannel):
    """Collects each answer as one message: its text, buttons and custom object together."""

    async def send_response(self, recipient_id: str, message: Message) -> None:
        """Keep one answer of the dialogue."""
        self.messages.append(_whole(recipient_id, message))


class TurnFailed(Exception):
    """The dialogue failed or said nothing; the same message may be given again, with the same id."""


async def answer(
    agent: Agent | None,
    on_new_message: OnMessage,
    channel: str,
    sender: str,
    accepted: Accepted,
    language: str | None = None,
) -> list[Message]:
    """Run one turn and return its answers, each {"recipient_id", "text", "buttons", "custom"}.

    `language` is what the page or the platform says about the person; the dialogue gets it as a hint in the
    message's metadata. When the dialogue fails or says nothing, the answer is a word on that, and the tracker
    has it too.
    """
    message = _message(channel, sender, accepted, language)
    answers = await _run(on_new_message, message)
    tracker = None if answers else await _tracker(agent, sender)
    if answers or (tracker is not None and tracker.is_paused()):
        return answers
    said = notice("unavailable", _language(tracker) or language)
    if agent is not None:
        await _remember(agent, message, said)
    return [_whole(sender, said)]


async def turn(
    agent: Agent | None,
    on_new_message: OnMessage,
    channel: str,
    sender: str,
    accepted: Accepted,
    language: str | None,
    identity: str,
) -> list[Message]:
    """Do the same for a message that may have been given before under the same `identity`: then answer the same.

    Raise TurnFailed when the dialogue fails or says nothing.
    """
    before = _said_to(await _tracker(agent, sender), identity)
    if before:
        return before
    message = _message(channel, sender, accepted, language, identity)
    answers = await _run(on_new_message, message)
    if not answers:
        tracker = await _tracker(agent, sender)
        if tracker is None or not tracker.is_paused():
            raise TurnFailed("the dialogue has no answer now: the log says why")
    return answers


def _message(
    channel: str, sender: str, accepted: Accepted, language: str | None, identity: str | None = None
) -> UserMessage:
    metadata = {**accepted.metadata, **({"language": language} if language in LANGUAGES else {})}
    return UserMessage(
        accepted.text,
        WholeAnswers(),
        sender_id=sender,
        input_channel=channel,
        message_id=identity,
        metadata=metadata,
    )


async def _run(on_new_message: OnMessage, message: UserMessage) -> list[Message]:
    """Return what the dialogue says to a message; what goes wrong is said to the operator."""
    try:
        await asyncio.wait_for(on_new_message(message), ANSWER_TIMEOUT_SECONDS)
    except asyncio.TimeoutError:
        logger.error("no answer within %.0f s on channel %s", ANSWER_TIMEOUT_SECONDS, message.input_channel)
    except Exception as error:  # its text and its trace may hold the person's words
        logger.error("a turn failed on channel %s: %s", message.input_channel, type(error).__name__)
    answers: list[Message] = message.output_channel.messages
    return answers


def _said_to(tracker: DialogueStateTracker | None, identity: str) -> list[Message]:
    """Return the answers that a message of this id has got already."""
    answers: list[Message] = []
    found = False
    for event in tracker.events if tracker else ():
        if isinstance(event, UserUttered):
            found, answers = event.message_id == identity, [] if event.message_id == identity else answers
        elif isinstance(event, BotUttered) and found:
            answers.append(_whole(tracker.sender_id, event.message()))  # type: ignore[union-attr]
    return answers


async def word(agent: Agent | None, sender: str, reason: str, language: str | None = None) -> Message:
    """Return what the channel says itself (`reason` in notices.py), in the language of the conversation."""
    return _whole(sender, notice(reason, _language(await _tracker(agent, sender)) or language))


async def forget(agent: Agent | None, sender: str) -> bool:
    """Delete all that was said with a sender; say whether it was done, and why not to the operator."""
    if agent is None or agent.tracker_store is None:
        logger.error("a deletion was asked for, but no model is loaded")
        return False
    try:
        async with agent.lock_store.lock(sender):
            await _delete(agent.tracker_store, sender)
    except Exception as error:
        logger.error("a conversation could not be deleted: %s", error)
        return False
    return True


async def remembered(agent: Agent | None, sender: str) -> dict[str, Any]:
    """Return what is remembered of a sender, for that person: the slots that hold something, and the events."""
    tracker = await _tracker(agent, sender)
    if tracker is None:
        return {"slots": {}, "events": []}
    slots = {name: value for name, value in tracker.current_slot_values().items() if value is not None}
    events = [event.as_dict() for event in tracker.events]
    return {"slots": slots if events else {}, "events": events}


def own_store(agent: Agent | None) -> DialogueStore | None:
    """Return the dialogue store; None where no model is loaded, or endpoints.yml names another store."""
    store = agent.tracker_store if agent is not None else None
    if isinstance(store, FailSafeTrackerStore):
        store = store._tracker_store
    return store if isinstance(store, DialogueStore) else None


async def _delete(store: TrackerStore, sender: str) -> None:
    if isinstance(store, FailSafeTrackerStore):
        store.fallback_tracker_store.store.pop(sender, None)
        store = store._tracker_store
    if isinstance(store, DialogueStore):
        await store.delete(sender)
    elif isinstance(store, InMemoryTrackerStore):
        store.store.pop(sender, None)
    else:
        raise NotImplementedError(f"nothing can be deleted from a {type(store).__name__}: see endpoints.yml")


async def _remember(agent: Agent, message: UserMessage, said: Message) -> None:
    """Add to the tracker what the channel said itself, behind the question where that is missing too."""
    try:
        async with agent.lock_store.lock(message.sender_id):
            tracker = await agent.tracker_store.get_or_create_tracker(message.sender_id)
            asked = (event for event in reversed(tracker.events) if isinstance(event, UserUttered))
            # A turn that was given up half-way has left nothing; one that failed has left the question.
            if getattr(next(asked, None), "message_id", None) != message.message_id:
                question = UserUttered(
                    message.text, input_channel=message.input_channel, message_id=message.message_id
                )
                tracker.update(question, agent.domain)
            tracker.update(BotUttered(said["text"], {"custom": said["custom"]}), agent.domain)
            await agent.tracker_store.save(tracker)
    except Exception as error:
        logger.error("a word of the channel's own is missing in the tracker: %s", type(error).__name__)


async def _tracker(agent: Agent | None, sender: str) -> DialogueStateTracker | None:
    return await agent.tracker_store.retrieve(sender) if agent and agent.tracker_store else None


def _language(tracker: DialogueStateTracker | None) -> str | None:
    """Return the language the dialogue found out, not the one the slot begins with."""
    found = (
        event.value
        for event in reversed(tracker.events if tracker else ())
        if isinstance(event, SlotSet) and event.key == LANGUAGE_SLOT
    )
    language = next(found, None)
    return language if language in LANGUAGES else None


def _whole(recipient: str, message: Message) -> Message:
    kept = ("text", "buttons", "custom", "image", "attachment")
    return {"recipient_id": recipient, **{key: message[key] for key in kept if message.get(key)}}
