from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sanic import Sanic

from actions.answers import parts
from actions.page_routes import add_pages, answered
from common import offices
from tests.actions.answers.conftest import sources


@pytest.fixture(autouse=True)
def _without_an_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = offices.Offices(tmp_path)
    monkeypatch.setattr(offices, "current", lambda: here)
    monkeypatch.setattr(parts, "library", sources)


def test_a_page_and_a_task_are_answered() -> None:
    assert answered("home", "es", None)[1]["language"] == "es"
    status, content = answered("lost", "en", None)
    assert status == 200
    assert content["sections"]


def test_what_there_is_not_is_told() -> None:
    status, content = answered("tax", "vi", None)
    assert status == 404
    assert "no task is called 'tax'" in content["error"]


def test_the_route_stands_beside_the_actions_own() -> None:
    app: Sanic[Any, Any] = Sanic("pages-of-a-test")
    add_pages(app)
    assert "/page/<name:str>" in {route.uri for route in app.router.routes}
