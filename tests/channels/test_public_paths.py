"""Every path that people reach, asked in every way: no 500, no trace of the inside, security headers on all of it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from bot.channels import app
from bot.channels.core import headers
from bot.channels.core import settings as bridge_settings
from tests.channels.assistant import StubAgent
from tests.channels.platforms import CHANNELS

REQUESTS = 500
"""Made-up requests, the same in each run; they take some seconds."""

TRACES = re.compile(r"Traceback|File \"|site-packages|sqlalchemy|/bot/channels|\.py\b", re.IGNORECASE)
"""What only the inside knows."""

STRANGE = (
    "%00",
    "%2e%2e%2f%2e%2e%2fvar%2fbridge.db",
    "..%5c..",
    "%ff",
    "é",
    "a" * 3_000,
    "{}",
    "'--",
    "%0d%0aX-Y:%201",
)

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")

NAMES = (
    "token",
    "text",
    "payload",
    "id",
    "vote",
    "language",
    "office",
    "country",
    "day",
    "document",
    "message",
    "entry",
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.sampled_from(STRANGE),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=8,
)

BODIES = st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()) | st.just(b"[" * 20_000)

HEADERS = st.dictionaries(
    st.sampled_from(
        (
            "Authorization",
            "Origin",
            "Referer",
            "Accept-Language",
            "Accept-Encoding",
            "Host",
            "X-Real-IP",
            "Content-Type",
            "X-Telegram-Bot-Api-Secret-Token",
            "X-Hub-Signature-256",
            "X-ZEvent-Signature",
            "If-None-Match",
            "Range",
        )
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
    | st.sampled_from(("", "*", "a,b;q=x", "::")),
    max_size=4,
)

QUERIES = st.dictionaries(st.sampled_from(NAMES), st.text(max_size=20) | st.sampled_from(STRANGE), max_size=3)


def paths(served: Starlette) -> list[str]:
    """Return every path that is served, and a strange one beneath each parameter and each folder."""

    def walk(routes: Any, before: str) -> Iterator[str]:
        for route in routes:
            if isinstance(route, Mount):
                inner = getattr(route.app, "routes", None)
                yield from (
                    walk(inner, before + route.path) if inner else (f"{before}{route.path}/{s}" for s in STRANGE)
                )
            elif isinstance(route, Route):
                found = before + route.path
                parameter = re.search(r"{[^}]*}", found)
                yield from (found.replace(parameter[0], s) for s in (*STRANGE, "x")) if parameter else (found,)

    return sorted({*walk(served.routes, ""), "/desk/", "/law/", "/law/x.html", "/nothing"})


@pytest_asyncio.fixture
async def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Starlette]:
    """The whole bridge with every channel on; Rasa and the action server are a stub."""
    agent = StubAgent()
    await agent.start()
    for make in CHANNELS.values():
        for name, value in make().environment().items():
            monkeypatch.setenv(name, value)
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "x.html").write_text("<h1>Điều 24</h1>", encoding="utf-8")
    monkeypatch.setattr(app, "LAW_PAGES", tmp_path / "law")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/bridge.db")
    monkeypatch.setenv("RASA_URLS", agent.url)
    monkeypatch.setenv("ACTIONS_URL", agent.url)
    made = app.create(bridge_settings.load())
    made.state.bridge.database.open()
    yield made
    made.state.bridge.database.close()
    await agent.stop()


def faults(answered: httpx.Response) -> list[str]:
    """Return what an answer must not be or lack."""
    found = [f"{answered.status_code}"] if answered.status_code >= 500 and answered.status_code != 503 else []
    if answered.headers.get("content-type", "").startswith(("text/plain", "application/")):
        found += TRACES.findall(answered.text[:5_000])
    return found + [f"no {name}" for name in headers.DEFAULTS if name not in answered.headers]


@pytest.mark.asyncio
async def test_no_request_breaks_a_public_path(served: Starlette) -> None:
    transport = httpx.ASGITransport(served, raise_app_exceptions=False, client=("203.0.113.7", 4000))
    asked = paths(served)
    assert {"/webhooks/web/message", "/webhooks/telegram/webhook", "/v1/fee", "/health/live"} <= set(asked)
    loop = asyncio.get_running_loop()
    async with httpx.AsyncClient(transport=transport, base_url="http://assistant.example", timeout=20) as client:

        async def ask(method: str, path: str, sent: dict[str, Any]) -> None:
            answered = await client.request(method, path, **sent)
            assert faults(answered) == [], (method, path, sent, answered.text[:300])

        def every_path() -> None:
            for path in asked:
                for method in METHODS if "%" not in path else ("GET", "POST"):
                    asyncio.run_coroutine_threadsafe(ask(method, path, {}), loop).result(30)

        @settings(
            max_examples=REQUESTS,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        )
        @given(st.sampled_from(METHODS), st.sampled_from(asked), BODIES, HEADERS, QUERIES)
        @example("POST", "/webhooks/web/message", b"[" * 20_000, {}, {})
        @example("POST", "/webhooks/web/session", b"{}", {"Origin": "http://[::"}, {})
        def made_up(method: str, path: str, body: bytes, sent: dict[str, str], query: dict[str, str]) -> None:
            request = {"content": body, "headers": sent, "params": query}
            asyncio.run_coroutine_threadsafe(ask(method, path, request), loop).result(30)

        await asyncio.to_thread(every_path)
        await asyncio.to_thread(made_up)
