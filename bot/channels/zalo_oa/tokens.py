"""The tokens of a Zalo Official Account: one to send with, and a rotating one to make the next.

A refresh token works once: what it yields is on the disk before it is used, and only one refresh runs at a
time, in all processes of this machine.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import hashlib
import json
import logging
import os
import time
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from bot.channels.core import delivery
from bot.channels.core.webhooks import text

logger = logging.getLogger(__name__)

RENEW_BEFORE_SECONDS = 10 * 60
"""A token is renewed this long before its end, lest it end on the way."""

DEFAULT_LIFE_SECONDS = 25 * 60 * 60
"""Life of an access token where Zalo's answer does not say it."""


@dataclass(frozen=True)
class Tokens:
    """What is kept on the disk; `origin` is the hash of the ZALO_REFRESH_TOKEN that it goes back to."""

    access: str
    refresh: str
    expires_at: float
    origin: str

    def is_fresh(self) -> bool:
        """Say whether the access token can still be used for a while."""
        return bool(self.access) and time.time() < self.expires_at - RENEW_BEFORE_SECONDS


class TokenKeeper:
    """Gives the access token, renewed when it is due."""

    def __init__(
        self, file: Path, app_id: str, app_secret: str, first: str, base: str, client: httpx.AsyncClient
    ) -> None:
        """`first` is the refresh token of the settings: used once, and again when the operator changes it."""
        self._file = file
        self._app_id, self._app_secret, self._first = app_id, app_secret, first
        self._url = f"{base.rstrip('/')}/v4/oa/access_token"
        self._client = client
        self._lock = asyncio.Lock()
        self._tokens: Tokens | None = None

    async def access(self) -> str:
        """Return an access token that is not about to end; raise a SendError when there is none."""
        tokens = self._tokens = self._tokens or self._read()
        return tokens.access if tokens.is_fresh() else await self.renew(tokens.access)

    async def renew(self, refused: str) -> str:
        """Return an access token other than `refused`: one that was made meanwhile, else a new one."""
        async with self._alone():
            tokens = self._read()
            if tokens.access == refused or not tokens.is_fresh():
                tokens = await self._refresh(tokens)
                await asyncio.to_thread(self._write, tokens)  # a busy disk must not hold up the webhook
            self._tokens = tokens
            return tokens.access

    async def _refresh(self, tokens: Tokens) -> Tokens:
        answered = await delivery.post(
            self._client,
            self._url,
            headers={"secret_key": self._app_secret},
            data={
                "refresh_token": tokens.refresh,
                "app_id": self._app_id,
                "grant_type": "refresh_token",
            },
        )
        fields = delivery.fields(answered)
        access, refresh = text(fields.get("access_token")), text(fields.get("refresh_token"))
        if not access or not refresh:
            why = text(fields.get("error_description")) or text(fields.get("error_name"))
            raise delivery.Rejected(
                f"Zalo gives no token (error {text(fields.get('error'))} {why}): get a new refresh token "
                "and set ZALO_REFRESH_TOKEN (docs/channels.md)"
            )
        life = text(fields.get("expires_in"))  # a text: "90000"
        seconds = int(life) if life.isascii() and life.isdecimal() else DEFAULT_LIFE_SECONDS
        logger.info("zalo: the tokens were renewed")
        return Tokens(access, refresh, time.time() + seconds, tokens.origin)

    def _read(self) -> Tokens:
        """Return what is on the disk, or what the settings say when that is newer."""
        origin = hashlib.sha256(self._first.encode()).hexdigest()
        try:
            kept = Tokens(**json.loads(self._file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            kept = None
        except (ValueError, TypeError):
            logger.error("zalo: %s cannot be read, starting from ZALO_REFRESH_TOKEN", self._file)
            kept = None
        if kept is not None and kept.origin == origin:
            return kept
        return Tokens(access="", refresh=self._first, expires_at=0.0, origin=origin)

    def _write(self, tokens: Tokens) -> None:
        """Put the tokens on the disk, wholly or not at all, readable by their owner only."""
        draft = self._file.with_suffix(".new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            os.fchmod(stream.fileno(), 0o600)
            json.dump(asdict(tokens), stream)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(self._file)

    @contextlib.asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Hold the lock of this process and that of this machine."""
        async with self._lock:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.with_suffix(".lock").open("w") as lock:
                await asyncio.to_thread(fcntl.flock, lock, fcntl.LOCK_EX)
                yield
