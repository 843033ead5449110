"""schemathesis tries what the API's own description allows, and what it does not."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings

from actions.law.api import app

EXAMPLES = 25
"""Requests an operation and phase: with the app in the process all of them take some seconds."""

schema = schemathesis.openapi.from_asgi("/openapi.json", app)


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_api_keeps_its_own_description(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate()
