"""Pages from data: which page a request asks for, what it needs from the action server, and its HTML.

No server and no network here: a channel asks, fetches `asked.data` and sends `answer`. Mounting it takes a few lines
(docs/widget.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from markupsafe import Markup, escape

from bot.page import runs
from bot.page.filling import environment

FOLDER = Path(__file__).parent
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "es": "Español", "en": "English"}
TASKS = ("lost", "change", "first", "money", "time", "person")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    "Vary": "Accept-Language",
}


@dataclass(frozen=True)
class Asked:
    """A page that is asked for: its view ("home", "task", "privacy", "office"), task, language and office.

    root: how to get from the page to the channel's own path, "" or "../".
    """

    view: str
    language: str
    task: str | None = None
    office: str | None = None
    root: str = ""

    @property
    def data(self) -> str:
        """Return the path on the action server that tells what the page shows."""
        path = f"/page/{self.task or 'home'}?language={self.language}"
        return f"{path}&office={quote(self.office, safe='')}" if self.office else path


def asked(path: str, query: Mapping[str, str], accept_language: str = "", office: str | None = None) -> Asked | None:
    """Return which page a path beneath the channel's own asks for; None for no page.

    path: "", "privacy", "tasks/lost", or "office" (the widget's). office: the key of the office that the page's
    address belongs to; a widget's tag may name another.
    """
    language = spoken(query.get("lang", ""), accept_language)
    if path == "office":
        return Asked(path, language, office=query.get("office") or office)
    if path in ("", "privacy"):
        return Asked(path or "home", language, office=office)
    room, _, name = path.partition("/")
    if room == "tasks" and name in TASKS:
        return Asked("task", language, name, office, root="../")
    return None


def spoken(chosen: str, accept_language: str) -> str:
    """Return the language of a page: the one chosen, else the browser's; English where it knows none of ours."""
    if chosen in LANGUAGE_NAMES:
        return chosen
    wished: list[tuple[float, str]] = []
    for part in accept_language.split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            wished.append((-float(quality or 1), tag[:2].lower()))
        except ValueError:
            continue
    known = [language for _, language in sorted(wished, key=lambda one: one[0]) if language]
    if not known or known == ["*"]:
        return "vi"
    return next((language for language in known if language in LANGUAGE_NAMES), "en")


def answer(page: Asked, data: Mapping[str, Any] | None, keep_days: int) -> tuple[str, dict[str, str]]:
    """Return what is sent for a page, and its headers: HTML, or for the widget the office and its notices as JSON.

    keep_days: how long a conversation is kept after its last word, as the bridge is set.
    """
    if page.view != "office":
        return html(page, data, keep_days), {**HEADERS, "Content-Type": "text/html; charset=utf-8"}
    shown = {"office": (data or {}).get("office"), "notices": (data or {}).get("widget_notices", [])}
    headers = {**HEADERS, "Content-Type": "application/json", "Access-Control-Allow-Origin": "*"}
    return json.dumps(shown, ensure_ascii=False), headers


def html(page: Asked, data: Mapping[str, Any] | None, keep_days: int) -> str:
    """Return a page's HTML; without data it says so, and its frame, its tasks and its question field remain."""
    words = {key: said[page.language] for key, said in _words().items()}
    shown: Mapping[str, Any] = data or {"office": None, "notices": [], "sections": [], "day": None}
    day = date.fromisoformat(shown["day"]) if shown["day"] else None
    template = environment(FOLDER / "templates").get_template(f"{page.view}.html")
    return template.render(
        page=page,
        data=shown,
        ready=data is not None,
        say=words,
        keep_days=keep_days,
        day=_figures(day, page.language) if day else None,
        languages=LANGUAGE_NAMES,
        tasks=TASKS,
        marked=lambda text, numbers=(): runs.marked(text, page.language, numbers),
        whole=lambda text: runs.whole(text, page.language),
        paragraphs=lambda text: [line for line in str(text).split("\n") if line.strip()],
        tel=lambda number: "".join(one for one in number if one.isdigit() or one == "+"),
        outside=lambda address, text: outside(address, text, words["new_window"]),
    )


def outside(address: str, text: str, note: str) -> Markup:
    """Return a link that leaves the assistant, said to open a page of its own."""
    return Markup(
        '<a href="{}" target="_blank" rel="noopener noreferrer">{}<span class="hidden"> {}</span></a>'
    ).format(address, escape(text), note)


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = yaml.safe_load((FOLDER / "words.yml").read_text(encoding="utf-8"))
    return words


def _figures(day: date, language: str) -> str:
    """Return a day as people type it: "30/11/2026", in English "30 Nov 2026"."""
    return f"{day.day} {day:%b} {day.year}" if language == "en" else f"{day:%d/%m/%Y}"
