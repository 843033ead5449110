"""The way to Rasa: a turn of the conversation and its deletion, over the REST channel on loopback.

A conversation stays with one Rasa worker while that lives; another takes over, and reads what the first one kept.
"""

from __future__ import annotations

import logging
import time
import zlib
from collections.abc import Sequence
from typing import Any

import httpx

logger = logging.getLogger(__name__)

Answer = dict[str, Any]

ANSWER_SECONDS = 35.0
"""Longest wait for an answer: Rasa itself gives a turn up after 30 s."""

CONNECT_SECONDS = 2.0

DOWN_SECONDS = 1.0
"""How long a worker that did not answer is left alone while another one does."""

KEPT = ("text", "buttons", "custom", "image", "attachment")


class RasaAway(Exception):
    """No worker could be asked, now."""


class TurnFailed(Exception):
    """Rasa was asked and could not answer."""


class RasaClient:
    """Asks Rasa's workers."""

    def __init__(self, workers: Sequence[str]) -> None:
        """`workers` are their addresses."""
        self._workers = list(workers)
        self._down: dict[str, float] = {}
        # No limit here: the bridge itself limits what it works on. Proxies of the machine do not lead to loopback.
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=50),
            trust_env=False,
        )

    async def ask(self, worker: str | None, turn: dict[str, Any]) -> tuple[list[Answer], str]:
        """Return the answers to a turn and the worker that gave them, preferably `worker`.

        `turn` is the body of the REST channel (bot/rest.py), whose "id" makes asking again harmless. Raise RasaAway
        when nobody can be asked, TurnFailed when the dialogue failed.
        """
        response, asked = await self._post(worker, turn["sender"], "webhook", turn)
        if response.status_code == 500:
            raise TurnFailed(asked)
        if response.status_code != 200:
            raise RasaAway(f"{asked}: HTTP {response.status_code}")
        answers = [{key: answer[key] for key in KEPT if answer.get(key)} for answer in response.json()]
        return answers, asked

    async def forget(self, worker: str | None, sender: str) -> None:
        """Have what the dialogue remembers of a sender deleted; raise RasaAway when it could not be."""
        response, asked = await self._post(worker, sender, "forget", {"sender": sender})
        if response.status_code != 200:
            raise RasaAway(f"{asked}: HTTP {response.status_code}")

    async def remembered(self, worker: str | None, sender: str) -> dict[str, Any]:
        """Return what the dialogue remembers of a sender; raise RasaAway when it could not be asked."""
        response, asked = await self._post(worker, sender, "remembered", {"sender": sender})
        if response.status_code != 200:
            raise RasaAway(f"{asked}: HTTP {response.status_code}")
        told: dict[str, Any] = response.json()
        return told

    async def health(self) -> dict[str, bool]:
        """Return which workers answer; Rasa listens once its model is loaded."""
        return {worker: await answers(self._client, f"{worker}/webhooks/rest/") for worker in self._workers}

    async def is_well(self, url: str) -> bool:
        """Say whether another process on loopback answers."""
        return await answers(self._client, url)

    async def close(self) -> None:
        """End the connections."""
        await self._client.aclose()

    def _order(self, worker: str | None, sender: str) -> list[str]:
        """Return the workers in the order in which they are asked: the own one, then from a place of its hash."""
        start = zlib.crc32(sender.encode()) % len(self._workers)
        others = [*self._workers[start:], *self._workers[:start]]
        first = [worker] if worker in others else []
        ordered = [*first, *(other for other in others if other != worker)]
        now = time.monotonic()
        return sorted(ordered, key=lambda one: self._down.get(one, 0.0) > now)

    async def _post(
        self, worker: str | None, sender: str, path: str, body: dict[str, Any]
    ) -> tuple[httpx.Response, str]:
        problem = "no worker"
        for one in self._order(worker, sender):
            for _ in range(2):  # a kept connection may have ended meanwhile; the turn's id makes a second try harmless
                try:
                    response = await self._client.post(f"{one}/webhooks/rest/{path}", json=body)
                except httpx.RemoteProtocolError as error:
                    problem = f"{one}: {type(error).__name__}"
                    continue
                except httpx.ReadTimeout:  # it may still be at it: nobody else is asked the same meanwhile
                    raise RasaAway(f"{one}: no answer within {ANSWER_SECONDS:.0f} s") from None
                except httpx.TransportError as error:
                    problem = f"{one}: {type(error).__name__}"
                    break
                self._down.pop(one, None)
                return response, one
            self._down[one] = time.monotonic() + DOWN_SECONDS
        raise RasaAway(problem)


async def answers(client: httpx.AsyncClient, url: str) -> bool:
    """Say whether something answers there, with success, in two seconds."""
    try:
        return (await client.get(url, timeout=CONNECT_SECONDS)).status_code == 200
    except httpx.TransportError:
        return False
