"""HTTP to the processes of a measurement, as a program or a page speaks to them: over connections that are kept."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LONGEST_ANSWER_SECONDS = 60.0
NOT_ANSWERED = frozenset({"unavailable", "closed", "too_many", "busy"})
"""Reasons that a channel names when it speaks itself, in the place of the dialogue (bot/channels/core/notices.py)."""

Answers = list[dict[str, Any]]


@dataclass
class Connections:
    """Connections to ports of this machine; each thread has its own and keeps them."""

    _local: threading.local = field(default_factory=threading.local)

    def post(
        self, port: int, path: str, content: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        """Send a JSON object; return the HTTP status and what was answered, read as JSON.

        A kept connection that the other side has closed meanwhile is made anew, once. Raise OSError or HTTPException
        when that does not help, or after LONGEST_ANSWER_SECONDS.
        """
        sent = json.dumps(content), {"Content-Type": "application/json", **(headers or {})}
        kept: dict[int, http.client.HTTPConnection] = self._local.__dict__.setdefault("kept", {})
        connection = kept.pop(port, None)
        answered = None
        if connection is not None:
            try:
                answered = _asked(connection, path, *sent)
            except ConnectionError:  # it was idle for too long
                connection.close()
        if connection is None or answered is None:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_ANSWER_SECONDS)
            answered = _asked(connection, path, *sent)
        kept[port] = connection
        return answered


def _asked(
    connection: http.client.HTTPConnection, path: str, body: str, headers: Mapping[str, str]
) -> tuple[int, Any]:
    connection.request("POST", path, body, dict(headers))
    response = connection.getresponse()
    return response.status, json.loads(response.read())


def fault(answers: Sequence[Mapping[str, Any]]) -> str | None:
    """Return why answers count as an error, None for those of the dialogue.

    Over REST a turn that failed is answered with 200 as well: with a notice that nothing can be looked up now.
    """
    reasons = {str((answer.get("custom") or {}).get("reason")) for answer in answers} & NOT_ANSWERED
    return "nothing said" if not answers else next(iter(sorted(reasons)), None)
