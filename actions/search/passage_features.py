"""What is known of a question besides its words, and how each passage stands to it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from actions.sources.library import Passage

OTHER_COUNTRY = -0.5
NOT_YET_IN_FORCE = -0.4
"""On the scale of the weighted sum (0 to 1). Asks cannot teach these two: hardly any speaks against its passage."""

FIELD_OF_ENTITY = {
    "document": "documents",
    "procedure": "procedures",
    "reason": "reasons",
    "person": "persons",
    "area": "areas",
    "channel": "channels",
    "aspect": "topics",
}
"""What a question may name, and the field of a passage that is compared with it."""

FACTS = (
    *(f"{entity}: {how}" for entity in FIELD_OF_ENTITY for how in ("the same", "another")),
    "chance of its topics",
    "no longer in force",
    "no longer in force, a past time is named",
    "held at the time asked about",
    "of the bill, the bill is named",
    "of a text whose number is named",
)
"""The columns of `PassageFeatures.facts`; how much each of them weighs is learned (ranker.py)."""

ONE_CARD = frozenset({"can_cuoc", "cccd", "cmnd"})
"""The names that people give one and the same card; none of them speaks against another."""
CARD_QUESTION = "card_question"
ASKED_AT_LARGE = frozenset({"steps", "delivery", "biometrics", "authority", "legal_basis"})
"""Topics that no intent of their own asks for, and the intent that does."""
BILL, OLD_LAW, PAST = "bill", "law_2014", "past"
SOURCE_OF_LAW = {
    OLD_LAW: "luat-59-2014-qh13",
    "law_2023": "luat-26-2023-qh15",
    BILL: "du-thao-luat-cccd",
    "procedure_2001195": "tthc-2-001195",
    "page_thuan_duc": "luat-thuan-duc-cccd",
    "page_da_nang": "thu-tuc-cmnd-2019",
}
"""The source of each text that a citizen can name."""

Floats = npt.NDArray[np.float32]
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Context:
    """What is known: the day, the country, what is named, the chance of each topic.

    named: entity -> values, as in FIELD_OF_ENTITY, from the dialogue or the question, `law` and `past`; years of times
    asked about, and numbers (of texts, like "59/2021") that the question names. about: the first and last day asked
    about, where the dialogue knows it; else the day itself.
    """

    day: datetime.date
    country: str | None
    named: Mapping[str, Collection[str]]
    topics: Mapping[str, float]
    years: Collection[int] = ()
    numbers: Collection[str] = ()
    about: tuple[datetime.date, datetime.date] | None = None

    @property
    def asked(self) -> tuple[datetime.date, datetime.date]:
        """The first and last day asked about."""
        return self.about or (self.day, self.day)

    @property
    def past(self) -> bool:
        """Whether a time before is asked about, or a text of it."""
        laws = self.named.get("law", ())
        named = bool(self.years) or PAST in self.named or BILL in laws or OLD_LAW in laws
        return named or self.asked[1] < self.day


class PassageFeatures:
    """The facts of all passages as arrays, so that many are compared at once."""

    def __init__(self, passages: Sequence[Passage], numbers: Mapping[str, str | None], bills: Collection[str] = ()):
        """Take the passages, the number of each source, and the sources that are bills."""
        self._country = _Table([(passage.country,) for passage in passages])
        self._from = np.array([p.in_force_from or datetime.date.min for p in passages], "datetime64[D]")
        self._to = np.array([p.in_force_to or datetime.date.max for p in passages], "datetime64[D]")
        self._fields = {
            entity: _Table([_told(passage, field) for passage in passages])
            for entity, field in FIELD_OF_ENTITY.items()
        }
        self._family = _Table([_family(passage.documents) for passage in passages])
        self._bill = np.array([passage.source in bills for passage in passages])
        self._source = np.unique([passage.source for passage in passages], return_inverse=True)[1]
        law = [passage.source if passage.source in bills else passage.country for passage in passages]
        self._law = np.unique(law, return_inverse=True)[1]
        self._number = _Table([_heads(numbers.get(passage.source)) for passage in passages])

    def moves(self, context: Context) -> Floats:
        """Return by how much every passage is moved whatever else is known: of another country, not yet in force."""
        moved = NOT_YET_IN_FORCE * (np.datetime64(context.asked[1]) < self._from)
        if context.country:
            moved = moved + OTHER_COUNTRY * ~self._country.any_of((context.country,))
        return np.asarray(moved, np.float32)

    def standings(self, context: Context, rows: Positions) -> npt.NDArray[np.int64]:
        """Return a number for each passage at `rows`: the same for what may be said together.

        That is the law of one country which holds on the last day asked about, and the passages of one text which do
        not. A bill stands alone.
        """
        day = np.datetime64(context.asked[1])
        holds = (self._from[rows] <= day) & (day <= self._to[rows])
        return np.where(holds, 2 * self._law[rows], 2 * self._source[rows] + 1).astype(np.int64)

    def facts(self, context: Context, rows: Positions) -> Floats:
        """Return an array (len(rows), FACTS) for the passages at `rows`."""
        columns: list[npt.NDArray[Any]] = []
        for entity, table in self._fields.items():
            named = context.named.get(entity, ())
            same = table.any_of(named, rows)
            related = self._family.any_of(_family(named), rows) if entity == "document" else same
            columns += [same, table.filled[rows] & ~related if named else np.zeros_like(same)]
        laws = context.named.get("law", ())
        first, last = self._from[rows], self._to[rows]
        ended = last < np.datetime64(context.day)
        held = np.zeros_like(ended)
        for start, end in self._times(context):
            held |= (first <= np.datetime64(end)) & (np.datetime64(start) <= last)
        columns += [
            self._fields["aspect"].chance(context.topics, rows),
            ended,
            ended & context.past,
            held,
            self._bill[rows] & (BILL in laws),
            self._number.any_of(context.numbers, rows),
        ]
        return np.stack(columns, axis=1).astype(np.float32)

    @staticmethod
    def _times(context: Context) -> list[tuple[datetime.date, datetime.date]]:
        """Return the times asked about, first and last day: those that the dialogue knows, or the years named."""
        if context.asked[1] < context.day:
            return [context.asked]
        return [(datetime.date(year, 1, 1), datetime.date(year, 12, 31)) for year in context.years]


NUMBER = re.compile(r"\d+(?:[./]\d+)+")
"""The number within the name of a text or procedure: "59/2021", "2.001195"."""


class _Table:
    """Which passage has which values."""

    def __init__(self, values: Sequence[Collection[str]]):
        self._names = sorted({name for row in values for name in row})
        has = [[float(name in row) for name in self._names] for row in values]
        self._has = np.array(has, np.float32).reshape(len(values), -1)
        self.filled: npt.NDArray[np.bool_] = np.asarray(self._has.any(axis=1), np.bool_)

    def any_of(self, names: Collection[str], rows: Positions | slice = slice(None)) -> npt.NDArray[np.bool_]:
        return np.asarray(self.chance(dict.fromkeys(names, 1.0), rows) > 0)

    def chance(self, chances: Mapping[str, float], rows: Positions | slice = slice(None)) -> Floats:
        weights = np.array([chances.get(name, 0.0) for name in self._names], np.float32)
        return np.asarray(np.minimum(self._has[rows] @ weights, np.float32(1)))


def _told(passage: Passage, field: str) -> tuple[str, ...]:
    """Return the values of a passage's field; what no intent of its own asks for is asked for as a card question."""
    values = tuple(getattr(passage, field))
    return (*values, CARD_QUESTION) if field == "topics" and set(values) <= ASKED_AT_LARGE else values


def _family(documents: Collection[str]) -> set[str]:
    return set(documents) | (ONE_CARD if set(documents) & ONE_CARD else set())


def _heads(number: str | None) -> list[str]:
    return NUMBER.findall(number or "")
