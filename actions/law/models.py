"""The law as dated rows: what data/law/*.yml may hold and how it is read.

Every figure that the assistant says is a field of a row. A row has an id, a period (inclusive days, null = open),
the passages it rests on, and how sure it is. Python knows how to pick rows, never what is in them.

What a row of each kind holds is in rows.py (what all have), card_rows.py, fee_rows.py, procedure_rows.py and
calendar_rows.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import BaseModel

from actions.law.calendar_rows import Counting, DayName, Notice, WithoutNotice
from actions.law.card_rows import Document, Duty, Ending, Grace, RenewalNote, RenewalRule
from actions.law.fee_rows import Delivery, Exemption, FeeLine, Horizon, Reduction
from actions.law.procedure_rows import Paper, PersonNote, PersonRule, Place, Province, Route, TimeLimit
from actions.law.rows import Period, Row, Words, in_force


class LawDataError(ValueError):
    """The law data cannot be used; `problems` lists every fault with the file or row it is in."""

    def __init__(self, problems: Sequence[str]):
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Gap(Period):
    """A period about which nothing is known or in which a thing did not exist, written down with its reason."""

    kind: Literal["fee", "time_limit", "exemption", "renewal", "route", "place"]
    documents: tuple[str, ...]
    procedures: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    why: Words


@dataclass(frozen=True)
class Law:
    """All rows of data/law, checked against one another."""

    documents: tuple[Document, ...] = ()
    fee_lines: tuple[FeeLine, ...] = ()
    reductions: tuple[Reduction, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    person_rules: tuple[PersonRule, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    countings: tuple[Counting, ...] = ()
    renewal_rules: tuple[RenewalRule, ...] = ()
    endings: tuple[Ending, ...] = ()
    graces: tuple[Grace, ...] = ()
    renewal_notes: tuple[RenewalNote, ...] = ()
    duties: tuple[Duty, ...] = ()
    notices: tuple[Notice, ...] = ()
    without_notice: tuple[WithoutNotice, ...] = ()
    day_names: tuple[DayName, ...] = ()
    papers: tuple[Paper, ...] = ()
    places: tuple[Place, ...] = ()
    person_notes: tuple[PersonNote, ...] = ()
    routes: tuple[Route, ...] = ()
    gaps: tuple[Gap, ...] = ()
    provinces: tuple[Province, ...] = ()

    def rows(self) -> Iterator[Row]:
        """All dated rows, in the order of the files."""
        for part in fields(self):
            for item in getattr(self, part.name):
                if isinstance(item, Row):
                    yield item

    @cached_property
    def by_id(self) -> dict[str, Row]:
        """The rows by their id."""
        return {row.id: row for row in self.rows()}

    @property
    def cards(self) -> list[str]:
        """The documents that the law tables are about; an electronic identity is none."""
        return [row.document for row in self.documents]

    def document(self, key: str) -> Document:
        """Return the row of a kind of card; KeyError when there is none."""
        for row in self.documents:
            if row.document == key:
                return row
        raise KeyError(key)


MODELS: dict[str, type[BaseModel]] = {
    "documents": Document,
    "fee_lines": FeeLine,
    "reductions": Reduction,
    "exemptions": Exemption,
    "person_rules": PersonRule,
    "horizons": Horizon,
    "deliveries": Delivery,
    "time_limits": TimeLimit,
    "countings": Counting,
    "renewal_rules": RenewalRule,
    "endings": Ending,
    "graces": Grace,
    "renewal_notes": RenewalNote,
    "duties": Duty,
    "notices": Notice,
    "without_notice": WithoutNotice,
    "day_names": DayName,
    "papers": Paper,
    "places": Place,
    "person_notes": PersonNote,
    "routes": Route,
    "gaps": Gap,
    "provinces": Province,
}


def renewal_rule(law: Law, document: str, day: date) -> RenewalRule | None:
    """Return the validity rule of a document on a day, else its last one; None when it has none."""
    rules = [row for row in law.renewal_rules if document in row.documents]
    return next(iter(in_force(rules, day)), None) or max(rules, key=lambda row: row.first, default=None)


def min_age(law: Law, document: str, day: date) -> int:
    """Return from which age a document is issued (0: from birth, or not known)."""
    rule = renewal_rule(law, document, day)
    return rule.min_age if rule else 0
