from __future__ import annotations

from collections.abc import Callable

from tests.bot.desk.conftest import Clerk

SignedIn = Callable[..., Clerk]


def test_an_editor_sees_who_did_what(signed_in: SignedIn) -> None:
    page = signed_in("lan", "editor").get("/desk/trail?lang=vi").text
    assert "đăng nhập" in page
    assert "thêm tài khoản" in page


def test_an_editor_of_an_office_sees_its_own_accounts_only(signed_in: SignedIn) -> None:
    signed_in("minh", "editor", "phuong-b")
    page = signed_in("lan", "editor", "phuong-a").get("/desk/trail").text
    assert "<td>lan</td>" in page
    assert "minh" not in page


def test_a_clerk_sees_no_trail_and_no_way_to_it(signed_in: SignedIn) -> None:
    clerk = signed_in("lan", "clerk")
    assert clerk.get("/desk/trail").status_code == 403
    assert "/desk/trail" not in clerk.get("/desk/questions").text
