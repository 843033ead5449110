"""One answer: its text, its buttons and the `custom` object that every channel carries along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from actions.anatomy import Answer
from common.wording import say

Status = Literal["computed", "retrieved", "clarify", "abstain", "handoff", "chat"]
Button = dict[str, str]
OF_ALSO = ("status", "topic", "computed", "unit")
"""What the contract tells of each further answer in the same message."""


@dataclass(frozen=True)
class Reply:
    """An answer of the assistant.

    `computed` holds the values of a calculation with `kind`, `as_of` and the ids of its `rules`; `citations` are
    those of `Library.citation`. A computed or retrieved answer has at least one citation. `answer` holds the parts
    that `text` was made of; `also` are the further answers in the same message; `unit` is the id of the question unit
    that was said; `confidence` is the chance, as the search sees it, that the unit or passage that was chosen answers;
    `assumed_country` is the country whose card the answer is about where nothing told it; `take_along` is the address
    of a day's calendar file; `contact` is whom to call and which office is meant (answers/person.py).
    """

    text: str
    status: Status
    language: str
    buttons: Sequence[Button] = ()
    citations: Sequence[dict[str, Any]] = ()
    computed: dict[str, Any] | None = None
    reason: str | None = None
    topic: str | None = field(default=None, compare=False)
    answer: Answer | None = field(default=None, compare=False)
    unit: str | None = None
    confidence: float | None = field(default=None, compare=False)
    also: tuple[Reply, ...] = ()
    assumed_country: str | None = None
    take_along: str | None = None
    contact: dict[str, Any] | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.status in ("computed", "retrieved") and not self.citations:
            raise ValueError(f"a {self.status} answer needs a citation: {self.text[:80]!r}")

    def with_first_line(self, line: str) -> Reply:
        """Return the reply with a line before its text."""
        return replace(self, text=f"{line}\n{self.text}")

    def custom(self) -> dict[str, Any]:
        """Return the reply contract's object (docs/architecture.md)."""
        contract: dict[str, Any] = {
            "status": self.status,
            "language": self.language,
            "citations": list(self.citations),
        }
        if self.reason:
            contract["reason"] = self.reason
        if self.topic:
            contract["topic"] = self.topic
        if self.computed:
            contract["computed"] = self.computed
        if self.answer:
            contract["answer"] = self.answer.contract(self.language)
        if self.unit:
            contract["unit"] = self.unit
        if self.confidence is not None:
            contract["confidence"] = round(self.confidence, 3)
        if self.also:
            parts = [reply.custom() for reply in self.also]
            contract["also"] = [{key: part[key] for key in OF_ALSO if key in part} for part in parts]
        if self.assumed_country:
            contract["assumed_country"] = self.assumed_country
        if self.take_along:
            title = say("utter_take_along", self.language)
            contract["take_along"] = {"title": title, "address": self.take_along}
        if self.contact:
            contract["contact"] = self.contact
        return contract


def button(title: str, payload: str) -> Button:
    """Return a button that sends `payload` when pressed."""
    return {"title": title, "payload": payload}
