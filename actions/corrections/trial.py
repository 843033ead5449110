"""What a correction would change: tried on the questions of all units, and on those of data/checks.

The questions of units come as `bot.nlu` read them when it was trained (models/readings). Those of data/checks are
only encoded: what they name is not known here, so more of them may be shown as taken than would be.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from actions import settings
from actions.corrections import nearness
from actions.corrections.current import Encode, Floats, Known, phrases
from actions.search.encoding import encode
from actions.sources.questions import QuestionUnit
from common.corrections.definition import Correction, Draft
from common.unit_fields import Words

CHECKS = settings.ROOT / "data" / "checks"
SHOWN = 5
"""Questions shown of each unit; all are counted."""
TRIED = "tried"
"""Whose name stands in the record of a correction that is only tried."""


class Expected(BaseModel):
    """A question of our own words, and what is right today: a unit, a computation, or the reason of a refusal."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str
    language: str
    unit: str = ""
    computed: str = ""
    reason: str = ""

    @model_validator(mode="after")
    def _one(self) -> Expected:
        if sum(map(bool, (self.unit, self.computed, self.reason))) != 1:
            raise ValueError("expect one of unit, computed, reason")
        return self

    @property
    def expects(self) -> str:
        """What is expected, in one word."""
        return self.unit or self.computed or self.reason


@dataclass(frozen=True)
class Taken:
    """A question that the correction would answer from now on, and its cosine with the nearest phrase."""

    text: str
    language: str
    cosine: float


@dataclass(frozen=True)
class OfUnit:
    """A unit of whose questions some are taken; own: it is the one that the correction was written instead of."""

    unit: str
    lead: Words
    own: bool
    number: int
    of: int
    shown: tuple[Taken, ...]


@dataclass(frozen=True)
class OfCheck:
    """A question of data/checks that is taken, and what was expected of it."""

    taken: Taken
    expects: str
    own: bool


@dataclass(frozen=True)
class Trial:
    """What a correction would change. readings: whether the units' questions were at hand; tried: how many."""

    units: tuple[OfUnit, ...]
    checks: tuple[OfCheck, ...]
    tried: int
    readings: bool

    def contract(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)


def try_out(
    draft: Draft,
    units: Mapping[str, QuestionUnit],
    readings: Path = settings.READINGS,
    checks: Path = CHECKS,
    vector: Encode = encode,
) -> Trial:
    """Return what a draft would change, on its first day."""
    one = Correction(id=0, version=0, state="approved", draft=draft, author=TRIED, answers_for=TRIED)
    known = Known(0, (one,), (), *phrases((one,), vector))
    is_read = (readings / "vectors.npy").is_file()
    taken = list(_of_readings(known, readings)) if is_read else []
    expected = expectations(checks)
    found = [
        OfCheck(Taken(row.ask, row.language, cosine), row.expects, row.unit == draft.instead_of != "")
        for row in expected
        if (cosine := _cosine(known, vector(row.ask, row.language), row.language, {}))
    ]
    asked = sum(len(texts) for unit in units.values() for texts in unit.examples.values())
    return Trial(_by_unit(taken, units, draft.instead_of), tuple(found), asked * is_read + len(expected), is_read)


@lru_cache(maxsize=4)
def expectations(folder: Path = CHECKS) -> tuple[Expected, ...]:
    """Return the questions of all files; pydantic.ValidationError names what is wrong."""
    files = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yml")))
    return tuple(Expected.model_validate(row) for row in chain.from_iterable(file["questions"] for file in files))


def _of_readings(known: Known, folder: Path) -> Iterator[Taken]:
    """Yield the questions that were read in training and would be taken; only what is near enough is parsed."""
    vectors = np.load(folder / "vectors.npy", mmap_mode="r")
    if not len(known.vectors):
        return
    near = (np.asarray(vectors) @ known.vectors.T).max(axis=1) >= nearness.NEAR
    with (folder / "readings.jsonl").open(encoding="utf-8") as file:
        for row, line in enumerate(file):
            if near[row]:
                read = json.loads(line)
                cosine = _cosine(known, np.asarray(vectors[row]), read["language"], read["entities"])
                if cosine:
                    yield Taken(read["text"], read["language"], cosine)


def _cosine(known: Known, vector: Floats, language: str, named: Mapping[str, Any]) -> float:
    draft = known.corrections[0].draft
    _, cosine = nearness.nearest(known, vector, language, draft.first, draft.office, named, None)
    return round(cosine, 3)


def _by_unit(taken: Iterable[Taken], units: Mapping[str, QuestionUnit], instead_of: str) -> tuple[OfUnit, ...]:
    owners: dict[tuple[str, str], list[str]] = {}
    for unit in units.values():
        for language, texts in unit.examples.items():
            for text in texts:
                owners.setdefault((text, language), []).append(unit.id)
    found: dict[str, list[Taken]] = {}
    for one in taken:
        for owner in owners.get((one.text, one.language), ()):
            found.setdefault(owner, []).append(one)
    of_units = [
        OfUnit(
            name,
            units[name].lead,
            name == instead_of,
            len(ones),
            sum(len(texts) for texts in units[name].examples.values()),
            tuple(sorted(ones, key=lambda one: -one.cosine)[:SHOWN]),
        )
        for name, ones in found.items()
    ]
    return tuple(sorted(of_units, key=lambda one: (not one.own, -one.number)))
