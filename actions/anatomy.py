"""What an answer is made of: the conclusion first, then what to do, each thing said once (docs/architecture.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from common import vocabulary
from common.wording import say

LEAD_WORDS = {"vi": 45, "es": 30, "en": 30}
"""Most words of a lead; in Vietnamese each syllable is written as a word."""
MOST_LINES = 4


@dataclass(frozen=True)
class AnswerLine:
    """One labelled line: `label` is of data/vocabulary.yml `line` (where, bring, pay, ...)."""

    label: str
    text: str

    def name(self, language: str) -> str:
        """Return the label in words."""
        return vocabulary.load().label("line", self.label, language)

    def said(self, language: str) -> str:
        """Return the line as a chat shows it: "Mang theo: CCCD cũ."."""
        return f"{self.name(language)}: {self.text}"


@dataclass(frozen=True)
class Answer:
    """An answer in its parts.

    lead: the answer itself, the first words of the message. lines: at most four. doubt: what may differ on the point
    asked. more: exceptions, the older rule, the other channel; folded on the web, behind a button elsewhere.
    """

    lead: str
    lines: tuple[AnswerLine, ...] = ()
    doubt: str = ""
    more: str = ""

    def contract(self, language: str) -> dict[str, Any]:
        """Return the parts as the reply contract has them; each line with its label in words."""
        lines = [{"label": line.label, "name": line.name(language), "text": line.text} for line in self.lines]
        return {"lead": self.lead, "lines": lines, "doubt": self.doubt, "more": self.more}

    def text(self, language: str, basis: str = "") -> str:
        """Return the answer as plain text for a channel that shows no parts; `more` stays behind its button."""
        return "\n".join(
            [
                self.lead,
                *(line.said(language) for line in self.lines),
                *([say("utter_may_differ", language, doubt=self.doubt)] if self.doubt else []),
                *([basis] if basis else []),
            ]
        )


def fits(lead: str, language: str) -> bool:
    """Say whether a lead is short enough to be read at a glance."""
    return len(lead.split()) <= LEAD_WORDS[language]
