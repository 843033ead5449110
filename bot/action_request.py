"""What Rasa sends to the action server: its own call, with the sentence vectors beside the message.

Rasa's tracker stores all that a pipeline gives out, so the vectors do not go through it (`bot.nlu.sentence_vectors`).
"""

from __future__ import annotations

from collections import deque
from copy import copy
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlu import sentence_vectors
from common.asking import texts_of

WAITING_SLOT = "question"
"""The slot of a question that waits until it is known whose card is meant: its text is answered in a later turn."""

_of_rasa = RemoteAction._action_call_format


def action_call(action: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """Return Rasa's call with `vectors` in its latest message: text -> vector.

    They are those of this message, of its sentences that ask, and of a waiting one.

    Of the events only those since that message go along; no action looks further back than the slots tell.
    """
    brief = copy(tracker)
    brief.events = deque(events_since_message(tracker))
    call: dict[str, Any] = _of_rasa(action, brief, domain)
    state = call["tracker"]
    waiting = state["slots"].get(WAITING_SLOT) or {}
    text = state["latest_message"].get("text") or ""
    texts = {*texts_of(text), waiting.get("text") or ""} - {""}
    vectors = {one: vector for one in texts if (vector := sentence_vectors.encoded(one))}
    # A new mapping: the one that Rasa gave belongs to the tracker.
    state["latest_message"] = {**state["latest_message"], "vectors": vectors}
    return call


def events_since_message(tracker: DialogueStateTracker) -> list[Event]:
    """Return the latest message and the events after it; all events where there is no message."""
    events: list[Event] = []
    for event in reversed(tracker.events):
        events.append(event)
        if isinstance(event, UserUttered):
            break
    return events[::-1]


def install() -> None:
    """Put this call in the place of Rasa's."""
    RemoteAction._action_call_format = action_call
