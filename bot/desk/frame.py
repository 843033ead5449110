"""What every page of the desk is made of: who looks at it, what it is allowed to do, its headers, its forms.

A page module has a `PAGE`; `bot/desk/registry.py` lists it, and that is all there is to a new page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.core.webhooks import read_body
from bot.desk import rendering, sessions
from bot.desk.accounts import Role
from bot.desk.desk import Desk
from bot.desk.tables import Account
from bot.desk.uploads import Upload

MAX_FORM = 64 * 1024
"""Bytes of a form; the longest field is a correction's text."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""No script at all; the desk works without. same-origin: a form's browser tells where it came from."""


class RowConvertor(Convertor[int]):
    """The number of a row in an address; a longer one is no row's, and more than a database can count to."""

    regex = "[0-9]{1,18}"

    def convert(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_string(self, value: int) -> str:
        """Return its place in an address."""
        return str(value)


register_url_convertor("row", RowConvertor())


@dataclass(frozen=True)
class Visit:
    """A request of somebody who is signed in. `form` holds a form's fields, already checked for its word."""

    desk: Desk
    request: Request
    account: Account
    language: str
    form_word: str
    menu: Sequence[Page]
    form: Mapping[str, str] = field(default_factory=dict)
    file: Upload | None = None

    @property
    def office(self) -> str | None:
        """The one office whose messages may show; None for all."""
        return self.account.office

    def asked(self, name: str) -> str:
        """Return a parameter of the address, "" where there is none."""
        return self.request.query_params.get(name, "").strip()

    def page(self, template: str, status: int = 200, **shown: Any) -> Response:
        """Return a page in the desk's frame; the template gets `visit`, `say` and what is `shown`."""
        body = rendering.html(template, self.language, visit=self, **shown)
        return HTMLResponse(body, status)


View = Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True)
class Page:
    """A page of the desk and what belongs to it.

    name: its path beneath /desk/, and `nav_<name>` its label in bot/desk/words. role: who may open it. shows: path
    beneath the page's own -> what answers GET ("" is the page itself). does: the same for POST, forms only.
    from_questions: the path beneath the page's own that a group of questions leads to, with their ids
    (?questions=12.15.40, see kept.of_ids); `from_questions_<name>` is its label. with_file: which of
    `does` brings a file.
    """

    name: str
    role: Role
    shows: Mapping[str, View]
    does: Mapping[str, View] = field(default_factory=dict)
    from_questions: str = ""
    with_file: str = ""


def to(path: str) -> Response:
    """Return the way to another page, after a form was sent: a reload sends it no second time."""
    return RedirectResponse(path, 303)


async def form_of(request: Request) -> dict[str, str] | None:
    """Return a form's fields, None when it is too long or no form; a field that comes twice counts as it came last."""
    if request.headers.get("content-type", "").split(";")[0] != "application/x-www-form-urlencoded":
        return None
    body = await read_body(request, MAX_FORM)
    if body is None:
        return None
    try:
        fields = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return None
    return {name: value.replace("\0", "") for name, value in fields}  # PostgreSQL keeps no such character


def is_from_us(request: Request, form: Mapping[str, str], token: str) -> bool:
    """Say whether a form comes from a page of the desk: by what the browser says, and by the form's own word."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    return site in ("same-origin", "none") and sessions.is_form_word(form.get("form_word", ""), token)
