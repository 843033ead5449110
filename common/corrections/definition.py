"""What a correction and a live notice are made of; docs/corrections.md tells what each field holds.

Whether a correction may be said is checked by the action server (actions/corrections/checks.py), which has the law.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from common.unit_fields import Kind, Label, Words
from common.vocabulary import LANGUAGES

State = Literal["draft", "proposed", "approved", "ended"]
"""Written; handed in for approval; answered from between its days; over before its day, or withdrawn."""
MOST_PHRASES = 40
"""Phrases of a correction in a language: each is encoded when the correction becomes live."""
LONGEST_TEXT = 600
"""Characters of each text."""


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Subject(_Frozen):
    """What a correction is about: values of data/vocabulary.yml; an empty list does not matter."""

    country: str = "vn"
    topic: str
    documents: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()


class Line(_Frozen):
    """A labelled line under the lead, by language."""

    label: Label
    words: Words


class Draft(_Frozen):
    """A correction as an editor writes it.

    phrases: questions that it answers, masked, by language. rests_on: passages ("source#passage") and rows
    ("law/row"). practice_of: whose practice it is, where it is no text's rule; text_says: what the text says instead.
    office: the key of the office that says it, None for every one. first, last: its days, both included.
    """

    office: str | None = None
    kind: Kind
    about: Subject
    phrases: Mapping[str, tuple[str, ...]]
    lead: Words
    lines: tuple[Line, ...] = ()
    doubt: Words = {}
    rests_on: tuple[str, ...] = ()
    practice_of: str = Field(default="", max_length=120)
    text_says: Words = {}
    instead_of: str = ""
    """The id of the question unit that was said, where one was."""
    first: date
    last: date

    @field_validator("phrases")
    @classmethod
    def _few(cls, phrases: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        for language, texts in phrases.items():
            if len(texts) > MOST_PHRASES:
                raise ValueError(f"{len(texts)} in {language}, at most {MOST_PHRASES}")
        return {language: texts for language, texts in phrases.items() if texts}

    @model_validator(mode="after")
    def _whole(self) -> Draft:
        if self.last < self.first:
            raise ValueError("last: the last day is before the first")
        if not self.lead or not all(self.lead.values()):
            raise ValueError("lead: write the answer in at least one language")
        texts = [("lead", self.lead), ("doubt", self.doubt), ("text_says", self.text_says)]
        texts += [(f"lines.{line.label}", line.words) for line in self.lines]
        for name, words in texts:
            for language, text in words.items():
                if language not in LANGUAGES:
                    raise ValueError(f"{name}: {language} is no language of the assistant")
                if len(text) > LONGEST_TEXT:
                    raise ValueError(f"{name}: {len(text)} characters in {language}, at most {LONGEST_TEXT}")
        return self

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it can be said."""
        return tuple(language for language in LANGUAGES if language in self.lead)

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """All phrases, each with its language."""
        return tuple((text, language) for language, texts in self.phrases.items() for text in texts)


class Correction(_Frozen):
    """A correction with its record. Names are those of accounts of the desk; version counts its changes."""

    id: int
    version: int
    state: State
    draft: Draft
    author: str
    """Who wrote the words last; approval is somebody else's where the office wants a second person."""
    answers_for: str
    """Whose account carries it: when that ends, it ends too."""
    approved_by: str | None = None
    approved_on: date | None = None
    ended_on: date | None = None
    ended_because: str = ""

    def is_said_on(self, day: date) -> bool:
        """Say whether citizens are answered from it on a day."""
        return self.state == "approved" and self.draft.first <= day <= self.draft.last


class NoticeDraft(_Frozen):
    """A notice as an editor writes it: like one of an office's file (docs/offices.md)."""

    office: str | None = None
    first: date
    last: date
    shown: tuple[Literal["page", "widget", "answers"], ...] = Field(min_length=1)
    topics: tuple[str, ...] = ()
    text: Words

    @model_validator(mode="after")
    def _whole(self) -> NoticeDraft:
        if self.last < self.first:
            raise ValueError("last: the last day is before the first")
        if set(self.text) != set(LANGUAGES) or not all(text.strip() for text in self.text.values()):
            raise ValueError(f"text: write it in each of {', '.join(LANGUAGES)}")
        if any(len(text) > LONGEST_TEXT for text in self.text.values()):
            raise ValueError(f"text: at most {LONGEST_TEXT} characters")
        if ("answers" in self.shown) != bool(self.topics):
            raise ValueError("topics: name the topics on whose answers it is shown, where it is shown in answers")
        return self


class LiveNotice(_Frozen):
    """A notice with its record; it ends like a correction."""

    id: int
    draft: NoticeDraft
    author: str
    answers_for: str
    ended_on: date | None = None

    def is_shown_on(self, day: date) -> bool:
        """Say whether it is shown on a day."""
        return self.ended_on is None and self.draft.first <= day <= self.draft.last
