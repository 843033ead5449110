"""Who may talk on the website: sessions with signed tokens, allowed websites, and where a request comes from.

A session is opened by the server: its id is random and its token signed, so that nobody can join another person's
conversation by guessing.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from bot.channels.core import settings
from bot.channels.core.settings import SettingsError

SECRET_FILE = Path("var/web-session-secret")

MIN_SECRET = 16
"""Characters of a session secret; a shorter one could be found by trying."""

SESSION_SECONDS = 30 * 24 * 60 * 60
"""How long a token opens its conversation."""


class WebError(Exception):
    """What a request did wrong, as the widget's developer reads it: an HTTP status and {"error": ...}."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status, self.error = status, error


class Tokens:
    """Signs and checks session tokens: "<id>.<opened, seconds>.<signature>"."""

    def __init__(self, secret: str, clock: Callable[[], float] = time.time) -> None:
        self._secret = secret.encode()
        self._clock = clock

    def open(self) -> str:
        """Return the token of a new session."""
        content = f"{secrets.token_urlsafe(18)}.{int(self._clock())}"
        return f"{content}.{self._signature(content)}"

    def sender(self, token: object) -> str:
        """Return the sender of a token; raise WebError 401 when it is forged, damaged or too old."""
        if isinstance(token, str) and token.isascii() and token.count(".") == 2:
            content, _, signature = token.rpartition(".")
            session, _, opened = content.partition(".")
            if hmac.compare_digest(signature, self._signature(content)):
                if self._clock() - int(opened) <= SESSION_SECONDS:
                    return f"web-{session}"
                raise WebError(401, "the session is over: open a new one")
        raise WebError(401, "no valid session token: open a session first")

    def _signature(self, content: str) -> str:
        digest = hmac.new(self._secret, content.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def session_secret(given: str) -> str:
    """Return WEB_SESSION_SECRET, or the one kept in var/, made at the first start; raise SettingsError when short."""
    if given:
        settings.require("WEB_SESSION_SECRET", given, rf".{{{MIN_SECRET},}}", f"{MIN_SECRET} characters or more")
        return given
    SECRET_FILE.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(SECRET_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return SECRET_FILE.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return SECRET_FILE.read_text(encoding="ascii").strip()


def allowed_origins(named: str) -> frozenset[str]:
    """Return the websites of WEB_ALLOWED_ORIGINS; raise SettingsError for one that is no origin."""
    origins = [origin.strip().rstrip("/") for origin in named.split(",")]
    for origin in filter(None, origins):
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
            raise SettingsError(
                f"WEB_ALLOWED_ORIGINS: {origin!r} is not like https://www.example.gov.vn (docs/channels.md)."
            )
    return frozenset(filter(None, origins))


def is_allowed(origin: str, host: str, origins: frozenset[str]) -> bool:
    """Say whether a website may call: the assistant's own, or an allowed one."""
    try:
        return origin in origins or urlsplit(origin).netloc == host
    except ValueError:  # no address at all, such as http://[::
        return False


def hidden_address(peer: str, named: str, secret: str) -> str:
    """Return a keyed hash of the address that a request came from."""
    whole = client_address(peer, named)
    return hashlib.blake2b(whole.encode(), key=secret.encode()[:64], digest_size=15).hexdigest()


def client_address(peer: str, named: str) -> str:
    """Return where a request came from: `peer`, or what a web server before us `named`; of IPv6 the /64 network.

    Only a peer on this machine or in its network may name another. One person has a whole IPv6 network.
    """
    with contextlib.suppress(ValueError):
        address = ip_address(peer)
        if address.is_private or address.is_loopback:
            with contextlib.suppress(ValueError):
                address = ip_address(named)
        return str(ip_network(f"{address}/64", strict=False) if address.version == 6 else address)
    return peer
