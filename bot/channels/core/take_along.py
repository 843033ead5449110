"""A day to take along (`custom.take_along`): a calendar file where the platform takes one, else a link."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Any

import httpx

from bot.channels.core.incoming import Answer, Body, Outlet
from bot.channels.core.mounted import LAW_API, there

logger = logging.getLogger(__name__)

BELOW = "v1"
"""Where the bridge serves the law; the addresses of days begin with it."""
FORM = "day.ics"
"""A name like those of calendar files, to ask an outlet whether it takes them."""
_NAME = re.compile(r'filename="([^"]+)"')


async def handed(outlet: Outlet, answers: Sequence[Answer]) -> tuple[list[Answer], list[Body]]:
    """Return answers with a link to their days, or without and the files of the days, to go out behind them."""
    shown: list[Answer] = []
    files: list[Body] = []
    for answer in answers:
        day = (answer.get("custom") or {}).get("take_along")
        file = await _file(outlet, str(day["address"])) if day else None
        if file is not None:
            files.append(file)
        shown.append(answer if file is not None or not day else _linked(answer, day))
    return shown, files


def _linked(answer: Answer, day: dict[str, Any]) -> Answer:
    link = {"title": day["title"], "url": f"/{day['address']}"}
    return {**answer, "buttons": [*(answer.get("buttons") or ()), link]}


async def _file(outlet: Outlet, address: str) -> Body | None:
    """Return the file of a day as a message of the platform; None where it takes none or the day is not served."""
    law = there(LAW_API) if outlet.file(FORM, "") is not None else None
    if law is None:
        return None
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=law), base_url="http://law") as client:
        served = await client.get(address.removeprefix(BELOW))
    name = _NAME.search(served.headers.get("Content-Disposition", ""))
    if served.status_code != httpx.codes.OK or name is None:
        logger.error("a day to take along is not served: HTTP %d", served.status_code)
        return None
    return outlet.file(name[1], served.text)
