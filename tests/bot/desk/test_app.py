"""The desk as a browser without JavaScript gets it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.channels.core.database import Database
from bot.desk import accounts
from tests.bot.desk.conftest import Clerk

Browser = Callable[[], Clerk]
Add = Callable[..., None]
SignedIn = Callable[..., Clerk]
PAGES = ("/desk/questions", "/desk/figures", "/desk/search", "/desk/law")


def test_there_is_no_desk_until_there_is_an_account(desk: Browser, add: Add, database: Database) -> None:
    clerk = desk()
    for path in ("/desk/", "/desk/sign-in", "/desk/desk.css", *PAGES):
        assert clerk.get(path).status_code == 404, path
    add("lan")
    assert clerk.get("/desk/sign-in").status_code == 200
    database.call(lambda session: accounts.disable(session, "lan"))
    assert clerk.get("/desk/sign-in").status_code == 404


def test_nobody_sees_a_page_who_has_not_signed_in(desk: Browser, add: Add) -> None:
    add("lan")
    for path in PAGES:
        assert desk().get(path).url.path == "/desk/sign-in", path


@pytest.mark.parametrize("path", ["/desk/sign-in", "/desk/questions", "/desk/desk.css", "/desk/nothing-here"])
def test_every_answer_has_the_strict_headers(signed_in: SignedIn, path: str) -> None:
    headers = signed_in().get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert "script-src" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_works_without_a_script(signed_in: SignedIn, path: str) -> None:
    page = signed_in().get(path)
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "style=" not in page.text
