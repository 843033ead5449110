"""A stand-in for Rasa that keeps what it hears in the real dialogue store.

`python -m tests.channels.storing_rasa PORT`. It runs in Rasa's own environment and speaks its REST channel
(bot/rest.py). Nothing is understood: it echoes. So the store can be tested beside a real bridge without a model.
"""

from __future__ import annotations

import sys
from typing import Any

from aiohttp import web
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered

from bot.tracker_store import DialogueStore
from common.deletions import Ledger
from common.retention import keep_days

STORE = DialogueStore(Domain.empty())


async def well(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def turn(request: web.Request) -> web.Response:
    fields = await request.json()
    tracker = await STORE.get_or_create_tracker(fields["sender"])
    said = f"Về {fields['message']}: 35.000 đồng."
    for event in (UserUttered(fields["message"]), ActionExecuted("action_answer"), BotUttered(said)):
        tracker.update(event)
    await STORE.save(tracker)
    custom: dict[str, Any] = {"status": "computed", "language": "vi", "topic": "fee", "citations": [{"source": "x"}]}
    return web.json_response([{"recipient_id": fields["sender"], "text": said, "custom": custom}])


async def forget(request: web.Request) -> web.Response:
    await STORE.delete((await request.json())["sender"])
    return web.json_response({"deleted": True})


async def remembered(request: web.Request) -> web.Response:
    tracker = await STORE.retrieve((await request.json())["sender"])
    return web.json_response({"slots": {}, "events": [event.as_dict() for event in tracker.events]})


def main(port: int) -> None:
    STORE.tidy(keep_days(), Ledger().read())  # as bot/keeping.py does
    app = web.Application()
    app.router.add_get("/health", well)
    app.router.add_get("/webhooks/rest/", well)
    app.router.add_post("/webhooks/rest/webhook", turn)
    app.router.add_post("/webhooks/rest/forget", forget)
    app.router.add_post("/webhooks/rest/remembered", remembered)
    web.run_app(app, host="127.0.0.1", port=port, print=lambda _line: None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
