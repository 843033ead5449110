"""What a check found: all well, something to know, or a fault with its cause and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["well", "note", "fault"]


@dataclass(frozen=True)
class Finding:
    """What a check says; `fix` is a sentence or a command, empty only where all is well."""

    state: State
    says: str
    fix: str = ""


def well(says: str) -> Finding:
    """Return that all is well."""
    return Finding("well", says)


def note(says: str, fix: str) -> Finding:
    """Return what an operator should know; it does not fail the check."""
    return Finding("note", says, fix)


def fault(cause: str, fix: str) -> Finding:
    """Return what is wrong and the way out."""
    return Finding("fault", cause, fix)
