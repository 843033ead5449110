"""The assistant's sentences, read from the Rasa domain: one place for Rasa's own answers and for composed ones.

Rasa's responses cannot leave out a sentence or repeat a line, and an answer about a fee does both; so the actions
take the domain's sentences one by one, fill them in and send the whole as one message.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

RESPONSES = Path("bot/domain/responses")
LANGUAGES = ("vi", "es", "en")


@lru_cache(maxsize=1)
def _responses(folder: Path = RESPONSES) -> dict[tuple[str, str], dict[str, Any]]:
    """Return each response variation by (key, language)."""
    variations = {}
    for path in sorted(folder.glob("*.yml")):
        for key, options in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items():
            for option in options:
                language = next(c["value"] for c in option["condition"] if c["name"] == "language")
                variations[key, language] = option
    return variations


def say(key: str, language: str, **values: object) -> str:
    """Return the domain's response `key` in `language`, its {placeholders} filled in.

    Raises KeyError for a response or a placeholder that does not exist.
    """
    text: str = _responses()[key, language]["text"]
    return text.format(**values)


def buttons(key: str, language: str) -> list[dict[str, str]]:
    """Return the buttons of the domain's response `key` as title and payload."""
    # Rasa fills in responses with str.format as well, so the braces of a payload stand doubled in the domain.
    return [
        {"title": button["title"], "payload": button["payload"].format()}
        for button in _responses()[key, language].get("buttons", [])
    ]
