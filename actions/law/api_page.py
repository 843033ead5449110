"""The API's own page: every address with its parameters and an example, every error by its code. No script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from actions.law.errors import SENTENCES
from actions.law.pages.build import environment

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "/fee": {"document": "can_cuoc", "reason": "lost", "day": "2026-11-29", "trace": "true"},
    "/deadline": {"document": "can_cuoc", "reason": "lost", "received": "2026-11-19", "trace": "true"},
    "/checklist": {"document": "cccd", "reason": "lost", "day": "2026-11-29"},
    "/places": {"written": "xã Hòa Ninh, huyện Hòa Vang, Đà Nẵng"},
    "/calendar.ics": {"kind": "deadline", "document": "can_cuoc", "reason": "lost", "received": "2026-11-19"},
}
"""A request that answers, for each address that is asked by its parameters."""


def html(described: Mapping[str, Any]) -> str:
    """Return the page of an OpenAPI description."""
    operations = [
        {
            "id": operation["operationId"],
            "address": f"{method.upper()} {path}",
            "summary": operation["summary"],
            "description": operation["description"],
            "parameters": [_parameter(one) for one in operation.get("parameters", [])],
            "example": example(path),
        }
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    page = environment().get_template("api.html")
    codes = {code: sentences["en"] for code, sentences in SENTENCES.items()}
    return page.render(
        info=described["info"],
        operations=operations,
        codes=codes,
        body=described["components"]["schemas"]["RenewalQuestion"],
    )


def style() -> str:
    """Return the page's style: that of the law pages, and of tables and code."""
    return environment().get_template("api.css").render()


def example(path: str) -> str | None:
    """Return a request that answers, relative to the page; None for an address that takes a body."""
    return f"{path.strip('/')}?{urlencode(EXAMPLES[path])}" if path in EXAMPLES else None


def _parameter(described: Mapping[str, Any]) -> dict[str, Any]:
    """Return a parameter's name, whether it is required, what it is, and its values or an example."""
    schema = described["schema"]
    schema = schema.get("items", schema)
    return {
        "name": described["name"],
        "required": described["required"],
        "description": described.get("description") or schema.get("description", ""),
        "values": ", ".join(map(str, schema.get("enum") or schema.get("examples") or ("true", "false"))),
    }
