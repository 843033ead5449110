"""(being written)"""

from __future__ import annotations

from starlette.responses import Response

from bot.desk.frame import Page, Visit


async def _show(visit: Visit) -> Response:
    return visit.page("trail.html", page=PAGE)


PAGE = Page("trail", "clerk", {"": _show})
