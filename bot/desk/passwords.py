"""Passwords: what is asked of one, its hash by Argon2id, and whether one is right."""

from __future__ import annotations

import os
import unicodedata
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

FEWEST = 15
"""Characters: what NIST SP 800-63B-4 asks of a password that stands alone. No rule on its kinds of characters."""
MOST = 200
"""Characters; longer ones are no better and cost time to read."""

SALT_BYTES = 16
COST: dict[str, Any] = {"length": 32, "iterations": 3, "lanes": 4, "memory_cost": 64 * 1024}
"""The second recommended setting of RFC 9106, section 4: 64 MiB (memory_cost is in KiB), for servers."""


class WeakPassword(ValueError):
    """A password that is not taken; the text tells what to choose instead."""


def hashed(password: str) -> str:
    """Return the hash of a new password in the PHC format; raise WeakPassword."""
    characters = len(_one_form(password))
    if not FEWEST <= characters <= MOST:
        raise WeakPassword(f"take {FEWEST} to {MOST} characters, four words that nobody else would put together")
    if len(set(_one_form(password))) < 6:
        raise WeakPassword("take more than a few different characters")
    return _hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Say whether a password fits a hash; of an account that is not there (None) it takes as long to say no."""
    try:
        Argon2id.verify_phc_encoded(_one_form(password)[: MOST + 1].encode(), kept or _nobodys())
    except InvalidKey:
        return False
    return kept is not None


def _hash(password: str) -> str:
    return Argon2id(salt=os.urandom(SALT_BYTES), **COST).derive_phc_encoded(_one_form(password).encode())


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hash(os.urandom(SALT_BYTES).hex())


def _one_form(password: str) -> str:
    """Return the same characters however a keyboard composes "ế"."""
    return unicodedata.normalize("NFKC", password)
