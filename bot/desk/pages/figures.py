"""The week in figures: what was asked and what became of it, by seven things, also as CSV."""

from __future__ import annotations

from collections import Counter

from starlette.responses import Response

from bot.desk import audit, counts
from bot.desk.counts import DIMENSIONS, Kind
from bot.desk.frame import Page, Visit
from bot.desk.spreadsheet import csv_file
from bot.desk.weeks import Week
from common import clock


def _week(visit: Visit) -> Week:
    return Week.named(visit.asked("week"), clock.today())


async def _counted(visit: Visit, week: Week) -> Counter[Kind]:
    return await visit.desk.reads.run(lambda session: counts.counted(session, visit.office, week.days))


async def _show(visit: Visit) -> Response:
    week = _week(visit)
    counted = await _counted(visit, week)
    made_up = await visit.desk.reads.run(lambda session: counts.is_made_up(session, visit.office, week.days))
    return visit.page(
        "figures.html",
        page=PAGE,
        week=week,
        is_last=week.other(1).monday > clock.today(),
        whole=counts.row("", counted),
        before=counts.row("", await _counted(visit, week.other(-1))),
        tables=[(name, counts.rows(counted, name)) for name in DIMENSIONS],
        made_up=made_up,
    )


async def _csv(visit: Visit) -> Response:
    week = _week(visit)
    counted = await _counted(visit, week)
    account = visit.account
    await visit.desk.database.run(lambda session: audit.note(session, account, "exported", f"figures {week.name}"))
    lines = [(*(str(value) for value in kind), count) for kind, count in sorted(counted.items())]
    return csv_file(f"figures-{week.name}", (*Kind._fields, "messages"), lines)


PAGE = Page("figures", "clerk", {"": _show, "csv": _csv})
