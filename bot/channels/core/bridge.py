"""What the bridge's channels work with: settings, database, limits, the way to Rasa, the worker."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Protocol

from sqlalchemy.orm import Session
from starlette.routing import BaseRoute

from bot.channels.core import leases
from bot.channels.core.answering import Answering
from bot.channels.core.database import Database
from bot.channels.core.incoming import Outlet
from bot.channels.core.intake import Intake
from bot.channels.core.limits import Limits
from bot.channels.core.rasa_client import RasaClient
from bot.channels.core.settings import Settings
from bot.channels.core.worker import Worker
from bot.channels.handover.turns import Turns


class Channel(Protocol):
    """A way in which people reach the assistant."""

    name: str

    def routes(self) -> Sequence[BaseRoute]:
        """Return what is served under /webhooks/<name>/."""

    async def start(self) -> None:
        """Connect with the platform, in the background."""

    async def stop(self) -> None:
        """Take nothing more; answers still go out until `close`."""

    async def close(self) -> None:
        """End the connections."""


class Bridge:
    """The parts that all channels share."""

    def __init__(self, settings: Settings) -> None:
        """Put the parts together; nothing is touched or connected yet."""
        self.settings = settings
        self.database = Database(settings.database_url)
        self.limits = Limits(settings.redis_url)
        self.rasa = RasaClient(settings.rasa_workers)
        self.intakes: dict[str, Intake] = {}
        self.turns = Turns(settings.actions_url)
        self.worker = Worker(self.database, Answering(self.rasa, settings.actions_url, self.turns), self.intakes)
        self.owner = secrets.token_hex(8)

    def intake(self, channel: str, secret: str, outlet: Outlet | None) -> Intake:
        """Return the intake of a channel; `secret` is the channel's own."""
        shared = (self.database, self.limits, self.worker.wake, self.settings.public_url, self.settings.keep_days)
        self.intakes[channel] = Intake(channel, secret, outlet, *shared)
        return self.intakes[channel]

    async def may(self, task: str, seconds: float) -> bool:
        """Say whether this bridge is the one that does `task`, for so many seconds from now."""

        def work(session: Session) -> bool:
            return leases.take(session, task, self.owner, seconds)

        return await self.database.run(work)

    async def yield_up(self, task: str) -> None:
        """Let another bridge do `task` at once."""
        await self.database.run(lambda session: leases.drop(session, task, self.owner))
