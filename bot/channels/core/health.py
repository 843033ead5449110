"""How the assistant is: /health/live, /health/ready and /metrics, for whoever runs it."""

from __future__ import annotations

import json
import time
from ipaddress import ip_address

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels.core import handovers, inbox, metrics, switch
from bot.channels.core.bridge import Bridge

KEPT_SECONDS = 1.0
"""How long an answer counts: whoever asks often asks the processes behind once."""


class Health:
    """Looks after the processes and the database behind the bridge."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._actions = f"{bridge.settings.actions_url.rstrip('/')}/health"
        self._parts: dict[str, bool] = {}
        self._looked_at = float("-inf")

    def routes(self) -> list[BaseRoute]:
        """Return the routes; the metrics are for this machine and its network."""
        return [
            Route("/health/live", self._live),
            Route("/health/ready", self._ready),
            Route("/metrics", self._metrics),
        ]

    async def parts(self) -> dict[str, bool]:
        """Return what works: "model" (a Rasa worker that has loaded it), "index" and "actions", "database".

        The action server listens once its index is loaded, so the two are one.
        """
        if time.monotonic() - self._looked_at > KEPT_SECONDS:
            model = any((await self._bridge.rasa.health()).values())
            actions = await self._bridge.rasa.is_well(self._actions)
            self._parts = {"model": model, "index": actions, "actions": actions, "database": await self._database()}
            for name, works in self._parts.items():
                metrics.PARTS.labels(name).set(works)
            self._looked_at = time.monotonic()
        return self._parts

    async def _database(self) -> bool:
        """Measure what waits, and thereby whether the database answers."""
        try:
            count, oldest = await self._bridge.database.run(inbox.waiting)
            off = await self._bridge.database.run(switch.off)
            cases, untold = await self._bridge.database.run(handovers.untold)
        except SQLAlchemyError:
            return False
        metrics.WAITING.set(count)
        metrics.OLDEST.set(oldest)
        metrics.HANDOVERS_OPEN.set(cases)
        metrics.ERRANDS_OLDEST.set(untold)
        for channel in self._bridge.intakes:
            metrics.OFF.labels(channel).set(bool(off & {channel, switch.ALL}))
        return True

    async def _live(self, _request: Request) -> Response:
        return _json({"status": "ok"})

    async def _ready(self, _request: Request) -> Response:
        parts = await self.parts()
        ready = all(parts.values())
        return _json({"status": "ok" if ready else "not ready", **parts}, 200 if ready else 503)

    async def _metrics(self, request: Request) -> Response:
        if not _is_near(request):
            return Response(status_code=404)
        await self.parts()
        return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _is_near(request: Request) -> bool:
    """Say whether a request comes from this machine or its network, not from the outside through a web server."""
    if (
        any(name in request.headers for name in ("x-real-ip", "x-forwarded-for", "forwarded"))
        or request.client is None
    ):
        return False
    try:
        return ip_address(request.client.host).is_private
    except ValueError:
        return False


def _json(content: dict[str, object], status: int = 200) -> Response:
    return Response(json.dumps(content), status, media_type="application/json", headers={"Cache-Control": "no-store"})
