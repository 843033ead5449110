"""What the website's pages show: the answers of a task, the office and its notices, as JSON for `bot/page`.

The cases of each task are rows of data/tasks.yml; the answers are those that a citizen gets who asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import yaml

from actions import settings
from actions.answers import checklist, deadline, fee, office, parts, person
from actions.question import Question
from actions.reply import Reply
from common import offices, vocabulary
from common.clock import now

TASKS = settings.ROOT / "data" / "tasks.yml"
COUNTRY = "vn"
"""Whose procedures the pages are about; of China's the talk tells."""


class NoSuchPage(LookupError):
    """A task that data/tasks.yml does not name."""


@lru_cache(maxsize=1)
def tasks() -> dict[str, list[dict[str, Any]]]:
    """Return task -> sections, as data/tasks.yml has them."""
    read: dict[str, list[dict[str, Any]]] = yaml.safe_load(TASKS.read_text(encoding="utf-8"))
    return read


def home(language: str, office_key: str | None = None, at: datetime | None = None) -> dict[str, Any]:
    """Return what every page shows, and the widget: {"language", "day" (ISO), "office", "notices", "widget_notices"}.

    Without an office None and [].
    """
    at, spoken = at or now(), language if language in vocabulary.LANGUAGES else "vi"
    own = offices.current().named(office_key)

    return {
        "language": spoken,
        "day": at.date().isoformat(),
        "office": office.described(own, at, spoken) if own else None,
        "notices": office.notices(own, at.date(), "page", spoken),
        "widget_notices": office.notices(own, at.date(), "widget", spoken),
    }


def task(name: str, language: str, office_key: str | None = None, at: datetime | None = None) -> dict[str, Any]:
    """Return a task's page: that of `home`, and "sections".

    A section is {"title", "answer", "text", "citations", "numbers", "filing"}. numbers: telephone numbers that the
    text names, as they are written. filing: the case of a list whose last day can be worked out from a day of filing,
    None where there is none.

    Raises NoSuchPage for a task that there is not.
    """
    if name not in tasks():
        raise NoSuchPage(f"no task is called {name!r}; there are {', '.join(tasks())}")
    at = at or now()
    shown = home(language, office_key, at)
    sections = [_section(section, shown["language"], office_key, at) for section in tasks()[name]]
    return {**shown, "task": name, "sections": sections}


def _section(section: Mapping[str, Any], language: str, office_key: str | None, at: datetime) -> dict[str, Any]:
    title = section["title"][language]
    if "passages" in section:
        cited = parts.citations(section["passages"], language, at.date())
        return {
            "title": title,
            "answer": None,
            "text": _texts(cited),
            "citations": cited,
            "numbers": [],
            "filing": None,
        }
    reply = _reply(section, language, office_key, at)
    said = reply.answer.contract(language) if reply.answer else None
    numbers = [one["number"] for one in (reply.contact or {}).get("telephones", ())]
    return {
        "title": title,
        "answer": said,
        "text": reply.text,
        "citations": list(reply.citations),
        "numbers": numbers,
        "filing": (reply.computed or {}).get("filing"),
    }


def _reply(section: Mapping[str, Any], language: str, office_key: str | None, at: datetime) -> Reply:
    asked = Question(
        language=language,
        intent="checklist",
        text="",
        entities={name: (value,) for name, value in section["of"].items()},
        country=COUNTRY,
        office=office_key,
        **section["of"],
    )
    if section["answer"] == "person":
        return person.answer(asked, at)
    computed: dict[str, Callable[..., Reply]] = {
        "checklist": checklist.answer,
        "fee": fee.answer,
        "deadline": deadline.answer,
    }
    return office.beside(computed[section["answer"]](asked, at.date()), asked, at)


def _texts(cited: list[dict[str, Any]]) -> str:
    return "\n".join(str(citation["text"]) for citation in cited)
