"""A stand-in for Rasa and the action server: echoes quickly, so that a test in a minute can kill it often.

`python -m tests.channels.standin PORT`. It answers the REST channel (bot/rest.py) and /health; what it answers follows
from the message alone, so that the same id gets the same answer after a kill, too.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from typing import Any

from tests.channels import rest_server

SECONDS = 0.02


async def turn(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    await asyncio.sleep(SECONDS)
    custom = {"status": "chat", "language": "vi"}
    return [{"recipient_id": fields["sender"], "text": f"Trả lời: {fields['message']}", "custom": custom}]


async def forget(_fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"deleted": True}


async def remembered(_fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"slots": {}, "events": []}


if __name__ == "__main__":
    rest_server.serve(int(sys.argv[1]), turn, forget, remembered)
