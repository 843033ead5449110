"""The compiled check accepts and refuses what Rasa's own does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import ValidationError, validate
from rasa.core.actions.action import RemoteAction

from bot import response_check

ACTION = RemoteAction("action_answer", None)
GOOD = {"events": [{"event": "slot", "name": "topic", "value": "fee"}], "responses": [{"text": "35.000 đồng"}]}
BAD: list[Any] = [
    {"events": "none", "responses": []},
    {"events": [], "responses": [{"text": "a"}, "b"]},
    {"events": [{"name": "slot without a kind"}], "responses": []},
    {"events": [{"event": "slot", "name": "topic"}], "responses": []},
    {"events": [{"event": "slot", "name": 1, "value": "fee"}], "responses": []},
    {"events": [{"event": "nonsense", "name": "topic", "value": "fee"}], "responses": []},
    [],
]


def test_a_good_response_passes() -> None:
    assert response_check.validate_action_result(ACTION, GOOD) is True


@pytest.mark.parametrize("response", BAD)
def test_what_the_schema_refuses_is_refused(response: Any) -> None:
    with pytest.raises(ValidationError):
        validate(response, RemoteAction.action_response_format_spec())
    with pytest.raises(ValidationError, match="Action server response"):
        response_check.validate_action_result(ACTION, response)


def test_it_takes_the_place_of_rasas_check() -> None:
    response_check.install()
    assert ACTION._validate_action_result(GOOD) is True
    with pytest.raises(ValidationError):
        ACTION._validate_action_result(BAD[0])


def test_it_is_several_times_faster_than_checking_the_schema_again() -> None:
    def seconds(check: Callable[..., Any], *arguments: Any) -> float:
        started = time.perf_counter()
        for _ in range(10):
            check(*arguments)
        return time.perf_counter() - started

    response_check.validate_action_result(ACTION, GOOD)
    stock = seconds(validate, GOOD, RemoteAction.action_response_format_spec())
    assert seconds(response_check.validate_action_result, ACTION, GOOD) * 3 < stock
