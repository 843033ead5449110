"""The question units: what people ask, with a short checked answer to each, read from data/questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from actions import settings
from actions.law.models import Law
from actions.sources import question_checks
from actions.sources.grounds import NONE_FOUND, Ground, Grounds
from actions.sources.library import Library
from common.unit_fields import Kind, Label, Words

Computed = Literal["fee", "deadline", "renewal", "checklist"]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class QuestionsError(ValueError):
    """What is wrong in the units, one line a problem: file, unit, cause."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(f"{len(problems)} problem(s) in the question units:\n" + "\n".join(problems))


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Ages(_Frozen):
    """Full years, inclusive; None = no end."""

    first: int | None = Field(default=None, alias="from", ge=0, le=120)
    last: int | None = Field(default=None, alias="to", ge=0, le=120)

    @model_validator(mode="after")
    def _in_order(self) -> Ages:
        if self.first is None and self.last is None:
            raise ValueError("an age needs from or to")
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError("from is after to")
        return self

    def covers(self, age: int) -> bool:
        """Say whether somebody of `age` full years is meant."""
        return (self.first is None or self.first <= age) and (self.last is None or age <= self.last)


class About(_Frozen):
    """What tells a unit from its neighbours: values of data/vocabulary.yml; an empty list does not matter."""

    country: str = "vn"
    topic: str
    documents: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    age: Ages | None = None


class Line(_Frozen):
    """One line under a lead: what it tells, and its words."""

    label: Label
    vi: str = ""
    es: str = ""
    en: str = ""

    @property
    def words(self) -> Words:
        """The line by language."""
        return {"vi": self.vi, "es": self.es, "en": self.en}

    def say(self, language: str) -> str:
        """Return the line in `language` ("vi", "es", "en")."""
        return self.words[language]


class QuestionUnit(_Frozen):
    """One thing a citizen wants to know, with its answer; docs/questions.md tells what each field holds."""

    id: Identifier
    kind: Kind
    about: About
    rests_on: tuple[str, ...]
    looked_in: str = ""
    lead: Words = {}
    lines: tuple[Line, ...] = ()
    doubt: Words = {}
    more: Words = {}
    computed: Computed | None = None
    said_until: date | None = None
    period: Literal["past"] | None = None
    examples: Mapping[str, tuple[str, ...]]
    near: tuple[str, ...] = ()
    file: str
    grounds: tuple[Ground, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _one_ground(cls, data: Any) -> Any:
        # `rests_on: none_found` needs no brackets.
        if isinstance(data, dict) and data.get("rests_on") == NONE_FOUND:
            return data | {"rests_on": (NONE_FOUND,)}
        return data

    @property
    def grounded(self) -> bool:
        """Whether the unit rests on anything but a search that found nothing."""
        return NONE_FOUND not in self.rests_on

    @property
    def last(self) -> date | None:
        """The last day on which any of the grounds holds; None when it is open."""
        ends = [ground.last for ground in self.grounds]
        return max((end for end in ends if end), default=None) if all(ends) else None

    def holds_on(self, day: date) -> bool:
        """Say whether any of the grounds is in force on `day`; a search that found nothing holds on every day."""
        return not self.grounds or any(ground.holds_on(day) for ground in self.grounds)

    def fits_on(self, day: date) -> bool:
        """Say whether the words may be said on `day`: a past or a ground in force, and `said_until` not over."""
        return (self.period == "past" or self.holds_on(day)) and (self.said_until is None or day <= self.said_until)


def load(
    folder: Path = settings.UNITS, library: Library | None = None, law: Law | None = None, day: date | None = None
) -> tuple[QuestionUnit, ...]:
    """Return all units in the order of the files; QuestionsError names all that is wrong.

    With `day`, a unit on today's rules whose ground has ended by then is wrong, too. Without it, as in training and in
    a running assistant, such a unit is loaded and not said (`fits_on`): a year's end stops nobody's assistant.
    """
    units, problems = read(files(folder), grounds(library, law), day)
    problems += question_checks.check_together(units)
    if problems:
        raise QuestionsError(problems)
    return units


def files(folder: Path = settings.UNITS) -> list[Path]:
    """Return the files of all units."""
    return sorted(folder.glob("*.yml"))


def grounds(library: Library | None = None, law: Law | None = None) -> Grounds:
    """Return what units may rest on: by default the founding sources and data/law."""
    from actions.law import loading

    return Grounds(library or Library.load(added=None), law or loading.load())


def read(paths: Iterable[Path], known: Grounds, day: date | None = None) -> tuple[tuple[QuestionUnit, ...], list[str]]:
    """Return the units of these files and what is wrong in them, one line each; no check looks at other files."""
    units: list[QuestionUnit] = []
    problems: list[str] = []
    for path in paths:
        found, faults = _read_file(path, known)
        units += found
        problems += faults
    return tuple(units), problems + question_checks.check(units, known, day)


def _read_file(path: Path, known: Grounds) -> tuple[list[QuestionUnit], list[str]]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except (ValueError, yaml.YAMLError) as error:
        return [], [f"{path.name}: {' '.join(str(error).split())}"]
    if not isinstance(content, dict) or set(content) != {"units"} or not isinstance(content["units"], list):
        return [], [f"{path.name}: the file must hold one list, units"]
    units, problems = [], []
    for position, item in enumerate(content["units"], start=1):
        name = item.get("id", f"unit {position}") if isinstance(item, dict) else f"unit {position}"
        try:
            units.append(_unit(item, path.name, known))
        except ValidationError as error:
            problems += [f"{path.name}: {name}: {line}" for line in _lines(error)]
    return units, problems


def _unit(item: Any, file: str, known: Grounds) -> QuestionUnit:
    if not isinstance(item, dict) or not {"file", "grounds"}.isdisjoint(item):
        return QuestionUnit.model_validate({"unit": item})  # not a unit: refused by its fields
    unit = QuestionUnit.model_validate(item | {"file": file})
    found = tuple(ground for ref in unit.rests_on if (ground := known.find(ref)))
    return unit.model_copy(update={"grounds": found})


def _lines(error: ValidationError) -> list[str]:
    return [
        f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].removeprefix('Value error, ')}".removeprefix(": ")
        for fault in error.errors()
    ]


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
