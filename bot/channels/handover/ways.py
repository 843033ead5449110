"""The ways to an office, by the settings: Chatwoot where it is set, e-mail otherwise, none where neither is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.channels.core.tables import Handover
from common import offices
from common.office import Office


class NotThere(Exception):
    """The office has deleted the case at its end: nothing can be told there any more."""


@dataclass(frozen=True)
class OfficerWord:
    """What an officer wrote; `number` tells it from the others of the case. An empty text: a file alone."""

    number: int
    text: str


@dataclass(frozen=True)
class News:
    """What is new in a case at the office; `heard` is the last message there."""

    resolved: bool
    heard: int
    words: Sequence[OfficerWord] = ()


@dataclass(frozen=True)
class Talk:
    """A citizen's talk as an office gets it: what was asked, and the summary with the drafted answer."""

    question: str
    summary: str
    channel: str = ""


@dataclass
class Case:
    """What a way needs to know of a case; it fills in `remote` and `thread` as the office names them."""

    id: str
    office: str | None
    remote: dict[str, Any] = field(default_factory=dict)
    thread: int | None = None

    @classmethod
    def of(cls, handover: Handover) -> Case:
        """Return the case of a row."""
        return cls(handover.id, handover.office, dict(handover.remote), handover.thread)

    @property
    def own(self) -> Office | None:
        """Its office; None where it is nobody's, so that it goes where the settings say."""
        return offices.current().named(self.office) if self.office else None


class Way(Protocol):
    """A way to an office. Each step raises a SendError when it is to be tried again; it may have been done then.

    `again` says that the step was tried before: a way makes sure that the office gets nothing twice.
    """

    name: str

    async def talk(self, case: Case, talk: Talk, again: bool) -> None:
        """Tell the office of a new case."""

    async def word(self, case: Case, text: str, number: int, again: bool) -> None:
        """Tell the office what the citizen wrote."""

    async def note(self, case: Case, key: str) -> None:
        """Tell the officers something of the case (a kind of errand); "end" and "lapsed" close it there, too."""

    async def erase(self, case: Case) -> None:
        """Have the office delete what it got."""

    async def close(self) -> None:
        """End the connections."""


def chosen(ways: Mapping[str, Way]) -> Way | None:
    """Return the way that new cases go."""
    return ways.get("chatwoot") or ways.get("mail")
