"""Search in the kept questions: all words, in any order, with or without marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from bot.desk import audit, kept
from bot.desk.frame import Page, Visit
from bot.desk.kept import Question
from common import vocabulary

STATUSES = ("computed", "retrieved", "clarify", "abstain", "handoff", "chat")
CHANNELS = ("web", "telegram", "zalo", "zalo_bot", "messenger")
MOST_WORDS = 200
"""Characters of what is searched for."""


def _choices() -> dict[str, tuple[str, ...]]:
    return {
        "channel": CHANNELS,
        "language": vocabulary.LANGUAGES,
        "status": STATUSES,
        "topic": vocabulary.load().values("topic"),
    }


async def _show(visit: Visit) -> Response:
    return _page(visit, "", {}, None)


async def _find(visit: Visit) -> Response:
    """Search by a form that is posted: words in an address would stand in a web server's log."""
    words = visit.form.get("words", "").strip()[:MOST_WORDS]
    wanted = {name: given for name, values in _choices().items() if (given := visit.form.get(name, "")) in values}
    found = await visit.desk.reads.run(lambda session: kept.found(session, visit.office, words, wanted))
    # That somebody looked, not what for: the words may be a citizen's.
    await visit.desk.database.run(lambda session: audit.note(session, visit.account, "searched"))
    return _page(visit, words, wanted, found)


def _page(visit: Visit, words: str, wanted: Mapping[str, str], found: Sequence[Question] | None) -> Response:
    return visit.page(
        "search.html",
        page=PAGE,
        words=words,
        wanted=wanted,
        choices=_choices(),
        found=found,
        most=kept.FOUND,
        made_up=any(one.made_up for one in found or ()),
    )


PAGE = Page("search", "clerk", {"": _show}, {"": _find})
