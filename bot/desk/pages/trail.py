"""The audit trail, for editors: those of one office see what its accounts did."""

from __future__ import annotations

from starlette.responses import Response

from bot.desk import audit
from bot.desk.frame import Page, Visit


async def _show(visit: Visit) -> Response:
    lines = await visit.desk.reads.run(lambda session: audit.entries(session, visit.office))
    return visit.page("trail.html", page=PAGE, lines=lines)


PAGE = Page("trail", "editor", {"": _show})
