"""What the action server tells the desk, on loopback: groups of like questions, the law to review, added documents."""

from __future__ import annotations

import base64
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

logger = logging.getLogger(__name__)

READING_SECONDS = 400.0
"""Reading a file may take five minutes (actions/sources/reading/apart.py), adding it builds the index anew."""

PATIENCE_SECONDS = 15.0
"""Some hundred questions are encoded for one page, beside what citizens ask meanwhile."""

TRIAL_SECONDS = 60.0
"""The same for the trial of a correction: its first one encodes the questions of data/checks."""

Told = dict[str, Any]


class ActionServer:
    """Asks the action server; what it does not tell is None, and the log says why without anybody's words."""

    def __init__(self, url: str) -> None:
        self._client = httpx.AsyncClient(base_url=url, timeout=PATIENCE_SECONDS, trust_env=False)

    async def groups(self, questions: Sequence[tuple[str, str]], language: str) -> Told | None:
        """Return {"groups": [...]} of (text, language) pairs; actions/review/groups.py tells what a group holds."""
        asked = {"questions": [{"text": text, "language": spoken} for text, spoken in questions], "language": language}
        return await self._told("POST", "/review/groups", json=asked)

    async def law(self) -> Told | None:
        """Return what is to be reviewed in the law; actions/law/review.py tells what it holds."""
        return await self._told("GET", "/review/law")

    async def check_correction(self, draft: Told) -> Told | None:
        """Return {"wrong", "look_at", "shown"} of a correction (actions/corrections/routes.py)."""
        return await self._told("POST", "/corrections/check", json=draft)

    async def try_correction(self, draft: Told, number: int) -> Told | None:
        """Return what `check_correction` does of the correction of a number, and "trial": what it would change."""
        asked = {"json": draft, "params": {"number": number}, "timeout": TRIAL_SECONDS}
        return await self._told("POST", "/corrections/try", **asked)

    async def near(self, text: str, language: str) -> Told | None:
        """Return {"units", "passages"} that are known near a question (actions/corrections/near.py)."""
        return await self._told("POST", "/corrections/near", json={"text": text, "language": language})

    async def documents(self) -> Told | None:
        """Return {"added": [...]}; actions/review/documents.py tells what of each, and what the others return."""
        return await self._told("GET", "/review/documents")

    async def look_at(self, name: str, data: bytes, said: Mapping[str, str]) -> Told | None:
        """Let a file be read, and return what was understood of it, or {"refused"}."""
        sent = {**said, "name": name, "data": base64.b64encode(data).decode("ascii")}
        return await self._told("POST", "/review/documents/look", json=sent, timeout=READING_SECONDS)

    async def add_document(self, key: str, looked_through: bool) -> Told | None:
        """Add a file that was looked at; return {"id"} or {"refused"}."""
        sent = {"key": key, "looked_through": looked_through}
        return await self._told("POST", "/review/documents/add", json=sent, timeout=READING_SECONDS)

    async def remove_document(self, source_id: str) -> Told | None:
        """Remove an added document; return {"id"} or {"refused"}."""
        return await self._told("POST", "/review/documents/remove", json={"id": source_id}, timeout=READING_SECONDS)

    async def close(self) -> None:
        """End the connections."""
        await self._client.aclose()

    async def _told(self, method: str, path: str, **asked: Any) -> Told | None:
        try:
            answer = await self._client.request(method, path, **asked)
            answer.raise_for_status()
            told: Told = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            logger.error("the desk has no answer to %s from the action server: %s", path, type(error).__name__)
            return None
        return told
