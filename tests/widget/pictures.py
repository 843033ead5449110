"""The pictures of docs/images, over the built widget and an example office: `python -m tests.widget.pictures`.

The office is made up and says so; the answers are the law's tables' on the day of the stub.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from actions.answers import checklist, fee, parts, person
from actions.question import Question
from common import offices
from tests.widget import stub

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
WIDE, PHONE, ZOOMED = (1280, 860), (390, 844), (320, 215)
TALKS = {
    # picture -> screen, theme, language, question, what answers it
    "talk-wide": (WIDE, "light", "vi", "Mất thẻ căn cước thì làm lại thế nào?", "checklist"),
    "talk-wide-dark": (WIDE, "dark", "es", "¿Cómo repongo la tarjeta?", "checklist"),
    "talk-phone": (PHONE, "light", "vi", "Mất thẻ làm lại hết bao nhiêu tiền?", "fee"),
    "talk-phone-dark": (PHONE, "dark", "en", "Can I talk to a person?", "person"),
    "talk-400": (ZOOMED, "light", "vi", "Mất thẻ làm lại hết bao nhiêu tiền?", "fee"),
}
PAGES = {
    "page-wide": (WIDE, "light", "?lang=vi"),
    "page-wide-dark": (WIDE, "dark", "?lang=es"),
    "page-phone": (PHONE, "light", "?lang=vi"),
    "page-phone-dark": (PHONE, "dark", "?lang=en"),
    "task-phone": (PHONE, "light", "tasks/lost?lang=vi"),
    "person-phone": (PHONE, "light", "tasks/person?lang=en"),
}


def message(kind: str, language: str) -> dict[str, Any]:
    """Return what the assistant answers about a lost card."""
    asked = Question(language=language, intent="checklist", text="", entities={}, country="vn", reason="lost")
    day = stub.NOW.date()
    replies = {
        "checklist": lambda: checklist.answer(asked, day),
        "fee": lambda: fee.answer(asked, day),
        "person": lambda: person.answer(asked, stub.NOW),
    }
    reply = replies[kind]()
    return {"text": reply.text, "buttons": list(reply.buttons), "custom": reply.custom()}


LOCALES = {"vi": "vi-VN", "es": "es-ES", "en": "en-GB"}


def opened(browser: Browser, screen: tuple[int, int], theme: Any, address: str) -> Page:
    """Return a page in a browser of its own."""
    width, height = screen
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        reduced_motion="reduce",
        has_touch=width < 600,
        locale=LOCALES[address.rpartition("lang=")[2]],
    )
    page.goto(address)
    return page


def talk(browser: Browser, root: str, name: str) -> None:
    """Ask, wait for the answer, and take the picture."""
    screen, theme, language, question, kind = TALKS[name]
    page = opened(browser, screen, theme, f"{root}?lang={language}")
    answer = message(kind, language)

    def fulfill(route: Route) -> None:
        route.fulfill(json={"messages": [answer]})

    page.route("**/message", fulfill)
    page.evaluate("text => idCardAssistant.ask(text)", question)
    page.locator(".ai-message:has(.sources)").wait_for(timeout=60_000)
    if kind == "checklist":
        page.locator(".list .filed input").fill(stub.NOW.date().isoformat())
        page.locator(".list .keep a").wait_for()
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / f"{name}.png")
    page.close()


def main(names: list[str]) -> None:
    """Take the pictures named, or all of them."""
    folder = Path(tempfile.mkdtemp())
    shutil.copy(ROOT / "deploy" / "offices" / "example.yml", folder)
    example = offices.Offices(folder)
    setattr(offices, "current", lambda: example)  # noqa: B010
    setattr(parts, "library", stub._library)  # noqa: B010
    with stub.serve() as address, sync_playwright() as playwright:
        root = f"{address}{stub.PREFIX}"
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name in names or [*PAGES, *TALKS]:
            if name in TALKS:
                talk(browser, root, name)
            else:
                screen, theme, place = PAGES[name]
                page = opened(browser, screen, theme, f"{root}{place}")
                page.screenshot(path=IMAGES / f"{name}.png")
                page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
