"""Waits until the action server, Rasa and the bridge answer, then prints where the page is."""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.error
import urllib.request

ACTIONS = "http://127.0.0.1:5055/health"
ASSISTANT = "http://127.0.0.1:5005/webhooks/rest/webhook"
PAGE = f"http://127.0.0.1:{os.environ.get('BRIDGE_PORT') or 8000}/webhooks/web/"
LONGEST_WAIT_SECONDS = 300


def _answers(url: str, body: dict[str, str] | None = None) -> bool:
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status == 200 and (body is None or len(response.read()) > len("[]"))
    except (urllib.error.URLError, OSError):
        return False


def wait() -> bool:
    """Return True when all answer, False when they do not within the longest wait."""
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < end:
        # The first turn also warms the model up, so that no citizen waits for it.
        warm = _answers(ACTIONS) and _answers(ASSISTANT, {"sender": "start", "message": "xin chào"})
        if warm and _answers(f"{PAGE}health"):
            return True
        time.sleep(1)
    return False


if __name__ == "__main__":
    started = time.monotonic()
    if not wait():
        print("The assistant did not get ready; the lines above tell why.", file=sys.stderr)
        sys.exit(1)
    print(f"\nReady after {time.monotonic() - started:.0f} s. The page: {PAGE}   (stop with Ctrl-C)\n", flush=True)
