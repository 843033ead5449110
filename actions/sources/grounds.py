"""What a question unit may rest on: passages of data/sources and rows of data/law, with their figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from typing import Any

from actions.law.card_rows import RenewalRule
from actions.law.fee_rows import Exemption, FeeLine, Reduction
from actions.law.models import Law
from actions.law.rows import Row
from actions.sources import figures
from actions.sources.library import Confidence, Library, Passage

LAW = "law/"
"""How a reference to a row of data/law begins: "law/half-2025h2-2026"."""
NONE_FOUND = "none_found"
"""What a unit rests on for which no ground exists."""


@dataclass(frozen=True)
class Ground:
    """One passage or row that a unit rests on: its period (inclusive days, None = open) and how sure it is.

    passages: what is cited for it, the passage itself or those that the row rests on.
    """

    ref: str
    first: date | None
    last: date | None
    confidence: Confidence
    country: str | None
    passages: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Say whether `day` lies in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Grounds:
    """All that a unit may rest on."""

    library: Library
    law: Law
    _figures: dict[str, frozenset[str]] = field(default_factory=dict)

    def find(self, ref: str) -> Ground | None:
        """Return the ground of a reference, or None when it leads nowhere."""
        row = self._row(ref)
        if row is not None:
            country = getattr(row, "country", None)
            return Ground(ref, row.valid_from, row.valid_to, row.confidence, country, tuple(row.basis))
        passage = self.library.index.get(ref)
        if passage is None:
            return None
        first, last = passage.in_force_from, passage.in_force_to
        return Ground(ref, first, last, passage.confidence, passage.country, (ref,))

    def figures(self, refs: Iterable[str]) -> frozenset[str]:
        """Return the figures that stand in these grounds, those that follow from a cut of an amount as well."""
        refs = tuple(refs)
        return frozenset().union(*(self._figures_of(ref) for ref in refs), self._reduced(refs))

    def _row(self, ref: str) -> Row | None:
        return self.law.by_id.get(ref.removeprefix(LAW)) if ref.startswith(LAW) else None

    def _figures_of(self, ref: str) -> frozenset[str]:
        if ref not in self._figures:
            row, passage = self._row(ref), self.library.index.get(ref)
            found = self._of_row(row) if row else self._of_passage(passage) if passage else ()
            self._figures[ref] = figures.widened(found)
        return self._figures[ref]

    def _of_passage(self, passage: Passage) -> Iterator[str]:
        yield from _of_period(passage.in_force_from, passage.in_force_to)
        yield from self._of_place(passage)
        for text in (*passage.text.values(), *passage.correction.values()):
            yield from figures.read(text)
            yield from figures.in_letters(text)

    def _of_place(self, passage: Passage) -> Iterator[str]:
        source = self.library.sources[passage.source]
        for text in (passage.place, source.number or "", *source.title.values()):
            yield from figures.read(text)

    def _of_row(self, row: Row) -> Iterator[str]:
        yield from _of_period(row.valid_from, row.valid_to)
        yield from _of_value(row.model_dump(exclude={"id", "basis", "review"}))
        oldest = getattr(row, "max_age", None)
        if oldest is not None:
            yield str(oldest + 1)  # "up to 13" is "under 14"
        if isinstance(row, Exemption):
            yield "0"
        if isinstance(row, RenewalRule):
            # A card obtained from 23 on stays valid past 25.
            yield from (str(age - row.window_years) for age in row.ages)
        for ref in row.basis:
            if ref in self.library.index:
                yield from self._of_place(self.library.index[ref])

    def _reduced(self, refs: Iterable[str]) -> Iterator[str]:
        rows = [self._row(ref) for ref in refs]
        lines = [row for row in rows if isinstance(row, FeeLine)]
        cuts = [row for row in rows if isinstance(row, Reduction)]
        for line, cut in product(lines, cuts):
            if line.amount is not None and line.tariff in cut.tariffs:
                yield str(line.amount * cut.percent // 100)


def _of_period(first: date | None, last: date | None) -> Iterator[str]:
    # The day before a first day and the day after a last one say the same.
    if first:
        yield from (figures.of_day(first), figures.of_day(first - timedelta(days=1)))
    if last:
        yield from (figures.of_day(last), figures.of_day(last + timedelta(days=1)))


def _of_value(value: Any) -> Iterator[str]:
    if isinstance(value, date):
        yield figures.of_day(value)
    elif isinstance(value, str):
        yield from figures.read(value)
        yield from figures.in_letters(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _of_value(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _of_value(one)
