from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from actions.law.api import app

client = TestClient(app)
RENEWAL = {"kind": "renewal", "document": "cccd", "due": "2030-05-20"}


def test_the_file_is_saved_under_a_name_of_its_own() -> None:
    response = client.get("/calendar.ics", params=RENEWAL)
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="renewal-2030-05-20.ics"'


@pytest.mark.parametrize(
    ("params", "status", "field"),
    [
        ({"kind": "renewal", "document": "cccd"}, 409, "due"),
        ({"kind": "deadline", "document": "cccd", "reason": "lost"}, 409, "received"),
        ({**RENEWAL, "due": "9999-12-31"}, 404, "due"),
        ({**RENEWAL, "document": "passport"}, 422, "document"),
        ({**RENEWAL, "due": "1561-03-01"}, 404, "due"),
        ({**RENEWAL, "procedure": "exchange"}, 409, "procedure"),
        ({"kind": "deadline", "document": "cccd", "reason": "lost", "due": "2030-05-20"}, 409, "due"),
        ({**RENEWAL, "birth_date": "1990-05-20"}, 422, "birth_date"),
        ({**RENEWAL, "kind": "birthday"}, 422, "kind"),
    ],
)
def test_what_is_missing_or_wrong_is_a_problem(params: dict[str, Any], status: int, field: str) -> None:
    told = client.get("/calendar.ics", params=params).json()
    assert (told["status"], told["field"]) == (status, field)
