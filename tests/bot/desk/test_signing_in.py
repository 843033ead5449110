"""Signing in, as a browser does it, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.channels.core.bridge import Bridge
from bot.channels.core.database import Database
from bot.desk import audit
from tests.bot.desk.conftest import PASSWORD, Clerk

Browser = Callable[[], Clerk]
Add = Callable[..., None]


def test_a_clerk_signs_in_and_out(desk: Browser, add: Add, database: Database) -> None:
    add("lan")
    clerk = desk()
    assert clerk.sign_in("Lan ").url.path == "/desk/questions"
    assert clerk.send("/desk/questions", "/desk/sign-out").url.path == "/desk/sign-in"
    assert clerk.get("/desk/questions").url.path == "/desk/sign-in"
    done = [one.what for one in database.call(lambda session: audit.entries(session, None))]
    assert done == ["signed_out", "signed_in", "account_added"]


@pytest.mark.parametrize(
    ("name", "password"), [("lan", "another password"), ("minh", PASSWORD), ("lan", ""), ("", "")]
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(desk: Browser, add: Add, name: str, password: str) -> None:
    add("lan")
    answer = desk().sign_in(name, password)
    assert answer.status_code == 403
    assert "The name or the password is not right" in answer.text


def test_the_cookie_is_for_this_server_alone(desk: Browser, add: Add, bridge: Bridge) -> None:
    add("lan")
    clerk = desk()
    clerk.client.follow_redirects = False
    plain = clerk.sign_in("lan").headers.get_list("set-cookie")[0]
    assert plain.startswith("desk=")
    assert {"HttpOnly", "Path=/desk", "SameSite=strict"} <= set(plain.split("; "))
    assert "Secure" not in plain  # or nobody could try it on his own machine
    clerk.client.base_url = "https://testserver"  # type: ignore[assignment]
    assert "Secure" in clerk.sign_in("lan").headers.get_list("set-cookie")[0]


def test_attempts_are_limited_and_no_other_address_is_kept_out(desk: Browser, add: Add) -> None:
    add("lan")
    clerk = desk()
    for _ in range(5):
        assert clerk.sign_in("lan", "not the password").status_code == 403
    assert clerk.sign_in("lan").status_code == 429
    elsewhere = desk()
    elsewhere.client.headers["x-real-ip"] = "203.0.113.9"
    elsewhere.client._transport.client = ("127.0.0.1", 1)  # type: ignore[attr-defined]  # behind a web server
    assert elsewhere.sign_in("lan").status_code == 200


def test_another_websites_form_is_refused(desk: Browser, add: Add) -> None:
    add("lan")
    clerk = desk()
    sent = {"name": "lan", "password": PASSWORD}
    assert clerk.client.post("/desk/sign-in", data=sent).status_code == 403
    assert clerk.client.post("/desk/sign-in", data={**sent, "form_word": "0" * 64}).status_code == 403
    word = clerk.form_word("/desk/sign-in")
    elsewhere = {"sec-fetch-site": "cross-site"}
    assert clerk.client.post("/desk/sign-in", data={**sent, "form_word": word}, headers=elsewhere).status_code == 403
    assert clerk.client.post("/desk/sign-in", json={**sent, "form_word": word}).status_code == 403


def test_a_wrong_password_stands_in_the_trail_and_a_name_that_is_nobodys_does_not(
    desk: Browser, add: Add, database: Database
) -> None:
    add("lan")
    desk().sign_in("lan", "not the password")
    desk().sign_in("a password typed as name", "x")
    lines = database.call(lambda session: audit.entries(session, None))
    assert [(one.account, one.what) for one in lines] == [("lan", "sign_in_failed"), (audit.COMMAND, "account_added")]
