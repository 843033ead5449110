"""Whose a message is: the office that the page told, else that of the channel's account."""

from __future__ import annotations

from collections.abc import Mapping

from common import offices


def of_the_channel(channel: str) -> dict[str, str]:
    """Return the office whose file names the channel, as the dialogue gets it; nothing where none does."""
    own = offices.current().find(account=channel)
    return {} if own is None or own.is_for_all() else {"office": own.key}


def office_of(channel: str, hints: Mapping[str, str]) -> str | None:
    """Return the key of a message's office, None where it is nobody's; a key that is no office's is nobody's."""
    known = offices.current()
    own = known.named(hints["office"]) if hints.get("office") else known.find(account=channel)
    return own.key if own else None
