"""The page in headless Chromium, against the running assistant.

ASSISTANT_URL names one that runs already; ASSISTANT_URL=stub takes a stand-in, for quick work on the page alone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.e2e.conftest import Assistant, assistant  # noqa: F401  (a fixture)
from tests.widget import stub

WIDGET = Path(__file__).parents[2] / "bot" / "widget"
AXE = WIDGET / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE = {"width": 1280, "height": 860}
PHONE = {"width": 360, "height": 740}
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
"""A network with a round trip of 400 ms and 400 kbit/s."""


@pytest.fixture(scope="session")
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return where the assistant is."""
    if not (stub.DIST / "chat.js").exists():
        pytest.fail("the widget is not built: run `npm ci && npm run build` in bot/widget")
    named = os.environ.get("ASSISTANT_URL", "")
    if named == "stub":
        with stub.serve() as served:
            yield served
    elif named:
        yield named.rstrip("/")
    else:
        running: Assistant = request.getfixturevalue("assistant")
        yield running.page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    installed = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        # A website that a test makes up may load the assistant from this machine, as it may from any server.
        allowed = "--disable-features=LocalNetworkAccessChecks"
        browser = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox", allowed])
        yield browser
        browser.close()


class Chat:
    """What a citizen sees and does on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.launcher = page.locator(".launcher")
        self.window = page.locator("id-card-assistant dialog")
        self.field = page.locator("#question")
        self.log = page.locator("#messages")
        self.questions = page.locator(".user-message")
        self.answers = page.locator(".ai-message:has(.sources)")
        self.choices = page.locator(".choice")
        self.status = self.window.get_by_role("status")

    def open(self) -> Chat:
        self.launcher.click()
        expect(self.choices.first).to_be_visible()
        return self

    def ask(self, text: str) -> Locator:
        answered = self.answers.count()
        self.field.fill(text)
        self.field.press("Enter")
        expect(self.answers).to_have_count(answered + 1, timeout=20_000)
        return self.answers.last

    def menu(self, name: str) -> None:
        """Press what the menu holds."""
        self.window.get_by_role("button", name="Thêm", exact=True).click()
        self.window.get_by_role("button", name=name).click()

    def axe(self) -> list[str]:
        """Return the accessibility rules that the page breaks, with where."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "rules => axe.run(document, {runOnly: rules})",
            AXE_RULES,
        )
        return [f"{v['id']}: {[node['target'] for node in v['nodes']]}" for v in found["violations"]]


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., Chat]]:
    """Return a function that opens a page beneath the channel's path; options are those of the browser's context."""
    contexts = []

    def go(place: str = "", context: Any = None, **options: Any) -> Chat:
        if context is None:
            context = chromium.new_context(**{"viewport": WIDE, "color_scheme": "light", "locale": "vi-VN", **options})
            contexts.append(context)
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if "Content Security" in line.text else None)
        page.goto(f"{address}/webhooks/web/{place}")
        chat = Chat(page)
        chat.page.problems = problems  # type: ignore[attr-defined]
        opened.append(chat)
        return chat

    opened: list[Chat] = []
    yield go
    for chat in opened:
        assert chat.page.problems == []  # type: ignore[attr-defined]
    for context in contexts:
        context.close()
