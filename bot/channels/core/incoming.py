"""What a channel hands over and what it is handed: a person's message, and the way out to a platform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from bot.channels.core.buttons import Button, Payloads

Answer = dict[str, Any]
"""One answer of the dialogue: {"text", "buttons", "custom"}."""

Body = dict[str, Any]
"""One message in a platform's own form, as JSON."""


@dataclass(frozen=True)
class Incoming:
    """What a person did on a platform.

    `person` is the platform's address for the answer; `conversation` tells whose dialogue it is, and differs
    in groups only. `delivery` is the platform's own id of the message, `order` its count or time. After `until`
    (seconds since 1970) the platform forbids or charges an answer, so none is sent.
    """

    person: str
    text: str
    kind: Literal["text", "press", "unreadable"] = "text"
    delivery: str | None = None
    order: float = 0.0
    conversation: str = ""
    language: str | None = None
    until: float | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    """What the page knows beside the words: {"office": its key, "country": whose card is meant there}."""

    @property
    def chat(self) -> str:
        """The key of the conversation."""
        return self.conversation or self.person


class Outlet(Protocol):
    """The way out to a platform."""

    payload_limit: int
    """Bytes that a button of the platform carries."""

    def parts(self, answer: Answer, payloads: Payloads) -> Sequence[Body]:
        """Return an answer as the platform's own messages, each within its limits."""

    def numbers(self, offered: Sequence[Button]) -> bool:
        """Say whether these buttons are shown as numbered choices."""

    def file(self, name: str, content: str) -> Body | None:
        """Return a file as one of the platform's own messages, None where it takes none."""

    async def send(self, person: str, part: Body) -> None:
        """Offer one part to the platform once; raise a SendError when it does not take it."""

    async def typing(self, person: str) -> None:
        """Show that an answer is being written, where the platform can; raise a SendError when not."""
