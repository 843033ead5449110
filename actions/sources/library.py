"""The sources and their passages, read from YAML and checked as they are read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, Field, ValidationError, model_validator

from actions.settings import ADDED, ORIGINALS, SOURCES
from actions.sources import addresses
from actions.sources.origins import STRICT, Official, Origin
from common import vocabulary

LANGUAGES = vocabulary.LANGUAGES
VOCABULARY = {
    "topics": "topic",
    "documents": "document",
    "procedures": "procedure",
    "reasons": "reason",
    "persons": "person",
    "areas": "area",
    "channels": "channel",
}
"""Fields of a passage whose values come from data/vocabulary.yml, and the kind they are of there."""

Confidence = Literal["high", "medium", "low"]
Kind = Literal["law", "decree", "circular", "decision", "resolution", "notice", "bill", "page"]
Words = dict[str, str]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class SourcesError(ValueError):
    """What is wrong in the sources, one line a problem: file, passage, cause."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(f"{len(problems)} problem(s) in the sources:\n" + "\n".join(problems))


@dataclass(frozen=True)
class Passage:
    """One thing a source says, with its place in it and the period it holds for."""

    ref: str
    source: str
    id: str
    place: str
    topics: tuple[str, ...]
    documents: tuple[str, ...]
    procedures: tuple[str, ...]
    reasons: tuple[str, ...]
    persons: tuple[str, ...]
    areas: tuple[str, ...]
    channels: tuple[str, ...]
    country: str
    in_force_from: datetime.date | None
    in_force_to: datetime.date | None
    confidence: Confidence
    doubt: Mapping[str, str]
    correction: Mapping[str, str]
    replaced_by: tuple[str, ...]
    asks: Mapping[str, tuple[str, ...]]
    text: Mapping[str, str]
    covers: tuple[int, ...]

    def say(self, language: str) -> str:
        """Return the text in `language`, or in the document's own when it was added in that alone."""
        return self.text.get(language) or next(iter(self.text.values()))

    def holds_on(self, day: datetime.date) -> bool:
        """Say whether `day` lies in the passage's period."""
        return (self.in_force_from is None or self.in_force_from <= day) and (
            self.in_force_to is None or day <= self.in_force_to
        )


@dataclass(frozen=True)
class Source:
    """One document: a law, a decree, a web page."""

    id: str
    title: Mapping[str, str]
    number: str | None
    issuer: str
    kind: Kind
    country: str
    language: str
    in_force_from: datetime.date | None
    in_force_to: datetime.date | None
    superseded_by: tuple[str, ...]
    confidence: Confidence
    origin: Origin | None
    official: Official | None
    added: datetime.date | None
    passages: tuple[Passage, ...]

    def name(self, language: str) -> str:
        """Return the title in `language`, or in the document's own."""
        return self.title.get(language) or next(iter(self.title.values()))


@dataclass(frozen=True)
class Library:
    """All sources: what `load` returns has been checked."""

    sources: Mapping[str, Source]
    index: Mapping[str, Passage]

    @classmethod
    def load(cls, folder: Path = SOURCES, added: Path | None = ADDED) -> Library:
        """Read every source in `folder` and every added document; SourcesError names all that is wrong."""
        library, problems = cls.read(folder, added)
        if problems:
            raise SourcesError(problems)
        return library

    @classmethod
    def read(cls, folder: Path = SOURCES, added: Path | None = ADDED) -> tuple[Library, list[str]]:
        """Return what can be read, and the problems found: one line each."""
        vocabulary.load()  # what is wrong there is said once, not for every passage
        sources: dict[str, Source] = {}
        problems: list[str] = []
        for path in files(folder, added):
            try:
                source = read_source(path)
            except (ValueError, yaml.YAMLError) as error:
                problems.extend(f"{path.name}: {line}" for line in _lines(error))
                continue
            if source.id in sources:
                problems.append(f"{path.name}: there is another source {source.id}")
            if source.id != path.stem:
                problems.append(f"{path.name}: the file must be named after its id, {source.id}.yml")
            sources[source.id] = source
        library = cls(sources, {p.ref: p for s in sources.values() for p in s.passages})
        return library, problems + library._unresolved()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, in the order of their sources' names."""
        return tuple(self.index.values())

    def passage(self, ref: str) -> Passage:
        """Return the passage of a reference like "luat-26-2023-qh15#d23"; KeyError when there is none."""
        return self.index[ref]

    def source(self, source_id: str) -> Source:
        """Return a source; KeyError when there is none."""
        return self.sources[source_id]

    def verbatim(self, ref: str, folder: Path = ADDED) -> str | None:
        """Return the words of the original that a passage stands for, or None when they are not at hand.

        An added document's passages are its words; a founding document's are quoted once its file was added.
        """
        passage = self.index[ref]
        source = self.sources[passage.source]
        if source.added:
            return passage.say(source.language)
        path = folder / ORIGINALS / source.origin.sha256 if source.origin else None
        if path is None or not passage.covers or not path.is_file():
            return None
        lines = path.read_text(encoding="utf-8").splitlines()
        return "\n".join(lines[number - 1].strip() for number in passage.covers)

    def status(self, passage: Passage, day: datetime.date) -> str:
        """Return what the passage is on `day`: in force, superseded, not yet in force, bill or page."""
        kind = self.sources[passage.source].kind
        if kind in ("bill", "page"):
            return kind
        if passage.in_force_from and day < passage.in_force_from:
            return "not yet in force"
        return "in force" if passage.holds_on(day) else "superseded"

    def citation(self, ref: str, language: str, day: datetime.date) -> dict[str, Any]:
        """Return the citation of a passage as it stands in a reply's `citations`, dates as ISO texts."""
        passage = self.index[ref]
        source = self.sources[passage.source]
        return {
            "source": source.id,
            "ref": ref,
            "title": source.name(language),
            "number": source.number,
            "place": passage.place,
            "in_force_from": _iso(passage.in_force_from),
            "in_force_to": _iso(passage.in_force_to),
            "status": self.status(passage, day),
            "confidence": passage.confidence,
            "page": addresses.of_passage(ref, language),
            "text": passage.say(language),
        }

    def _unresolved(self) -> list[str]:
        problems = []
        for source in self.sources.values():
            problems += [
                f"{source.id}.yml: superseded_by names {other}, and there is no such source"
                for other in source.superseded_by
                if other not in self.sources
            ]
            problems += [
                f"{source.id}.yml: {passage.id}: replaced_by names {ref}, and there is no such passage"
                for passage in source.passages
                for ref in passage.replaced_by
                if ref not in self.index
            ]
        return problems


