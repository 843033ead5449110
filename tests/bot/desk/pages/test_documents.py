from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bot.desk import action_server
from bot.desk.action_server import ActionServer
from tests.bot.desk.conftest import Clerk

ADDED = {
    "added": [
        {"id": "7-qd", "title": "Lịch tiếp dân", "number": "7/QĐ", "from": "2026-10-01", "to": None, "passages": 3}
    ]
}
LOOKED = {
    "key": "k1",
    "id": "8-qd",
    "replaces": False,
    "outline": ["2 articles, 1 table", "Điều 1. Giờ làm việc"],
    "doubts": [],
    "original": ["QUYẾT ĐỊNH", "Điều 1. Giờ <b>làm việc"],
    "cut": False,
}


class Actions:
    """An action server that knows one document, and what it was asked to do."""

    def __init__(self, looked: Mapping[str, Any] | None) -> None:
        self.looked, self.done = looked, list[tuple[Any, ...]]()

    async def documents(self, _server: ActionServer) -> dict[str, Any]:
        return ADDED

    async def look(self, _server: ActionServer, name: str, data: bytes, said: Mapping[str, str]) -> Any:
        self.done.append((name, data, said["title"]))
        return self.looked

    async def add(self, _server: ActionServer, key: str, looked_through: bool) -> dict[str, Any]:
        self.done.append((key, looked_through))
        return {"id": "8-qd"}

    async def remove(self, _server: ActionServer, source_id: str) -> dict[str, Any]:
        self.done.append((source_id,))
        return {"id": source_id}


@pytest.fixture
def actions(monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, Any] | None], Actions]:
    def made(looked: Mapping[str, Any] | None) -> Actions:
        stub = Actions(looked)
        names = {"documents": "documents", "look_at": "look", "add_document": "add", "remove_document": "remove"}
        for name, own in names.items():

            def asked(server: ActionServer, *given: Any, own: str = own) -> Any:
                return getattr(stub, own)(server, *given)

            monkeypatch.setattr(action_server.ActionServer, name, asked)
        return stub

    return made


def send(clerk: Clerk, file: tuple[str, bytes] | None = ("a.pdf", b"%PDF")) -> Any:
    fields = {"form_word": clerk.form_word("/desk/documents"), "title": "Quyết định 8"}
    files = {"file": file or ("", b"")}
    return clerk.client.post("/desk/documents/look", data=fields, files=files)


def test_the_preview_stands_beside_the_files_own_text(
    signed_in: Callable[..., Clerk], actions: Callable[..., Actions]
) -> None:
    asked = actions(LOOKED)
    page = send(signed_in(role="editor")).text
    assert asked.done == [("a.pdf", b"%PDF", "Quyết định 8")]
    assert "Điều 1. Giờ &lt;b&gt;làm việc" in page
    assert page.index("own text") < page.index("QUYẾT ĐỊNH") < page.index("2 articles, 1 table")
    assert "looked_through" not in page


def test_what_is_doubtful_must_be_ticked(signed_in: Callable[..., Clerk], actions: Callable[..., Actions]) -> None:
    actions({**LOOKED, "doubts": ["article 3 follows article 1"]})
    page = send(signed_in(role="editor")).text
    assert "article 3 follows article 1" in page
    assert 'name="looked_through" value="yes" required' in page


def test_a_yes_adds_it_and_stands_in_the_trail(
    signed_in: Callable[..., Clerk], actions: Callable[..., Actions]
) -> None:
    asked, clerk = actions(LOOKED), signed_in(role="editor")
    page = clerk.send("/desk/documents", "/desk/documents/add", key="k1", looked_through="yes")
    assert asked.done == [("k1", True)]
    assert "document added" in page.text
    assert "8-qd" in clerk.get("/desk/trail").text


def test_an_added_document_is_listed_and_can_be_removed(
    signed_in: Callable[..., Clerk], actions: Callable[..., Actions]
) -> None:
    asked, clerk = actions(LOOKED), signed_in(role="editor")
    assert "in force 01/10/2026 to …" in clerk.get("/desk/documents").text
    clerk.send("/desk/documents", "/desk/documents/remove", id="7-qd")
    assert asked.done == [("7-qd",)]


@pytest.mark.parametrize(
    ("looked", "said"),
    [({"refused": "a scan: have it recognised"}, "a scan: have it recognised"), (None, "not answer")],
)
def test_a_refusal_says_why_and_keeps_what_was_filled_in(
    signed_in: Callable[..., Clerk], actions: Callable[..., Actions], looked: Any, said: str
) -> None:
    actions(looked)
    page = send(signed_in(role="editor")).text
    assert said in page
    assert 'value="Quyết định 8"' in page


def test_without_a_file_nothing_is_read(signed_in: Callable[..., Clerk], actions: Callable[..., Actions]) -> None:
    asked = actions(LOOKED)
    assert "No file was chosen" in send(signed_in(role="editor"), None).text
    assert asked.done == []


def test_a_clerk_adds_no_documents(signed_in: Callable[..., Clerk], actions: Callable[..., Actions]) -> None:
    actions(LOOKED)
    clerk = signed_in(role="clerk")
    assert clerk.get("/desk/documents").status_code == 403
    assert "Documents of the office" not in clerk.get("/desk/questions").text


def test_a_form_of_another_website_is_refused(
    signed_in: Callable[..., Clerk], actions: Callable[..., Actions]
) -> None:
    asked, clerk = actions(LOOKED), signed_in(role="editor")
    sent = clerk.client.post("/desk/documents/look", data={"form_word": "x"}, files={"file": ("a.pdf", b"%PDF")})
    assert sent.status_code == 403
    assert asked.done == []
