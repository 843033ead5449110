"""The way into the desk and out of it: name and password, attempts limited, a cookie that no script reads."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.web.sessions import client_address
from bot.desk import accounts, audit, passwords, rendering, sessions
from bot.desk.desk import Desk
from bot.desk.frame import Visit, form_of, is_from_us, to
from bot.desk.tables import Account

SESSION_COOKIE = "desk"
FORM_COOKIE = "desk_form"
"""Of the browser that opened the form: nobody else's page can sign it in."""

PAIR_LIMIT = "5/15minutes"
"""Attempts at one account from one internet address. Another address may go on: nobody locks a clerk out."""
ADDRESS_LIMIT = "30/15minutes"
"""Attempts from one internet address at any account; an office may have one address for all its people."""
ACCOUNT_LIMIT = "100/hour"
"""Attempts at one account from anywhere: a guess at a password of 15 characters is hopeless at this pace."""


class SigningIn:
    """The form, what it does, and the end of it."""

    def __init__(self, desk: Desk, language_of: Callable[[Request], str]) -> None:
        self._desk, self._language_of = desk, language_of
        self._hashing = asyncio.Semaphore(1)  # each takes 64 MiB of memory

    async def show(self, request: Request) -> Response:
        """Show the form."""
        return self._form(request)

    async def enter(self, request: Request) -> Response:
        """Sign somebody in."""
        form = await form_of(request)
        if form is None or not is_from_us(request, form, request.cookies.get(FORM_COOKIE, "")):
            return self._form(request, 403, "not_our_form")
        name = form.get("name", "").strip().lower()[:40]
        if not self._is_within(request, name):
            return self._form(request, 429, "too_many_attempts")
        account = await self._desk.reads.run(lambda session: accounts.enabled(session, name))
        async with self._hashing:
            kept = account.password if account else None
            right = await asyncio.to_thread(passwords.is_right, form.get("password", ""), kept)
        if account is None or not right:
            if account is not None:
                await self._desk.database.run(lambda session: audit.note(session, account, "sign_in_failed"))
            return self._form(request, 403, "wrong_name_or_password")
        answered = to("/desk/")
        self._set(request, answered, SESSION_COOKIE, await self._desk.database.run(self._opened(account)))
        answered.delete_cookie(FORM_COOKIE, path="/desk")
        return answered

    async def leave(self, visit: Visit) -> Response:
        """Sign somebody out."""
        token = visit.request.cookies.get(SESSION_COOKIE, "")

        def work(session: Session) -> None:
            sessions.close(session, token)
            audit.note(session, visit.account, "signed_out")

        await self._desk.database.run(work)
        answered = RedirectResponse("/desk/sign-in", 303)
        answered.delete_cookie(SESSION_COOKIE, path="/desk")
        return answered

    def _opened(self, account: Account) -> Callable[[Session], str]:
        def work(session: Session) -> str:
            audit.note(session, account, "signed_in")
            return sessions.open_for(session, account)

        return work

    def _is_within(self, request: Request, name: str) -> bool:
        peer = request.client.host if request.client else ""
        address = client_address(peer, request.headers.get("x-real-ip", ""))
        hidden = [hashlib.sha256(word.encode()).hexdigest()[:32] for word in (address, name)]
        within = self._desk.limits.within
        return (
            within(PAIR_LIMIT, "desk", *hidden)
            and within(ADDRESS_LIMIT, "desk", "address", hidden[0])
            and within(ACCOUNT_LIMIT, "desk", "account", hidden[1])
        )

    def _form(self, request: Request, status: int = 200, trouble: str | None = None) -> Response:
        token = request.cookies.get(FORM_COOKIE) or sessions.new_token()
        word, language = sessions.form_word(token), self._language_of(request)
        body = rendering.html("sign_in.html", language, visit=None, page=None, form_word=word, trouble=trouble)
        answered = HTMLResponse(body, status)
        self._set(request, answered, FORM_COOKIE, token)
        return answered

    def _set(self, request: Request, answered: Response, name: str, value: str) -> None:
        https = request.url.scheme == "https" or self._desk.settings.public_url.startswith("https:")
        answered.set_cookie(name, value, path="/desk", httponly=True, samesite="strict", secure=https)
