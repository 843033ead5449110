"""The desk under /desk: the way in, the way out, and a guard before every page; 404 until there is an account."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.core.database import OUTAGES, cause
from bot.desk import accounts, rendering, sessions
from bot.desk.desk import Desk
from bot.desk.frame import HEADERS, Page, View, Visit, form_of, is_from_us, to
from bot.desk.registry import PAGES
from bot.desk.signing_in import SESSION_COOKIE, SigningIn
from bot.desk.uploads import form_and_file
from bot.page.site import spoken
from common.vocabulary import LANGUAGES

logger = logging.getLogger(__name__)

LANGUAGE_COOKIE = "desk_language"
STYLE = rendering.FOLDER / "desk.css"

Handler = Callable[[Request], Awaitable[Response]]


def routes(desk: Desk) -> list[BaseRoute]:
    """Return what is served beneath /desk."""
    signing_in = SigningIn(desk, language_of)

    async def home(request: Request) -> Response:
        return RedirectResponse(f"/desk/{PAGES[0].name}", 302)

    async def style(request: Request) -> Response:
        return FileResponse(STYLE, media_type="text/css")

    async def sign_out(visit: Visit) -> Response:
        return await signing_in.leave(visit)

    found: list[BaseRoute] = [
        Route("/", _guarded(desk, home)),
        Route("/desk.css", _guarded(desk, style)),
        Route("/sign-in", _guarded(desk, signing_in.show), methods=["GET"]),
        Route("/sign-in", _guarded(desk, signing_in.enter), methods=["POST"]),
        Route("/sign-out", _guarded(desk, _form(desk, "clerk", sign_out)), methods=["POST"]),
    ]
    for page in PAGES:
        found += _of_page(desk, page)
    return [*found, Route("/{rest:path}", _guarded(desk, _nothing))]


def language_of(request: Request) -> str:
    """Return the language of a page: the one just chosen, the one chosen before, else the browser's."""
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE, "")
    return spoken(chosen, request.headers.get("accept-language", ""))


def _of_page(desk: Desk, page: Page) -> list[BaseRoute]:
    def path(beneath: str) -> str:
        return f"/{page.name}/{beneath}".rstrip("/")

    shown = [
        Route(path(beneath), _guarded(desk, _seen(desk, page, view)), methods=["GET"])
        for beneath, view in page.shows.items()
    ]
    done = [
        Route(
            path(beneath),
            _guarded(desk, _form(desk, page.role, view, beneath == page.with_file != "")),
            methods=["POST"],
        )
        for beneath, view in page.does.items()
    ]
    return [*shown, *done]


def _guarded(desk: Desk, handler: Handler) -> Handler:
    """Let a request through when there is a desk at all, and give every answer the desk's headers."""

    async def answer(request: Request) -> Response:
        try:
            if not await desk.reads.run(accounts.any_enabled):
                return PlainTextResponse("Not Found", 404)
            answered = await handler(request)
        except HTTPException as error:
            answered = PlainTextResponse(error.detail, error.status_code)
        except OUTAGES as error:
            logger.error("desk: the database cannot be used: %s", cause(error))
            answered = PlainTextResponse(rendering.Words(language_of(request)).no_database, 503)
        answered.headers.update(HEADERS)
        if request.query_params.get("lang") in LANGUAGES:
            answered.set_cookie(LANGUAGE_COOKIE, language_of(request), path="/desk", httponly=True, samesite="strict")
        return answered

    return answer


def _seen(desk: Desk, page: Page, view: View) -> Handler:
    """Show a page to somebody who is signed in and may see it."""

    async def answer(request: Request) -> Response:
        visit = await _visit(desk, request)
        if visit is None:
            return RedirectResponse("/desk/sign-in", 302)
        if not accounts.may(visit.account, page.role):
            return visit.page("refused.html", 403, page=None, why="not_your_role")
        return await view(visit)

    return answer


def _form(desk: Desk, role: accounts.Role, view: View, with_file: bool = False) -> Handler:
    """Do what a form asks for, when it is one of ours and of somebody who may."""

    async def answer(request: Request) -> Response:
        visit = await _visit(desk, request)
        if visit is None:
            return to("/desk/sign-in")
        form, file = await form_and_file(request) if with_file else (await form_of(request), None)
        if form is None or not is_from_us(request, form, request.cookies.get(SESSION_COOKIE, "")):
            return visit.page("refused.html", 403, page=None, why="not_our_form")
        if not accounts.may(visit.account, role):
            return visit.page("refused.html", 403, page=None, why="not_your_role")
        return await view(replace(visit, form=form, file=file))

    return answer


async def _visit(desk: Desk, request: Request) -> Visit | None:
    """Return the visit of who is signed in, None when nobody is."""
    token = request.cookies.get(SESSION_COOKIE, "")
    account = await desk.reads.run(lambda session: sessions.account_of(session, token))
    if account is None:
        return None
    if await desk.reads.run(lambda session: sessions.is_to_be_seen(session, token)):
        await desk.database.run(lambda session: sessions.seen(session, token))
    menu = [page for page in PAGES if accounts.may(account, page.role)]
    return Visit(desk, request, account, language_of(request), sessions.form_word(token), menu)


async def _nothing(_request: Request) -> Response:
    return PlainTextResponse("Not Found", 404)
