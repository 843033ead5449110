"""A stand-in for Rasa and the action server: echoes quickly, so that a test in a minute can kill it often.

`python -m tests.channels.standin PORT`. It answers the REST channel (bot/rest.py) and /health; what it answers follows
from the message alone, so that the same id gets the same answer after a kill, too.
"""

from __future__ import annotations

import asyncio
import sys

from aiohttp import web

SECONDS = 0.02


async def well(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def turn(request: web.Request) -> web.Response:
    fields = await request.json()
    await asyncio.sleep(SECONDS)
    custom = {"status": "chat", "language": "vi"}
    answer = {"recipient_id": fields["sender"], "text": f"Trả lời: {fields['message']}", "custom": custom}
    return web.json_response([answer])


async def forget(_request: web.Request) -> web.Response:
    return web.json_response({"deleted": True})


async def remembered(_request: web.Request) -> web.Response:
    return web.json_response({"slots": {}, "events": []})


def main(port: int) -> None:
    app = web.Application()
    app.router.add_get("/health", well)
    app.router.add_get("/webhooks/rest/", well)
    app.router.add_post("/webhooks/rest/webhook", turn)
    app.router.add_post("/webhooks/rest/forget", forget)
    app.router.add_post("/webhooks/rest/remembered", remembered)
    web.run_app(app, host="127.0.0.1", port=port, print=lambda _line: None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
