"""A session begins clean: of the one before only the language holds.

Rasa carries over all slots of an expired session or none. An action of our own could choose, but would need the action
server at the first word of every conversation: while that is away, the word itself would be lost.
"""

from __future__ import annotations

from rasa.core.actions.action import ActionSessionStart
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

CARRIED_OVER = ("language",)
"""Slots that hold from one session to the next; the domain's `carry_over_slots_to_new_session` must be true."""


def carried_over(tracker: DialogueStateTracker) -> list[SlotSet]:
    """Return the last value of each slot that is carried over, as events."""
    told = {event.key: event for event in tracker.applied_events() if isinstance(event, SlotSet)}
    return [SlotSet(key, told[key].value) for key in CARRIED_OVER if key in told]


def install() -> None:
    """Let Rasa carry over these slots alone."""
    ActionSessionStart._slot_set_events_from_tracker = staticmethod(carried_over)
