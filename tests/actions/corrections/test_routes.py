from __future__ import annotations

from typing import Any

import pytest

from actions.corrections import routes
from tests.actions.made import know
from tests.common.corrections.made import draft


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The founding sources, and a fixed day."""
    monkeypatch.setenv("ASSISTANT_TODAY", "2026-11-29")
    know(monkeypatch)


def sent(**fields: Any) -> dict[str, Any]:
    return {**draft().model_dump(mode="json"), **fields}


def test_a_right_draft_is_shown_as_citizens_will_see_it() -> None:
    status, said = routes.checked(sent())
    assert (status, said["wrong"]) == (200, ())
    assert said["shown"]["en"].startswith("7 working days.\nBasis: Correction no. 0 (until 31 Dec 2026)")


def test_a_wrong_one_is_not_shown() -> None:
    status, said = routes.checked(sent(lead={"vi": "9 ngày.", "en": "9 days."}))
    assert (status, said["shown"]) == (200, {})
    assert len(said["wrong"]) == 2


@pytest.mark.parametrize("body", [None, [], {}, {"lead": 1}, sent(first="2027-01-01")])
def test_what_is_no_draft_is_refused_without_its_words(body: Any) -> None:
    status, said = routes.checked(body)
    assert status == 400
    assert said["wrong"]


@pytest.mark.parametrize("body", [None, {"text": "", "language": "vi"}, {"text": "gì", "language": "fr"}])
def test_what_is_no_question_is_refused(body: Any) -> None:
    assert routes.nearby(body)[0] == 400
