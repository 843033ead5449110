"""Law to review: the same that `python -m actions.law check` prints, told by the action server."""

from __future__ import annotations

from starlette.responses import Response

from bot.desk.frame import Page, Visit


async def _show(visit: Visit) -> Response:
    return visit.page("law.html", page=PAGE, law=await visit.desk.actions.law())


PAGE = Page("law", "clerk", {"": _show})
