"""A stand-in for Rasa that keeps what it hears in the real dialogue store.

`python -m tests.channels.storing_rasa PORT`. It runs in Rasa's own environment and speaks its REST channel
(bot/rest.py). Nothing is understood: it echoes. So the store can be tested beside a real bridge without a model.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered

from bot.tracker_store import DialogueStore
from common.deletions import Ledger
from common.retention import keep_days
from tests.channels import rest_server

STORE = DialogueStore(Domain.empty())


async def turn(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    tracker = await STORE.get_or_create_tracker(fields["sender"])
    said = f"Về {fields['message']}: 35.000 đồng."
    for event in (UserUttered(fields["message"]), ActionExecuted("action_answer"), BotUttered(said)):
        tracker.update(event)
    await STORE.save(tracker)
    custom: dict[str, Any] = {"status": "computed", "language": "vi", "topic": "fee", "citations": [{"source": "x"}]}
    return [{"recipient_id": fields["sender"], "text": said, "custom": custom}]


async def forget(fields: Mapping[str, Any]) -> dict[str, Any]:
    await STORE.delete(fields["sender"])
    return {"deleted": True}


async def remembered(fields: Mapping[str, Any]) -> dict[str, Any]:
    tracker = await STORE.retrieve(fields["sender"])
    return {"slots": {}, "events": [event.as_dict() for event in tracker.events]}


if __name__ == "__main__":
    STORE.tidy(keep_days(), Ledger().read())  # as bot/keeping.py does
    rest_server.serve(int(sys.argv[1]), turn, forget, remembered)
