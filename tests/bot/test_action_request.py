from __future__ import annotations

import numpy as np
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot import action_request
from bot.nlu import sentence_vectors

TEXT, WAITING = "and in Vietnam?", "how much is a new card"


@pytest.fixture
def tracker() -> DialogueStateTracker:
    slot = AnySlot(action_request.WAITING_SLOT, mappings=[{}], influence_conversation=False)
    found = DialogueStateTracker("somebody", [slot])
    found.update(UserUttered(TEXT, {"name": "inform"}))
    found.update(SlotSet(action_request.WAITING_SLOT, {"text": WAITING}))
    return found


def test_the_vectors_of_the_message_and_of_a_waiting_question_travel_beside_it(tracker: DialogueStateTracker) -> None:
    for text in (TEXT, WAITING):
        sentence_vectors.keep(text, np.ones(384, np.float32))

    call = action_request.action_call(RemoteAction("action_answer", None), tracker, Domain.empty())

    assert set(call["tracker"]["latest_message"]["vectors"]) == {TEXT, WAITING}
    assert call["tracker"]["latest_message"]["text"] == TEXT


def test_no_tracker_keeps_them(tracker: DialogueStateTracker) -> None:
    sentence_vectors.keep(TEXT, np.ones(384, np.float32))

    action_request.action_call(RemoteAction("action_answer", None), tracker, Domain.empty())

    assert "vectors" not in str([event.as_dict() for event in tracker.events])
    assert "vectors" not in str(tracker.latest_message)


def test_of_the_events_those_since_the_message_go_along(tracker: DialogueStateTracker) -> None:
    for number in range(200):
        tracker.update(UserUttered(f"question {number}", {"name": "inform"}))
        tracker.update(SlotSet(action_request.WAITING_SLOT, None))

    call = action_request.action_call(RemoteAction("action_answer", None), tracker, Domain.empty())

    assert [event["event"] for event in call["tracker"]["events"]] == ["user", "slot"]
    assert call["tracker"]["latest_message"]["text"] == "question 199"
    assert len(tracker.events) == 402
