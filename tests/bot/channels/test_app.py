"""What the bridge serves beside its channels."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.channels import app
from bot.channels.core import settings
from bot.channels.web import sessions


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str) -> None:
    monkeypatch.setattr(sessions, "SECRET_FILE", tmp_path / "web-session-secret")
    monkeypatch.setenv("DATABASE_URL", database_url)


def served() -> TestClient:
    return TestClient(app.create(settings.load(), app.CHANNELS[:1]), follow_redirects=False)


def test_the_root_leads_to_the_page() -> None:
    answer = served().get("/")
    assert (answer.status_code, answer.headers["location"]) == (302, "/webhooks/web/")


def test_nothing_of_rasas_is_reachable_here() -> None:
    client = served()
    for path in (
        "/webhooks/rest/webhook",
        "/webhooks/telegram/webhook",
        "/model",
        "/version",
        "/conversations/a/tracker",
    ):
        assert client.post(path, json={}).status_code == 404, path


def test_the_laws_pages_are_served_where_they_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert served().get("/law/x.html").status_code == 404
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "x.html").write_text("<h1>Điều 24</h1>", encoding="utf-8")
    monkeypatch.setattr(app, "LAW_PAGES", tmp_path / "law")
    assert "Điều 24" in served().get("/law/x.html").text
    assert served().get("/law/../bridge.db").status_code == 404


def test_the_laws_pages_are_searched_where_they_are_served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = {"file": "x/d1.html", **{language: ["Điều 1", "Lệ phí"] for language in ("vi", "es", "en")}}
    (tmp_path / "search.json").write_text(json.dumps([page]), encoding="utf-8")
    monkeypatch.setattr(app, "LAW_PAGES", tmp_path)
    answer = served().get("/law/search.vi.html", params={"q": "le phi"})
    assert 'href="x/d1.html#vi"' in answer.text
    assert "form-action 'self'" in answer.headers["content-security-policy"]
    monkeypatch.setattr(app, "LAW_SEARCH", "no_such_package_here:routes")
    assert served().get("/law/search.vi.html").status_code == 404


def test_an_application_of_another_package_is_mounted_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "MOUNTED", {"/v1": "no_such_package_here:app"})
    assert served().get("/v1/fee").status_code == 404
    module = types.ModuleType("law_api_of_a_test")
    module.app = Starlette(routes=[Route("/fee", lambda _request: PlainTextResponse("70000"))])  # type: ignore[attr-defined]
    module.__spec__ = types.SimpleNamespace(name="law_api_of_a_test")  # type: ignore[assignment]
    monkeypatch.setitem(sys.modules, "law_api_of_a_test", module)
    monkeypatch.setattr(app, "MOUNTED", {"/v1": "law_api_of_a_test:app"})
    assert served().get("/v1/fee").text == "70000"
