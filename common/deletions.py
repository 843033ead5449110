"""The ledger of deletions: what was deleted stays deleted when an older backup of the databases is put back.

A file apart from the databases and their backup holds one line a deletion: when, and a keyed hash of the conversation.
It tells nobody whose conversation it was. The bridge and the dialogue store compare what they hold with it.
"""

from __future__ import annotations

import fcntl
import hashlib
import math
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

SETTING = "DELETIONS_DIR"
FOLDER = Path("var/deletions")

KEY_BYTES = 32

_LINE = re.compile(r"(\d+\.\d{3}) ([0-9a-f]{32})")


class Ledger:
    """The lines of one installation, in a folder that its service alone can read."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is that of the setting DELETIONS_DIR unless it is given; it is made when something is noted."""
        self._folder = folder or Path(os.environ.get(SETTING) or FOLDER)
        self._lines, self._secret = self._folder / "ledger", self._folder / "key"

    def note(self, conversation: str, at: float) -> None:
        """Write down, on the disk when this returns, that all said until `at` (seconds since 1970) is deleted."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._alone():
            line = f"{math.ceil(at * 1000) / 1000:.3f} {_hidden(conversation, self._key())}\n"
            self._append(line)

    def read(self) -> Deleted:
        """Return what was deleted; empty where nothing was."""
        if not self._lines.exists():
            return Deleted({}, b"")
        latest: dict[str, float] = {}
        for line in self._lines.read_text(encoding="ascii").splitlines():
            if match := _LINE.fullmatch(line):  # one that a full disk cut short names nobody
                latest[match[2]] = max(float(match[1]), latest.get(match[2], 0.0))
        return Deleted(latest, self._secret.read_bytes())

    def drop_before(self, at: float) -> None:
        """Leave out deletions older than `at`: what was said before is past its time in any backup."""
        if not self._lines.exists():
            return
        with self._alone():
            lines = self._lines.read_text(encoding="ascii").splitlines(keepends=True)
            kept = [line for line in lines if (match := _LINE.fullmatch(line.strip())) and float(match[1]) >= at]
            if len(kept) < len(lines):
                draft = self._lines.with_suffix(".new")
                draft.write_text("".join(kept), encoding="ascii")
                draft.chmod(0o600)
                draft.replace(self._lines)

    def _append(self, line: str) -> None:
        descriptor = os.open(self._lines, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, line.encode("ascii"))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _key(self) -> bytes:
        """Return the key, made at the first deletion."""
        if not self._secret.exists():
            draft = self._secret.with_suffix(".new")
            draft.write_bytes(secrets.token_bytes(KEY_BYTES))
            draft.chmod(0o600)
            draft.replace(self._secret)
        return self._secret.read_bytes()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep the other processes of this machine from writing meanwhile."""
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class Deleted:
    """What a ledger says, read once."""

    def __init__(self, latest: Mapping[str, float], key: bytes) -> None:
        self._latest, self._key = latest, key

    def __len__(self) -> int:
        return len(self._latest)

    def until(self, conversation: str) -> float | None:
        """Return until when (seconds since 1970) what was said in a conversation is deleted; None when none is."""
        return self._latest.get(_hidden(conversation, self._key)) if self._latest else None


def _hidden(conversation: str, key: bytes) -> str:
    return hashlib.blake2b(conversation.encode(), key=key, digest_size=16).hexdigest()
