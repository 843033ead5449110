from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from rasa.core.actions.action import ActionSessionStart
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot import sessions

DOMAIN = Path(__file__).parents[2] / "bot" / "domain" / "domain.yml"


def test_of_an_expired_session_only_the_language_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        ActionSessionStart, "_slot_set_events_from_tracker", ActionSessionStart._slot_set_events_from_tracker
    )
    sessions.install()
    said = [SlotSet("language", "vi"), SlotSet("reason", "lost"), SlotSet("language", "es")]
    tracker = DialogueStateTracker.from_events("an", said)
    carried = ActionSessionStart._slot_set_events_from_tracker(tracker)
    assert [(event.key, event.value) for event in carried] == [("language", "es")]


def test_a_first_session_carries_nothing_over() -> None:
    assert sessions.carried_over(DialogueStateTracker.from_events("an", [])) == []


def test_the_domain_lets_rasa_carry_over() -> None:
    domain = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
    assert domain["session_config"]["carry_over_slots_to_new_session"] is True
    assert "action_session_start" not in domain["actions"]
