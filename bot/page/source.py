"""What a page shows, asked of the action server on loopback."""

from __future__ import annotations

import json
import logging
import os
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from bot.page.site import Asked

logger = logging.getLogger(__name__)

ACTIONS = os.environ.get("ACTIONS_URL") or "http://127.0.0.1:5055"
"""Where the action server is (endpoints.yml tells Rasa the same)."""
LONGEST_WAIT = 3.0
"""Seconds; a page without its data still has its tasks and its question field."""


def data(page: Asked, server: str = ACTIONS) -> dict[str, Any] | None:
    """Return what a page shows, None (and why, in the log) when the action server does not tell. It blocks."""
    try:
        with urlopen(f"{server}{page.data}", timeout=LONGEST_WAIT) as answer:
            told: dict[str, Any] = json.load(answer)
            return told
    except (URLError, OSError, ValueError) as error:
        logger.error("a page has no content: the action server at %s does not answer (%s)", server, error)
        return None
