from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from actions.law.api import app
from actions.law.api_page import EXAMPLES, example
from actions.law.errors import SENTENCES
from tests.actions.law.pages.site import Read

client = TestClient(app)


def page() -> Read:
    read = Read()
    read.feed(client.get("/").text)
    return read


@pytest.mark.parametrize("path", sorted(EXAMPLES))
def test_every_example_on_the_page_answers(path: str) -> None:
    assert client.get(f"/{example(path)}").status_code == 200
    assert example(path) in page().links


def test_every_address_is_on_the_page_with_its_parameters() -> None:
    text = client.get("/").text
    for path, operations in app.openapi()["paths"].items():
        for operation in operations.values():
            assert path in text
            assert all(f"<code>{parameter['name']}</code>" in text for parameter in operation.get("parameters", []))


def test_the_type_of_a_problem_leads_to_its_code_on_the_page() -> None:
    assert set(SENTENCES) <= set(page().ids)
    told = client.get("/fee", params={"document": "passport"}).json()
    assert told["type"].removeprefix("./#") in page().ids


def test_the_page_needs_no_script_and_no_other_site() -> None:
    assert "script" not in page().tags
    assert not [link for link in page().links if "//" in link or link.startswith("/")]
