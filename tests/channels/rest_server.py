"""The server around a stand-in for Rasa: its REST channel as the bridge calls it (bot/rest.py), and /health."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

Answer = Callable[[Mapping[str, Any]], Awaitable[Any]]
"""Takes the fields of a request, returns what is answered as JSON."""


def serve(port: int, turn: Answer, forget: Answer, remembered: Answer) -> None:
    """Answer on this machine at `port` until the process is ended."""
    app = web.Application()
    for address in ("/health", "/webhooks/rest/"):
        app.router.add_get(address, _well)
    for name, answer in (("webhook", turn), ("forget", forget), ("remembered", remembered)):
        app.router.add_post(f"/webhooks/rest/{name}", _handler(answer))
    web.run_app(app, host="127.0.0.1", port=port, print=lambda _line: None, access_log=None)


async def _well(_request: web.Request) -> web.StreamResponse:
    return web.json_response({"status": "ok"})


def _handler(answer: Answer) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return web.json_response(await answer(await request.json()))

    return handle
