"""Every path that people reach, asked in every way: no 500, no trace of the inside, security headers on all of it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from bot.channels import app
from bot.channels.core import headers
from bot.channels.core import settings as bridge_settings
from bot.desk import accounts, passwords, sessions
from bot.desk.signing_in import SESSION_COOKIE
from tests.channels.assistant import StubAgent
from tests.channels.platforms import CHANNELS

REQUESTS = 500
"""Made-up requests, the same in each run; they take some seconds."""

EDITOR, PASSWORD = "lan", "bốn từ không ai ghép"

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
async def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str) -> AsyncIterator[Starlette]:
    """The whole bridge with every channel and the desk on; Rasa and the action server are a stub."""
    agent = StubAgent()
    await agent.start()
    for make in CHANNELS.values():
        for name, value in make().environment().items():
            monkeypatch.setenv(name, value)
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "x.html").write_text("<h1>Điều 24</h1>", encoding="utf-8")
    monkeypatch.setattr(app, "LAW_PAGES", tmp_path / "law")
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("RASA_URLS", agent.url)
    monkeypatch.setenv("ACTIONS_URL", agent.url)
    made = app.create(bridge_settings.load())
    made.state.bridge.database.open()
    monkeypatch.setattr(passwords, "COST", {"length": 32, "iterations": 1, "lanes": 1, "memory_cost": 8})
    made.state.bridge.database.call(lambda s: accounts.add(s, EDITOR, PASSWORD, "editor", None, ()) and None)
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
    assert {"/webhooks/web/message", "/webhooks/telegram/webhook", "/v1/fee", "/desk/sign-in"} <= set(asked)
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


WEEKS = ("9999-W52", "0001-W01", f"{'9' * 40}-W01")
NUMBERS = ("0", "-1", "1", "9" * 12, "9" * 40, "٣", "²", "1e9", "\x00", "nan", "", *WEEKS)
"""What a form or an address may say in place of a number."""

FORMS = st.dictionaries(
    st.sampled_from(("id", "version", "kind", "topic", "words", "first", "last", "text_vi", "phrases_vi", "lead_vi",
                     "rests_on", "office", "key", "channel", "shown")),
    st.sampled_from(NUMBERS) | st.text(max_size=30),
)  # fmt: skip

SEEN = st.dictionaries(st.sampled_from(("week", "days", "kind", "questions", "trouble", "done", "lang")),
                       st.sampled_from(NUMBERS) | st.text(max_size=20), max_size=3)  # fmt: skip


@pytest.mark.asyncio
async def test_nothing_that_an_editor_sends_breaks_the_desk(served: Starlette) -> None:
    database = served.state.bridge.database

    def sign_in(session: Session) -> str:
        account = accounts.enabled(session, EDITOR)
        assert account is not None
        return sessions.open_for(session, account)

    token: str = database.call(sign_in)
    word = sessions.form_word(token)
    transport = httpx.ASGITransport(served, raise_app_exceptions=False, client=("203.0.113.7", 4000))
    desk = [path for path in paths(served) if path.startswith("/desk/") and "sign-" not in path and "%" not in path]
    desk += [f"/desk/corrections/{quote(number)}" for number in NUMBERS]
    loop = asyncio.get_running_loop()
    cookie = {"cookie": f"{SESSION_COOKIE}={token}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://assistant.example", headers=cookie) as client:

        async def ask(path: str, form: dict[str, str] | None, query: dict[str, str]) -> None:
            if form is None:
                answered = await client.get(path, params=query)
            else:
                answered = await client.post(path, params=query, data={**form, "form_word": word})
            assert faults(answered) == [], (path, form, query, answered.text[:300])

        @settings(max_examples=REQUESTS, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
                  suppress_health_check=list(HealthCheck), derandomize=True)  # fmt: skip
        @given(st.sampled_from(desk), st.none() | FORMS, SEEN)
        def made_up(path: str, form: dict[str, str] | None, query: dict[str, str]) -> None:
            asyncio.run_coroutine_threadsafe(ask(path, form, query), loop).result(30)

        def every_number() -> None:
            for path in desk:
                asyncio.run_coroutine_threadsafe(ask(path, None, {}), loop).result(30)
                asyncio.run_coroutine_threadsafe(ask(path, {}, {}), loop).result(30)

        await asyncio.to_thread(every_number)
        await asyncio.to_thread(made_up)
