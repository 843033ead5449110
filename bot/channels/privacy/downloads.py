"""GET /kept/<channel>/<ticket>/<file>: what is kept of a conversation, for who holds its ticket, for an hour."""

from __future__ import annotations

import logging

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.core.bridge import Bridge
from bot.channels.core.database import OUTAGES, cause
from bot.channels.core.rasa_client import RasaAway
from bot.channels.core.tables import Conversation
from bot.channels.privacy import kept

logger = logging.getLogger(__name__)

GONE = (
    "Liên kết này không còn dùng được. Bạn gõ /data để nhận liên kết mới.\n"
    "Este enlace ya no sirve. Escriba /data para recibir otro.\n"
    "This link is no longer good. Type /data for a new one.\n"
)

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}


def routes(bridge: Bridge) -> list[BaseRoute]:
    """Return the route of the files."""

    async def download(request: Request) -> Response:
        intake = bridge.intakes.get(request.path_params["channel"])
        sender = intake.holder(request.path_params["ticket"]) if intake is not None else None
        name, _, form = request.path_params["file"].rpartition(".")
        if sender is None or name != kept.NAME or form not in kept.MEDIA_TYPES:
            return PlainTextResponse(GONE, 404, HEADERS)
        try:
            conversation = await bridge.database.run(lambda session: session.get(Conversation, sender))
            rows = await bridge.database.run(lambda session: kept.rows(session, sender))
        except OUTAGES as error:
            logger.error("what is kept cannot be read now: %s", cause(error))
            return PlainTextResponse(GONE, 503, HEADERS)
        if conversation is None:
            return PlainTextResponse(GONE, 404, HEADERS)
        try:
            remembered = await bridge.rasa.remembered(conversation.worker, sender)
        except RasaAway as error:
            logger.warning("what the dialogue remembers cannot be read now: %s", error)
            remembered = None
        everything = kept.everything(rows, remembered, bridge.settings.keep_days)
        body = kept.as_json(everything) if form == "json" else kept.as_text(everything, conversation.language)
        headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{kept.NAME}.{form}"'}
        return Response(body, media_type=kept.MEDIA_TYPES[form], headers=headers)

    return [Route("/kept/{channel}/{ticket}/{file}", download, methods=["GET"])]
