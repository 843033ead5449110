"""What tells one question unit from another beside its words, and which units say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from actions.search.passage_features import FACTS, Context
from actions.search.units import UNIT_FACTS, UnitEntry, UnitFeatures
from actions.sources.questions import QuestionUnit
from tests.actions.made import TODAY, ground, unit

NOTHING = Context(TODAY, "vn", {}, {})
FOR_ALL = unit("for-all")
FOR_A_CHILD = unit("for-a-child", "Có.", about={"persons": ("child",), "age": {"from": 6, "to": 13}}, kind="may")


def fact(name: str, units: Sequence[QuestionUnit] = (FOR_ALL, FOR_A_CHILD), **known: Any) -> list[float]:
    """The column `name` of these units, for a question of which this is known."""
    facts = UnitFeatures([UnitEntry(one) for one in units]).facts(replace(NOTHING, **known), np.arange(len(units)))
    return [float(value) for value in facts[:, (*FACTS, *UNIT_FACTS).index(name)]]


def test_there_is_a_column_for_each_name() -> None:
    entries = [UnitEntry(FOR_ALL), UnitEntry(FOR_A_CHILD)]
    assert UnitFeatures(entries).facts(NOTHING, np.array([1])).shape == (1, len(FACTS) + len(UNIT_FACTS))


def test_who_is_named_by_the_unit_alone_or_by_the_question_alone() -> None:
    assert fact("person: only in the unit") == [0, 1]
    assert fact("person: only in the question") == [0, 0]
    child = {"person": ("child",)}
    assert fact("person: only in the unit", named=child) == [0, 0]
    assert fact("person: only in the question", named=child) == [1, 0]


@pytest.mark.parametrize(
    ("entity", "field", "value"),
    [("document", "documents", "cmnd"), ("procedure", "procedures", "reissue"), ("reason", "reasons", "lost")],
)
def test_so_are_document_procedure_and_reason(entity: str, field: str, value: str) -> None:
    units = [FOR_ALL, unit("of-one", about={field: (value,)})]
    assert fact(f"{entity}: only in the unit", units) == [0, 1]
    assert fact(f"{entity}: only in the question", units, named={entity: (value,)}) == [1, 0]
    assert fact(f"{entity}: the same", units, named={entity: (value,)}) == [0, 1]


@pytest.mark.parametrize(
    ("ages", "within", "another", "only_in_unit", "only_in_question"),
    [
        ([], 0, 0, 1, 0),
        ([6], 1, 0, 0, 0),
        ([13], 1, 0, 0, 0),
        ([14], 0, 1, 0, 0),
        ([70, 10], 1, 0, 0, 0),
    ],
)
def test_an_age_is_within_the_unit_s_or_another(
    ages: list[int], within: int, another: int, only_in_unit: int, only_in_question: int
) -> None:
    of_a_child = [FOR_A_CHILD]
    assert fact("age: within", of_a_child, ages=ages) == [within]
    assert fact("age: another", of_a_child, ages=ages) == [another]
    assert fact("age: only in the unit", of_a_child, ages=ages) == [only_in_unit]
    assert fact("age: only in the question", of_a_child, ages=ages) == [only_in_question]


def test_an_age_that_is_asked_with_is_told_from_a_unit_for_every_age() -> None:
    assert fact("age: only in the question", ages=[10]) == [1, 0]
    assert fact("age: another", ages=[10]) == [0, 0]


def test_an_open_age_has_no_end() -> None:
    units = [unit("from-60", about={"age": {"from": 60}}), unit("to-5", about={"age": {"to": 5}})]
    assert fact("age: within", units, ages=[60]) == [1, 0]
    assert fact("age: within", units, ages=[110]) == [1, 0]
    assert fact("age: within", units, ages=[0]) == [0, 1]


def test_the_chance_of_its_kind_of_question() -> None:
    assert fact("chance of its kind of question", question_kinds={"may": 0.7, "how_much": 0.3}) == pytest.approx(
        [0.0, 0.7]
    )


def test_units_that_give_the_same_answer_have_one_standing() -> None:
    units = [unit("a", "Không."), unit("b", "Có."), unit("c", "Không.")]
    first, second, third = UnitFeatures([UnitEntry(one) for one in units]).standings(NOTHING, np.array([0, 1, 2]))
    assert first == third
    assert first != second
    assert UnitFeatures.one_answer


def test_two_computations_are_two_answers() -> None:
    computed = [UnitEntry(unit(name, computed="fee", lead={})) for name in ("lost-fee", "damaged-fee")]
    assert computed[0].answer != computed[1].answer


def test_a_unit_is_compared_by_what_it_is_about() -> None:
    about = {
        "country": "cn",
        "topic": "fee",
        "documents": ("cn_id",),
        "procedures": ("reissue",),
        "reasons": ("lost",),
        "persons": ("child",),
        "channels": ("online",),
    }
    entry = UnitEntry(unit("one", about=about, grounds=(ground(last=date(2026, 12, 31)),)))
    assert (entry.ref, entry.source, entry.country, entry.topics) == ("one", "made.yml", "cn", ("fee",))
    assert (entry.documents, entry.procedures, entry.reasons) == (("cn_id",), ("reissue",), ("lost",))
    assert (entry.persons, entry.channels, entry.areas) == (("child",), ("online",), ())
    assert (entry.in_force_from, entry.in_force_to) == (None, date(2026, 12, 31))
    assert entry.asks["vi"] == ("one?",)


def test_a_unit_of_another_country_is_moved_down() -> None:
    chinese = unit("chinese", about={"country": "cn"})
    here, there = UnitFeatures([UnitEntry(FOR_ALL), UnitEntry(chinese)]).moves(NOTHING).tolist()
    assert (here, there < 0) == (0, True)
