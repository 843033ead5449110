from __future__ import annotations

from typing import Any

import pytest
from sanic import Sanic

from actions.review.groups import MOST, Asked
from actions.review.routes import Malformed, add_review, asked_of

ONE = {"text": "mất thẻ", "language": "vi"}


def test_questions_are_read() -> None:
    assert asked_of({"questions": [ONE], "language": "en"}) == ([Asked("mất thẻ", "vi")], "en")


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"questions": [ONE]},
        {"questions": [ONE], "language": "fr"},
        {"questions": "mất thẻ", "language": "vi"},
        {"questions": [ONE] * (MOST + 1), "language": "vi"},
        {"questions": [{"text": " ", "language": "vi"}], "language": "vi"},
        {"questions": [{"text": 1, "language": "vi"}], "language": "vi"},
        {"questions": ["mất thẻ"], "language": "vi"},
    ],
)
def test_what_is_malformed_is_refused_without_quoting_it(body: Any) -> None:
    with pytest.raises(Malformed) as refused:
        asked_of(body)
    assert "mất thẻ" not in str(refused.value)


def test_the_routes_stand_beside_the_actions_own() -> None:
    app: Sanic[Any, Any] = Sanic("review-of-a-test")
    add_review(app)
    assert {"/review/groups", "/review/law"} <= {f"/{route.path}" for route in app.router.routes}
