"""Notices that an editor shows to citizens at once: a text in each language, from a day to a day, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.desk import audit, correction_form
from bot.desk.frame import Page, Visit, to
from common import offices, vocabulary
from common.clock import today
from common.corrections import store
from common.corrections.definition import LiveNotice
from common.office import SHOWN

HOME = "/desk/notices"


async def _show(visit: Visit) -> Response:
    return await _page(visit, correction_form.new_fields({}), [])


async def _save(visit: Visit) -> Response:
    draft, wrong = correction_form.notice_of(visit.form, visit.office)
    if draft is None:
        return await _page(visit, visit.form, wrong)
    kept = draft

    def work(session: Session) -> None:
        made = store.write_notice(session, kept, visit.account.name)
        audit.note(session, visit.account, "notice_written", f"{made.id}")

    await visit.desk.database.run(work)
    return to(HOME)


async def _end(visit: Visit) -> Response:
    number = visit.request.path_params["number"]

    def work(session: Session) -> None:
        found = next((one for one in store.notices(session, visit.office) if one.id == number), None)
        if found is None or not is_own(visit, found):
            raise HTTPException(404)
        store.end_notice(session, number, today())
        audit.note(session, visit.account, "notice_ended", f"{number}")

    await visit.desk.database.run(work)
    return to(HOME)


def is_own(visit: Visit, one: LiveNotice) -> bool:
    """Say whether an account may end a notice: not one that is for all offices, when it is of one."""
    return visit.office is None or one.draft.office == visit.office


async def _page(visit: Visit, fields: Mapping[str, str], wrong: Sequence[str]) -> Response:
    found = await visit.desk.reads.run(lambda session: store.notices(session, visit.office))
    shown: dict[str, Any] = {
        "notices": [(one, is_own(visit, one)) for one in found],
        "offices": [one.key for one in offices.current().all()],
        "vocabulary": vocabulary.load(),
    }
    return visit.page("notices.html", page=PAGE, fields=fields, wrong=wrong, places=SHOWN, today=today(), **shown)


PAGE = Page("notices", "editor", {"": _show}, {"save": _save, "{number:row}/end": _end})
