"""Questions to look at: unanswered, asked back, voted down, unsure; like ones together, with the nearest units."""

from __future__ import annotations

import time
from collections.abc import Sequence

from starlette.responses import Response

from bot.desk import audit, kept
from bot.desk.frame import Page, Visit
from bot.desk.kept import Question
from bot.desk.likeness import grouped
from bot.desk.rendering import moment
from bot.desk.spreadsheet import csv_file

DAYS = (7, 1, 30, 90)
"""How far back one may look; the first is the usual one."""
DAY_SECONDS = 24 * 60 * 60

CSV = ("channel", "language", "text", "answer", "status", "reason", "topic", "confidence")
"""What is exported of a question, between when it was asked and why it is to be looked at."""


async def _show(visit: Visit) -> Response:
    kind, days = _asked(visit)
    questions = await _read(visit)
    groups, is_told = await grouped(questions, visit.desk.actions, visit.language)
    return visit.page(
        "questions.html",
        page=PAGE,
        groups=groups,
        count=len(questions),
        likeness_told=is_told,
        is_cut=len(questions) == kept.MOST,
        made_up=any(one.made_up for one in questions),
        kinds=tuple(kept.KINDS),
        kind=kind,
        all_days=sorted(DAYS),
        days=days,
    )


async def _csv(visit: Visit) -> Response:
    kind, days = _asked(visit)
    questions = await _read(visit)
    account, about = visit.account, f"questions {kind or 'all'} {days}"
    await visit.desk.database.run(lambda session: audit.note(session, account, "exported", about))
    lines = [(moment(one.at), *(getattr(one, name) or "" for name in CSV), " ".join(one.kinds)) for one in questions]
    return csv_file("questions", ("at", *CSV, "kinds"), lines)


def _asked(visit: Visit) -> tuple[str | None, int]:
    """Return which kind of questions is asked for, None for all, and of how many days."""
    kind = visit.asked("kind") if visit.asked("kind") in kept.KINDS else None
    return kind, next((days for days in DAYS if str(days) == visit.asked("days")), DAYS[0])


async def _read(visit: Visit) -> Sequence[Question]:
    kind, days = _asked(visit)
    since = time.time() - days * DAY_SECONDS
    return await visit.desk.reads.run(lambda session: kept.to_look_at(session, visit.office, since, kind))


PAGE = Page("questions", "clerk", {"": _show, "csv": _csv})
