"""What the search finds: a passage of a source, or a question unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol


class Entry(Protocol):
    """What is known of something that can be found, whatever it says."""

    @property
    def ref(self) -> str:
        """Its name, unlike all others."""

    @property
    def source(self) -> str:
        """What it is part of."""

    @property
    def country(self) -> str:
        """The country whose card it is about."""

    @property
    def topics(self) -> tuple[str, ...]:
        """What it is about, by the vocabulary; so are the fields beneath."""

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents."""

    @property
    def procedures(self) -> tuple[str, ...]:
        """The procedures."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons."""

    @property
    def persons(self) -> tuple[str, ...]:
        """The persons."""

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas."""

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels."""

    @property
    def in_force_from(self) -> date | None:
        """The first day it holds; None = open."""

    @property
    def in_force_to(self) -> date | None:
        """The last day it holds; None = open."""

    @property
    def asks(self) -> Mapping[str, tuple[str, ...]]:
        """How people ask for it, by language."""
