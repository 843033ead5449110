"""Corrections: written from questions that were answered wrongly, checked, tried, approved, ended, taken over.

What a correction must fulfil is checked by the action server; here is who may do what, and the forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.desk import accounts, audit, correction_form, kept
from bot.desk.frame import Page, RowConvertor, Visit, to
from bot.desk.rendering import Words
from common import offices, vocabulary
from common.clock import today
from common.corrections import store
from common.corrections.definition import Correction
from common.corrections.store import RefusedError

HOME = "/desk/corrections"


async def _list(visit: Visit) -> Response:
    found = await visit.desk.reads.run(lambda session: store.corrections(session, visit.office))
    return visit.page("corrections.html", page=PAGE, corrections=found, today=today())


async def _new(visit: Visit) -> Response:
    """Show an empty form, or one with the questions of a group in it."""
    named = visit.asked("questions").split(".")
    ids = [int(one) for one in named if re.fullmatch(RowConvertor.regex, one)][: kept.MOST]
    asked = await visit.desk.reads.run(lambda session: kept.of_ids(session, visit.office, ids)) if ids else ()
    texts: dict[str, list[str]] = {}
    for one in asked:
        if not one.pressed:
            texts.setdefault(f"phrases_{one.language or 'vi'}", []).append(one.text)
    phrases = {name: "\n".join(dict.fromkeys(said)) for name, said in texts.items()}
    return _form(visit, correction_form.new_fields(phrases))


async def _near(visit: Visit) -> Response:
    """Show the form again with what is known near its first question; fill it from a unit that was picked."""
    fields = dict(visit.form)
    asked = next(
        (
            (language, fields[f"phrases_{language}"].splitlines()[0])
            for language in vocabulary.LANGUAGES
            if fields.get(f"phrases_{language}", "").strip()
        ),
        None,
    )
    if asked is None:
        return _form(visit, fields, wrong=[_say(visit, "correction_needs_a_question")])
    near = await visit.desk.actions.near(asked[1].strip(), asked[0])
    if near is None:
        return _form(visit, fields, wrong=[_say(visit, "correction_not_checked")])
    picked = next((unit for unit in near["units"] if unit["unit"] == fields.get("pick")), None)
    if picked:
        fields |= correction_form.of_unit(picked)
    return _form(visit, fields, near=near)


async def _save(visit: Visit) -> Response:
    """Keep a correction as a draft, when it is right."""
    number = visit.request.path_params.get("number")
    if number is not None:
        await _own(visit, number)
    draft, wrong = correction_form.draft_of(visit.form, visit.office)
    if draft is not None:
        checked = await visit.desk.actions.check_correction(draft.model_dump(mode="json"))
        wrong = checked["wrong"] if checked else [_say(visit, "correction_not_checked")]
    if draft is None or wrong:
        return _form(visit, visit.form, wrong=wrong, number=number)
    kept = draft
    return await _do(
        visit, "correction_written", lambda session: store.write(session, kept, visit.account.name, number)
    )


async def _one(visit: Visit) -> Response:
    """Show a correction, how its answer looks, and what it would change."""
    one = await _seen(visit)
    tried = None
    if one.state in ("draft", "proposed"):
        tried = await visit.desk.actions.try_correction(one.draft.model_dump(mode="json"), one.id)
    return visit.page(
        "correction.html",
        page=PAGE,
        one=one,
        tried=tried,
        today=today(),
        mine=_is_own(visit, one),
        second_person=offices.current().wants_second_person(one.draft.office),
        trouble=visit.asked("trouble"),
    )


async def _change(visit: Visit) -> Response:
    one = await _own(visit, visit.request.path_params["number"])
    return _form(visit, correction_form.fields_of(one.draft), number=one.id)


async def _propose(visit: Visit) -> Response:
    one = await _own(visit, visit.request.path_params["number"])
    return await _do(visit, "correction_proposed", lambda session: store.propose(session, one.id))


async def _approve(visit: Visit) -> Response:
    """Make a proposal live, if it is still right: the law may have changed since."""
    one = await _own(visit, visit.request.path_params["number"])
    checked = await visit.desk.actions.check_correction(one.draft.model_dump(mode="json"))
    if checked is None or checked["wrong"]:
        return to(f"{HOME}/{one.id}?trouble={'not_checked' if checked is None else 'wrong'}")
    second = offices.current().wants_second_person(one.draft.office)

    def work(session: Any) -> Correction:
        if one.state == "draft" and not second:
            store.propose(session, one.id)
        if accounts.enabled(session, one.answers_for) is None:
            store.take_over(session, one.id, visit.account.name, today())
        return store.approve(session, one.id, visit.account.name, today(), second)

    return await _do(visit, "correction_approved", work)


async def _end(visit: Visit) -> Response:
    one = await _own(visit, visit.request.path_params["number"])
    return await _do(visit, "correction_ended", lambda session: store.end(session, one.id, today()))


async def _take_over(visit: Visit) -> Response:
    one = await _own(visit, visit.request.path_params["number"])
    return await _do(
        visit, "correction_taken_over", lambda session: store.take_over(session, one.id, visit.account.name, today())
    )


async def _do(visit: Visit, what: str, change: Callable[[Any], Correction]) -> Response:
    """Make a change and note it; show the correction."""

    def work(session: Any) -> Correction:
        changed = change(session)
        audit.note(session, visit.account, what, f"{changed.id}")
        return changed

    try:
        changed = await visit.desk.database.run(work)
    except RefusedError:
        number = visit.request.path_params.get("number", "")
        return to(f"{HOME}/{number}?trouble=refused")
    return to(f"{HOME}/{changed.id}")


async def _seen(visit: Visit) -> Correction:
    """Return the correction that an address names; 404 for one of another office."""
    number = visit.request.path_params["number"]
    one = await visit.desk.reads.run(lambda session: store.correction(session, number))
    if one is None or (visit.office is not None and one.draft.office not in (None, visit.office)):
        raise HTTPException(404)
    return one


async def _own(visit: Visit, number: int) -> Correction:
    """Return a correction that the account may change; 403 for one that is for all offices."""
    one = await _seen(visit)
    if not _is_own(visit, one):
        raise HTTPException(403)
    return one


def _is_own(visit: Visit, one: Correction) -> bool:
    return visit.office is None or one.draft.office == visit.office


def _say(visit: Visit, key: str) -> str:
    return Words(visit.language)(key)


def _form(
    visit: Visit,
    fields: Mapping[str, str],
    wrong: list[str] | None = None,
    near: Mapping[str, Any] | None = None,
    number: int | None = None,
) -> Response:
    return visit.page(
        "correction_form.html",
        page=PAGE,
        fields=fields,
        wrong=wrong or [],
        near=near,
        number=number,
        vocabulary=vocabulary.load(),
        form=correction_form,
        offices=[one.key for one in offices.current().all()],
    )


_OF_ONE = "{number:row}"
PAGE = Page(
    "corrections",
    "editor",
    {"": _list, "new": _new, _OF_ONE: _one, f"{_OF_ONE}/change": _change},
    {
        "near": _near,
        "save": _save,
        f"{_OF_ONE}/save": _save,
        f"{_OF_ONE}/propose": _propose,
        f"{_OF_ONE}/approve": _approve,
        f"{_OF_ONE}/end": _end,
        f"{_OF_ONE}/take-over": _take_over,
    },
    from_questions="new",
)
