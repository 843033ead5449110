"""What a row of data/law says, field by field, in words; its title; the rows that follow it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from actions import formats
from actions.law import tables
from actions.law.card_rows import Band
from actions.law.models import MODELS, Law
from actions.law.pages.words import FIELDS, ROW_KINDS, VALUES
from actions.law.rows import Row, Words
from actions.law.validation import VOCABULARY
from actions.sources import addresses
from actions.sources.library import Library
from common import vocabulary

KIND_OF: Mapping[type, str] = {model: name for name, model in MODELS.items()}
TITLE_FIELDS = (
    "procedure",
    "procedures",
    "label",
    "reasons",
    "person",
    "persons",
    "kind",
    "tariffs",
    "country",
    "document",
    "documents",
)
"""The fields that tell rows of a kind apart, in the order in which a title names them."""
IN_TITLE = 3
"""Most fields named in a title; what else there is stands beneath."""
EACH_IN_TITLE = 3
"""Most values of a field that a title names."""
OF_ALL_ROWS = set(Row.model_fields)
_ORIGINAL = "-original"
"""Ends the name of a tariff that stands for the amounts of a text before it was changed."""


@dataclass(frozen=True)
class Value:
    """Words, the file that they lead to, if any, and their language where it is not that of the page."""

    text: str
    file: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Fact:
    """One field of a row in words."""

    label: str
    values: tuple[Value, ...]


def title(row: Row, law: Law, library: Library, language: str) -> str:
    """Return what a row is about: "Lệ phí: cấp lại; bị mất"."""
    said = Facts(law, library, language)
    fields = [field for field in TITLE_FIELDS if getattr(row, field, None)][:IN_TITLE]
    named = [_some(said.values(row, field)) for field in fields]
    return f"{ROW_KINDS[KIND_OF[type(row)]][language]}: {'; '.join(named)}"


def facts(row: Row, law: Law, library: Library, language: str) -> list[Fact]:
    """Return the fields of a row in words, without what every row has and what is not set."""
    said = Facts(law, library, language)
    found = []
    for field in type(row).model_fields:
        values = () if field in OF_ALL_ROWS else said.values(row, field)
        if values and field not in ("currency", "unit"):
            found.append(Fact(FIELDS[field][language], values))
    return found


def followers(row: Row, law: Law) -> list[Row]:
    """Return the rows of the same kind about the same thing that begin on the day after a row ends."""
    if row.valid_to is None:
        return []
    after = row.valid_to + timedelta(days=1)
    return [other for other in law.rows() if type(other) is type(row) and other.first == after and _alike(row, other)]


def _some(values: Sequence[Value]) -> str:
    more = ", …" if len(values) > EACH_IN_TITLE else ""
    return ", ".join(value.text for value in values[:EACH_IN_TITLE]) + more


def _alike(row: Row, other: Row) -> bool:
    """Whether two rows of a kind are about the same: what both name must meet."""
    for field in ("documents", "procedures", "reasons", "persons", "areas", "channels", "tariffs"):
        one, two = set(getattr(row, field, ())), set(getattr(other, field, ()))
        if one and two and not one & two:
            return False
    same = ("document", "procedure", "person", "country", "province", "kind", "role", "expired", "min_age", "max_age")
    return all(getattr(row, field, None) == getattr(other, field, None) for field in same)


@dataclass(frozen=True)
class Facts:
    """Says the fields of rows in one language."""

    law: Law
    library: Library
    language: str

    def values(self, row: Row, field: str) -> tuple[Value, ...]:
        """Return the words of a field, none where it is not set."""
        value = getattr(row, field, None)
        if value is None or value == () or value is False:
            return ()
        special: Mapping[str, Callable[[Any], Iterator[Value]]] = {
            "amount": lambda amount: self._money(amount, row),
            "other_amount": lambda amount: self._money(amount, row),
            "bands": self._bands,
            "days": lambda days: iter([Value(formats.days(days, getattr(row, "unit", "working"), self.language))]),
            "papers": self._papers,
            "percent": lambda percent: iter([Value(f"{percent} %")]),
            "province": self._province,
            "tariff": lambda tariff: self._tariffs([tariff]),
            "tariffs": self._tariffs,
            "tentative": lambda swaps: (Value(swap.doubt.say(self.language)) for swap in swaps),
            "unsure": lambda parts: (Value(part.doubt.say(self.language)) for part in parts),
        }
        if field in special:
            return tuple(special[field](value))
        many = value if isinstance(value, tuple) else (value,)
        return tuple(Value(self._plain(field, one)) for one in many)

    def _plain(self, field: str, value: Any) -> str:
        if field in VOCABULARY:
            return vocabulary.load().label(VOCABULARY[field], value, self.language)
        if (field, value) in VALUES:
            return VALUES[field, value][self.language]
        if field == "online":
            return tables.ANSWERS[value][self.language]
        if isinstance(value, Words):
            return value.say(self.language)
        if isinstance(value, bool):
            return tables.ANSWERS["yes"][self.language]
        return formats.long_date(value, self.language) if isinstance(value, date) else str(value)

    def _money(self, amount: int, row: Row) -> Iterator[Value]:
        yield Value(formats.money(amount, getattr(row, "currency", "VND"), self.language))

    def _bands(self, bands: Iterable[Band]) -> Iterator[Value]:
        for band in bands:
            ages = f"{band.min_age}–{band.max_age}" if band.max_age is not None else f"≥ {band.min_age}"
            never = tables.ANSWERS["no_expiry"][self.language]
            valid = formats.count(band.years, "years", self.language) if band.years is not None else never
            yield Value(f"{ages}: {valid}")

    def _papers(self, papers: Iterable[str]) -> Iterator[Value]:
        by_id = {paper.id: paper for paper in self.law.papers}
        for paper in papers:
            yield Value(by_id[paper].label.say(self.language), addresses.row_file(paper))

    def _province(self, key: str) -> Iterator[Value]:
        yield Value(next(province.names[0] for province in self.law.provinces if province.key == key))

    def _tariffs(self, tariffs: Iterable[str]) -> Iterator[Value]:
        for tariff in tariffs:
            if ("tariff", tariff) in VALUES:
                yield Value(VALUES["tariff", tariff][self.language])
                continue
            source = self.library.source(tariff.removesuffix(_ORIGINAL))
            yield Value(source.number or source.name(self.language), addresses.source_file(source.id))
