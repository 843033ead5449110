"""The bridge as an ASGI application: the channels' routes, health, and what else is served beside them."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.core.bridge import Bridge, Channel
from bot.channels.core.headers import SecurityHeaders
from bot.channels.core.health import Health
from bot.channels.core.mounted import LAW_API, there
from bot.channels.core.settings import Settings
from bot.channels.core.tasks import every
from bot.channels.handover.channel import Handover
from bot.channels.messenger.channel import Messenger
from bot.channels.privacy import deletion, downloads
from bot.channels.telegram.channel import Telegram
from bot.channels.web.channel import Web
from bot.channels.zalo_bot.channel import ZaloBot
from bot.channels.zalo_oa.channel import ZaloOA
from bot.desk import app as desk_app
from bot.desk.desk import Desk
from common import logs

logger = logging.getLogger(__name__)

CHANNELS: tuple[Callable[[Bridge], Channel | None], ...] = (
    Web.create,
    Telegram.create,
    ZaloOA.create,
    ZaloBot.create,
    Messenger.create,
)

MOUNTED = {"/v1": LAW_API}
"""Applications of other packages, reached through the bridge where they are there: path -> module and object."""

LAW_PAGES = Path("models/law_pages")
"""Pages of the law as `make train` writes them; a citation opens one."""

LAW_SEARCH = "actions.law.pages.search:routes"
"""What answers in the place of their search files, where it is there: module and function."""

EXPIRY_SECONDS = 60 * 60
"""Between two looks for conversations that have been kept for long enough."""


def create(settings: Settings, channels: Sequence[Callable[[Bridge], Channel | None]] = CHANNELS) -> Starlette:
    """Return the application; raise SettingsError when a channel is half set."""
    logs.quiet_libraries()
    bridge = Bridge(settings)
    desk = Desk(bridge)
    started: list[Channel] = [channel for make in channels if (channel := make(bridge)) is not None]
    started.append(Handover(bridge))

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        bridge.database.open()
        # Before anybody is answered: a backup that was put back may hold what was deleted since.
        await deletion.tidy(bridge.database, settings.keep_days, settings.keep_figures_days)
        await bridge.worker.start()
        for channel in started:
            await channel.start()
        expiry = every(
            EXPIRY_SECONDS,
            lambda: deletion.tidy(bridge.database, settings.keep_days, settings.keep_figures_days),
        )
        yield
        expiry.cancel()
        for channel in started:
            await channel.stop()
        await bridge.worker.stop()
        for channel in started:
            await channel.close()
        await bridge.rasa.close()
        await desk.close()
        bridge.database.close()

    routes: list[BaseRoute] = [
        Route("/", _home),
        *Health(bridge).routes(),
        *(Mount(f"/webhooks/{channel.name}", routes=list(channel.routes())) for channel in started),
        *downloads.routes(bridge),
        Mount("/desk", routes=desk_app.routes(desk)),
        *_mounted(),
    ]
    app = Starlette(routes=routes, lifespan=lifespan, middleware=[Middleware(SecurityHeaders)])
    app.state.bridge = bridge
    return app


async def _home(_request: Request) -> Response:
    return RedirectResponse("/webhooks/web/", 302)


def _mounted() -> list[BaseRoute]:
    """Return what other packages and `make train` have put there."""
    found: list[BaseRoute] = []
    for path, place in MOUNTED.items():
        if (application := there(place)) is not None:
            found.append(Mount(path, application))
    if LAW_PAGES.is_dir():
        search = there(LAW_SEARCH)
        answered = search(LAW_PAGES) if search is not None else []
        found.append(Mount("/law", routes=[*answered, Mount("/", StaticFiles(directory=LAW_PAGES, html=True))]))
    return found
