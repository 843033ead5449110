"""Whose a message is: the office that the page told, else that of the channel's account."""

from __future__ import annotations

from collections.abc import Mapping

from common import offices
from common.office import Office


def of_the_channel(channel: str) -> dict[str, str]:
    """Return the office whose file names the channel, as the dialogue gets it; nothing where none does."""
    return _of_its_own(offices.current().find(account=channel))


def of_the_page(address: str) -> dict[str, str]:
    """Return the office whose file names a page's address, in the same way."""
    return _of_its_own(offices.current().find(page=address))


def office_of(channel: str, hints: Mapping[str, str]) -> str | None:
    """Return the key of a message's office, None where it is nobody's; a key that is no office's is nobody's."""
    own = office_itself(channel, hints)
    return own.key if own else None


def office_itself(channel: str, hints: Mapping[str, str]) -> Office | None:
    """Return a message's office, None where it is nobody's."""
    known = offices.current()
    return known.named(hints["office"]) if hints.get("office") else known.find(account=channel)


def _of_its_own(office: Office | None) -> dict[str, str]:
    return {} if office is None or office.is_for_all() else {"office": office.key}
