from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.desk import action_server
from tests.bot.desk.conftest import Clerk

REVIEW = {
    "day": "2026-11-30",
    "overdue": [{"row": "fee-2026", "due": "2026-11-01", "basis": ["tt-73#1"]}],
    "waiting": [{"row": "half-2026", "since": "2027-01-01", "why": "The cut ends.", "settled_by": "a row"}],
    "ending": [{"unit": "lost-fee", "file": "fees.yml", "ground_until": "2026-12-31", "words_until": None}],
}


def test_what_is_due_is_listed(signed_in: Callable[..., Clerk], monkeypatch: pytest.MonkeyPatch) -> None:
    async def law(_server: Any) -> dict[str, Any]:
        return REVIEW

    monkeypatch.setattr(action_server.ActionServer, "law", law)
    page = signed_in().get("/desk/law?lang=vi").text
    assert "hạn soát 01/11/2026" in page
    assert "từ 01/01/2027" in page
    assert "căn cứ hết ngày 31/12/2026" in page


def test_without_the_action_server_the_page_says_so(signed_in: Callable[..., Clerk]) -> None:
    assert "does not answer now" in signed_in().get("/desk/law").text
