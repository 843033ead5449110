"""Documents of the office: what is added, and a new one, shown as it was understood beside its own text."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from bot.desk import audit
from bot.desk.frame import Page, Visit, to
from bot.desk.rendering import Words

KINDS = ("decision", "notice", "resolution", "page")
FIELDS = ("title", "number", "issuer", "kind", "in_force_from", "in_force_to", "language", "ocr")


async def _show(visit: Visit, refused: str = "", status: int = 200) -> Response:
    told = await visit.desk.actions.documents()
    return visit.page(
        "documents.html",
        status,
        page=PAGE,
        documents=told and told["added"],
        fields={name: visit.form.get(name, "") for name in FIELDS},
        kinds=KINDS,
        done=visit.asked("done"),
        refused=refused,
    )


async def _look(visit: Visit) -> Response:
    if visit.file is None:
        return await _show(visit, Words(visit.language).document_missing, 400)
    said = {name: visit.form.get(name, "") for name in FIELDS}
    told = await visit.desk.actions.look_at(visit.file.name, visit.file.data, said)
    if told is None:
        return await _show(visit, Words(visit.language).documents_away, 503)
    if "refused" in told:
        return await _show(visit, told["refused"], 400)
    return visit.page("document.html", page=PAGE, told=told, title=said["title"])


async def _add(visit: Visit) -> Response:
    looked_through = bool(visit.form.get("looked_through"))
    told = await visit.desk.actions.add_document(visit.form.get("key", ""), looked_through)
    return await _done(visit, told, "document_added")


async def _remove(visit: Visit) -> Response:
    told = await visit.desk.actions.remove_document(visit.form.get("id", ""))
    return await _done(visit, told, "document_removed")


async def _done(visit: Visit, told: dict[str, str] | None, what: str) -> Response:
    if told is None:
        return await _show(visit, Words(visit.language).documents_away, 503)
    if "refused" in told:
        return await _show(visit, told["refused"], 400)
    await visit.desk.database.run(lambda session: audit.note(session, visit.account, what, told["id"]))
    return to(f"/desk/documents?done={quote(what)}")


PAGE = Page("documents", "editor", {"": _show}, {"look": _look, "add": _add, "remove": _remove}, with_file="look")