class _PassageFile(BaseModel):
    model_config = STRICT

    id: Identifier
    place: str
    topics: tuple[str, ...]
    documents: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    in_force_from: datetime.date | None = None
    in_force_to: datetime.date | None = None
    confidence: Confidence = "high"
    doubt: Words = {}
    correction: Words = {}
    replaced_by: tuple[str, ...] = ()
    covers: tuple[int, ...] = ()
    asks: dict[str, tuple[str, ...]] = {}
    text: Words

    @model_validator(mode="after")
    def _checked(self) -> _PassageFile:
        known = vocabulary.load()
        for field, kind in VOCABULARY.items():
            unknown = [value for value in getattr(self, field) if not known.is_known(kind, value)]
            if unknown:
                raise ValueError(f"{field}: {', '.join(unknown)} not in vocabulary.yml under {kind}")
        if self.confidence != "high" and not self.doubt:
            raise ValueError(f"doubt: missing, and confidence is {self.confidence}")
        if self.in_force_from and self.in_force_to and self.in_force_to < self.in_force_from:
            raise ValueError(f"in_force_to: {self.in_force_to} is before {self.in_force_from}")
        return self


class _SourceFile(BaseModel):
    model_config = STRICT

    id: Identifier
    title: Words
    number: str | None
    issuer: str
    kind: Kind
    country: str
    language: str
    in_force_from: datetime.date | None
    in_force_to: datetime.date | None = None
    superseded_by: tuple[str, ...] = ()
    confidence: Confidence = "high"
    origin: Origin | None = None
    official: Official | None = None
    added: datetime.date | None = None
    passages: tuple[_PassageFile, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _checked(self) -> _SourceFile:
        problems = []
        if self.in_force_from and self.in_force_to and self.in_force_to < self.in_force_from:
            problems.append(f"in_force_to: {self.in_force_to} is before {self.in_force_from}")
        if not vocabulary.load().is_known("country", self.country):
            problems.append(f"country: {self.country} not in vocabulary.yml")
        ids = [passage.id for passage in self.passages]
        problems += [f"{i}: two passages have this id" for i in sorted({i for i in ids if ids.count(i) > 1})]
        # An added document is quoted in its own language and asked for in no words of ours.
        if self.added is None:
            problems += _lacking("title", self.title)
            for passage in self.passages:
                for field in ("text", "asks", "doubt", "correction"):
                    words = getattr(passage, field)
                    if words or field in ("text", "asks"):
                        problems += _lacking(f"{passage.id}: {field}", words)
        if problems:
            raise ValueError("\n".join(problems))
        return self


def files(folder: Path = SOURCES, added: Path | None = ADDED) -> list[Path]:
    """Return the files of all sources, the added documents last."""
    return sorted(folder.glob("*.yml")) + (sorted(added.glob("*.yml")) if added else [])


def file_schema() -> dict[str, Any]:
    """Return the JSON Schema of a source file."""
    return _SourceFile.model_json_schema()


def read_source(path: Path) -> Source:
    """Read one source file; ValueError or yaml.YAMLError says what is wrong with it."""
    data = _SourceFile.model_validate(yaml.load(path.read_text(encoding="utf-8"), _Loader))
    passages = tuple(_passage(data, passage) for passage in data.passages)
    fields = {name: getattr(data, name) for name in _SourceFile.model_fields if name != "passages"}
    return Source(passages=passages, **fields)


def _passage(source: _SourceFile, data: _PassageFile) -> Passage:
    fields = {name: getattr(data, name) for name in _PassageFile.model_fields}
    for date in ("in_force_from", "in_force_to"):
        if date not in data.model_fields_set:
            fields[date] = getattr(source, date)
    return Passage(ref=f"{source.id}#{data.id}", source=source.id, country=source.country, **fields)


def _lacking(what: str, words: Mapping[str, Any]) -> Iterable[str]:
    return [f"{what}: missing in {language}" for language in LANGUAGES if not words.get(language)]


def _lines(error: Exception) -> list[str]:
    if isinstance(error, ValidationError):
        return [
            f"{'.'.join(map(str, problem['loc']))}: {line}".removeprefix(": ")
            for problem in error.errors()
            for line in problem["msg"].removeprefix("Value error, ").splitlines()
        ]
    return [" ".join(str(error).split())]


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
