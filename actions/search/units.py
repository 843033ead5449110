"""Question units as the search has them: what tells one from another, and which of them say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from actions.search.passage_features import Context, PassageFeatures
from actions.sources.questions import QuestionUnit

Floats = npt.NDArray[np.float32]
Positions = npt.NDArray[np.intp]

ONLY_IN_ONE = ("document", "procedure", "reason", "person")
"""What may be named by the unit alone, or by the question alone: "for my child" against a unit for everybody."""
UNIT_FACTS = (
    *(f"{entity}: only in the {where}" for entity in ONLY_IN_ONE for where in ("unit", "question")),
    *(f"age: {how}" for how in ("within", "another", "only in the unit", "only in the question")),
    "chance of its kind of question",
    "chance of a kind close to its own",
)
"""The columns of `UnitFeatures.facts` after those of passages; how much each weighs is learned."""


CLOSE_KINDS = (
    ("yes_no", "must", "may"),
    ("when", "until_when", "how_long"),
    ("how_much", "fine"),
    ("which_papers", "how_many", "what_is", "who"),
    ("how", "where", "what_if"),
)
"""Kinds of question whose words are alike: "may I", "do I have to", "is it"."""


@dataclass(frozen=True)
class UnitEntry:
    """A question unit with the fields by which passages are compared, too."""

    unit: QuestionUnit

    @property
    def ref(self) -> str:
        """The unit's id."""
        return self.unit.id

    @property
    def answer(self) -> str:
        """What it answers: units of one answer are right for one another."""
        return self.unit.lead.get("vi") or f"{self.unit.computed} of {self.unit.id}"

    @property
    def source(self) -> str:
        """The file that holds the unit; units of one file are of one subject."""
        return self.unit.file

    @property
    def country(self) -> str:
        """The country whose card it is about."""
        return self.unit.about.country

    @property
    def topics(self) -> tuple[str, ...]:
        """Its topic."""
        return (self.unit.about.topic,)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents it is about."""
        return self.unit.about.documents

    @property
    def procedures(self) -> tuple[str, ...]:
        """The procedures it is about."""
        return self.unit.about.procedures

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons it is about."""
        return self.unit.about.reasons

    @property
    def persons(self) -> tuple[str, ...]:
        """The persons it is about."""
        return self.unit.about.persons

    @property
    def areas(self) -> tuple[str, ...]:
        """No area tells units apart."""
        return ()

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels it is about."""
        return self.unit.about.channels

    @property
    def in_force_from(self) -> date | None:
        """The first day is not told by a unit."""
        return None

    @property
    def in_force_to(self) -> date | None:
        """The last day on which any of its grounds holds."""
        return self.unit.last

    @property
    def asks(self) -> Mapping[str, tuple[str, ...]]:
        """How people ask it."""
        return self.unit.examples


class UnitFeatures(PassageFeatures):
    """The features of all units as arrays: those of passages, and who, which age and which kind of question."""

    one_answer = True

    def __init__(self, entries: Sequence[UnitEntry]):
        super().__init__(entries, {})
        units = [entry.unit for entry in entries]
        ages = [unit.about.age for unit in units]
        self._has_age = np.array([age is not None for age in ages], bool)
        self._first_age = np.array([age.first or 0 if age else 0 for age in ages])
        self._last_age = np.array([999 if age is None or age.last is None else age.last for age in ages])
        self._kind = np.array([unit.kind for unit in units])
        self._answer = np.unique([entry.answer for entry in entries], return_inverse=True)[1]

    def standings(self, context: Context, rows: Positions) -> npt.NDArray[np.int64]:
        """Return a number for each unit at `rows`: the same for units that give the same answer."""
        return np.asarray(self._answer[rows], np.int64)

    def facts(self, context: Context, rows: Positions) -> Floats:
        """Return an array (len(rows), facts of passages and UNIT_FACTS) for the units at `rows`."""
        columns = []
        for entity in ONLY_IN_ONE:
            filled = self._fields[entity].filled[rows]
            named = bool(context.named.get(entity))
            columns += [filled & (not named), ~filled & named]
        has_age = self._has_age[rows]
        within = np.zeros(len(rows), bool)
        for age in context.ages:
            within |= has_age & (self._first_age[rows] <= age) & (age <= self._last_age[rows])
        named = bool(context.ages)
        columns += [within, has_age & named & ~within, has_age & (not named), ~has_age & named]
        own = np.array([context.question_kinds.get(str(kind), 0.0) for kind in self._kind[rows]])
        family = {
            kind: sum(context.question_kinds.get(one, 0.0) for one in kinds) for kinds in CLOSE_KINDS for kind in kinds
        }
        close = np.array([family.get(str(kind), 0.0) for kind in self._kind[rows]]) - own
        return np.column_stack([super().facts(context, rows), *columns, own, close]).astype(np.float32)
