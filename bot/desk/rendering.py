"""Templates and words of the desk: bot/desk/templates, and bot/desk/words in three languages."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.page.filling import environment
from bot.page.site import LANGUAGE_NAMES
from common import clock, vocabulary

FOLDER = Path(__file__).parent


class Words:
    """What the desk says in one language; a template writes `say.search` or `say("found", count=3)`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __getattr__(self, key: str) -> str:
        if key not in words():
            raise AttributeError(key)
        return self(key)

    def __call__(self, key: str, **values: object) -> str:
        """Return a sentence, its {placeholders} filled in; KeyError for one that there is not."""
        return words()[key][self.language].format(**values)

    def of(self, kind: str, value: str | None) -> str:
        """Return how a value is said: the desk's own word `<kind>_<value>`, else the vocabulary's, else itself."""
        own = words().get(f"{kind}_{value}")
        if own is not None:
            return own[self.language]
        known = vocabulary.load()
        return known.label(kind, value, self.language) if value and known.is_known(kind, value) else value or "–"


def html(template: str, language: str, **shown: Any) -> str:
    """Return a template's HTML."""
    return (
        environment(FOLDER / "templates")
        .get_template(template)
        .render(
            say=Words(language),
            languages=LANGUAGE_NAMES,
            when=moment,
            day=lambda iso: date.fromisoformat(iso).strftime("%d/%m/%Y"),
            share=lambda part, whole: f"{round(100 * part / whole)} %" if whole else "–",
            **shown,
        )
    )


def moment(seconds: float) -> str:
    """Return a moment as a clerk reads it: "30/11/2026 14:05", in Vietnam's time."""
    return clock.time_of(seconds).strftime("%d/%m/%Y %H:%M")


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """Return key -> language -> sentence, of all files."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted((FOLDER / "words").glob("*.yml")):
        found |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return found
