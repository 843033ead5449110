"""What each page shows: a passage, a row, a source, and the lists that lead to them, in one language each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from actions import formats
from actions.law import tables
from actions.law.models import MODELS, Law
from actions.law.pages import facts
from actions.law.pages.facts import Fact, Value
from actions.law.pages.words import LABELS, ROW_KINDS, SOURCE_KINDS
from actions.law.rows import Row
from actions.sources import addresses
from actions.sources.library import Library, Passage, Source
from common import vocabulary


@dataclass(frozen=True)
class Section:
    """The part of a page in one language: a heading, paragraphs, facts."""

    language: str
    heading: str
    paragraphs: tuple[Value, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Entry:
    """One line of a list: where it leads, and what is said beside it."""

    link: Value
    beside: str = ""


@dataclass(frozen=True)
class Group:
    """The lines of a list under one heading; `id` is the heading's anchor."""

    id: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Views:
    """Makes the parts of pages out of the sources and the law."""

    library: Library
    law: Law

    def passage(self, passage: Passage, language: str) -> Section:
        """Return what a passage says, where it stands, for which days, how sure it is, and what took its place."""
        source = self.library.source(passage.source)
        found = [
            *self._of_source(source, language),
            _fact("place", [Value(passage.place, language=source.language)], language),
            _fact("in_force", [Value(period(passage.in_force_from, passage.in_force_to, language))], language),
            _fact("replaced_by", [self._to_passage(ref, language) for ref in passage.replaced_by], language),
            _fact("confidence", [Value(tables.ANSWERS[passage.confidence][language])], language),
            _fact("doubt", _said(passage.doubt.get(language)), language),
            _fact("correction", _said(passage.correction.get(language)), language),
            _fact("rows_of_passage", [self._to_row(row, language) for row in self._rows_on(passage.ref)], language),
        ]
        text = Value(passage.say(language), language=None if language in passage.text else source.language)
        return Section(language, self.name(passage, language), (text,), _filled(found))

    def row(self, row: Row, language: str) -> Section:
        """Return what a row says, for which days, on which passages it rests, how sure it is, and what follows it."""
        found = [
            *facts.facts(row, self.law, self.library, language),
            _fact("in_force", [Value(period(row.valid_from, row.valid_to, language))], language),
            _fact("next", [self._to_row(other, language) for other in facts.followers(row, self.law)], language),
            _fact("rests_on", [self._to_passage(ref, language) for ref in row.basis], language),
            _fact("confidence", [Value(tables.ANSWERS[row.confidence][language])], language),
            _fact("doubt", _said(row.doubt.say(language) if row.doubt else None), language),
            _fact("note", _said(row.note.say(language) if row.note else None), language),
            _fact("review", _said(formats.long_date(row.review, language) if row.review else None), language),
            _fact("row", [Value(row.id)], language),
        ]
        heading = f"{facts.title(row, self.law, self.library, language)} ({_years(row)})"
        return Section(language, heading, (), _filled(found))

    def source(self, source: Source, language: str) -> Section:
        """Return a source and the list of its passages."""
        passages = [Value(passage.place, addresses.passage_file(passage.ref)) for passage in source.passages]
        found = [
            *self._of_source(source, language, linked=False),
            _fact("in_force", [Value(period(source.in_force_from, source.in_force_to, language))], language),
            _fact("replaced_by", [self._to_source(other, language) for other in source.superseded_by], language),
            _fact("confidence", [Value(tables.ANSWERS[source.confidence][language])], language),
            _fact("passages", passages, language),
        ]
        return Section(language, source.name(language), (), _filled(found))

    def by_subject(self, language: str) -> list[Group]:
        """Return the passages by their topics, then the rows by their kinds."""
        known = vocabulary.load()
        groups = [
            Group(
                f"topic-{topic}",
                known.label("topic", topic, language),
                tuple(self._entry(passage, language) for passage in self.library.passages if topic in passage.topics),
            )
            for topic in known.values("topic")
        ]
        others = tuple(self._entry(passage, language) for passage in self.library.passages if not passage.topics)
        groups.append(Group("topic-other", LABELS["other"][language], others))
        groups += [
            Group(
                f"rows-{kind}",
                ROW_KINDS[kind][language],
                tuple(self._row_entry(row, language) for row in self.law.rows() if type(row) is MODELS[kind]),
            )
            for kind in ROW_KINDS
        ]
        return [group for group in groups if group.entries]

    def by_number(self, language: str) -> list[Group]:
        """Return the sources by kind, those with a number first in the order of their numbers."""
        groups = []
        for kind, words in SOURCE_KINDS.items():
            sources = [source for source in self.library.sources.values() if source.kind == kind]
            ordered = sorted(sources, key=lambda source: (source.number is None, source.number or "", source.id))
            entries = tuple(
                Entry(
                    Value(source.number or source.name(language), addresses.source_file(source.id)),
                    "; ".join(
                        [
                            *([source.name(language)] if source.number else []),
                            period(source.in_force_from, source.in_force_to, language),
                        ]
                    ),
                )
                for source in ordered
            )
            groups.append(Group(f"kind-{kind}", words[language], entries))
        return [group for group in groups if group.entries]

    def timeline(self, language: str) -> list[Group]:
        """Return what begins and ends on which day, the latest year first."""
        moments = sorted(self._moments(language), key=lambda moment: moment[0], reverse=True)
        years = dict.fromkeys(day.year for day, _ in moments)
        return [
            Group(f"year-{year}", str(year), tuple(entry for day, entry in moments if day.year == year))
            for year in years
        ]

    def name(self, passage: Passage, language: str) -> str:
        """Return a passage as it is cited: its place and its text."""
        source = self.library.source(passage.source)
        return f"{passage.place}, {source.name(language)}" + (f" ({source.number})" if source.number else "")

    def _moments(self, language: str) -> Iterator[tuple[date, Entry]]:
        for source in self.library.sources.values():
            link = Value(
                source.name(language) + (f" ({source.number})" if source.number else ""),
                addresses.source_file(source.id),
            )
            yield from _ends_of(link, source.in_force_from, source.in_force_to, language)
        for row in self.law.rows():
            link = Value(facts.title(row, self.law, self.library, language), addresses.row_file(row.id))
            yield from _ends_of(link, row.valid_from, row.valid_to, language)

    @cached_property
    def _by_passage(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.law.rows():
            for ref in (*row.basis, *row.also_in):
                found.setdefault(ref, []).append(row)
        return found

    def _rows_on(self, ref: str) -> Sequence[Row]:
        return self._by_passage.get(ref, ())

    def _of_source(self, source: Source, language: str, linked: bool = True) -> list[Fact]:
        link = Value(source.name(language), addresses.source_file(source.id) if linked else None)
        return [
            *([_fact("text", [link], language)] if linked else []),
            _fact("number", _said(source.number), language),
            _fact("kind", [Value(SOURCE_KINDS[source.kind][language])], language),
            _fact("issuer", [Value(source.issuer, language=source.language)], language),
            _fact("address", _official(source, language), language),
        ]

    def _to_passage(self, ref: str, language: str) -> Value:
        return Value(self.name(self.library.passage(ref), language), addresses.passage_file(ref))

    def _to_row(self, row: Row, language: str) -> Value:
        title = facts.title(row, self.law, self.library, language)
        return Value(f"{title} ({period(row.valid_from, row.valid_to, language)})", addresses.row_file(row.id))

    def _to_source(self, source: str, language: str) -> Value:
        return Value(self.library.source(source).name(language), addresses.source_file(source))

    def _entry(self, passage: Passage, language: str) -> Entry:
        said = period(passage.in_force_from, passage.in_force_to, language)
        return Entry(Value(self.name(passage, language), addresses.passage_file(passage.ref)), said)

    def _row_entry(self, row: Row, language: str) -> Entry:
        title = facts.title(row, self.law, self.library, language)
        said = period(row.valid_from, row.valid_to, language)
        return Entry(Value(title, addresses.row_file(row.id)), said)


def period(first: date | None, last: date | None, language: str) -> str:
    """Return the days for which something holds: "từ ngày 1 tháng 7 năm 2024, chưa có ngày kết thúc"."""
    said = []
    if first is not None:
        said.append(LABELS["since"][language].format(first=formats.long_date(first, language)))
    if last is not None:
        said.append(LABELS["until"][language].format(last=formats.long_date(last, language)))
    elif first is not None:
        said.append(LABELS["open_end"][language])
    return (" " if last is not None else ", ").join(said) or LABELS["always"][language]


def _years(row: Row) -> str:
    first, last = (str(day.year) if day else "…" for day in (row.valid_from, row.valid_to))
    return first if first == last else f"{first}–{last}"


def _ends_of(link: Value, first: date | None, last: date | None, language: str) -> Iterator[tuple[date, Entry]]:
    for day, word in ((first, "begins"), (last, "ends")):
        if day is not None:
            yield day, Entry(link, f"{formats.long_date(day, language)}: {LABELS[word][language]}")


def _official(source: Source, language: str) -> list[Value]:
    if source.official is None:
        return []
    checked = formats.long_date(source.official.checked, language)
    return [Value(f"{source.official.address} ({LABELS['checked'][language]} {checked})")]


def _fact(label: str, values: Sequence[Value], language: str) -> Fact:
    return Fact(LABELS[label][language], tuple(values))


def _said(text: str | None) -> list[Value]:
    return [Value(text)] if text else []


def _filled(found: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in found if fact.values)
