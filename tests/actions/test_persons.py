"""Whom a question is about, and what is known of him."""

from __future__ import annotations

from typing import Any

import pytest

from actions.persons import SOMEBODY, remembered, spoken_of

CHILD = {"who": "child", "persons": [], "people": {"child": {"age": "13", "reason": "lost"}}}
SEEN = {"father": {"age": "78", "birth_date": "1948-05-20"}}


def who(entities: dict[str, tuple[Any, ...]], subject: dict[str, Any], detail: bool = False) -> str | None:
    return spoken_of(entities, subject, detail).who


def test_another_relative_is_another_person_of_whom_nothing_is_known() -> None:
    father = spoken_of({"who": ("father",), "age": (78,)}, CHILD, detail=False)
    assert (father.who, father.another, father.known) == ("father", True, {})


def test_who_comes_back_is_known_but_for_what_the_message_tells_anew() -> None:
    back = spoken_of({"who": ("father",), "age": (79,)}, {**CHILD, "people": SEEN}, detail=False)
    assert back.known == {"birth_date": "1948-05-20"}


def test_the_same_person_stays() -> None:
    assert not spoken_of({"who": ("child",)}, CHILD, detail=False).another
    assert spoken_of({}, CHILD, detail=False).who == "child"


def test_the_first_of_two_is_the_one_it_is_about() -> None:
    assert who({"who": ("father", "mother")}, {}) == "father"


def test_a_name_that_is_only_a_detail_tells_whom_it_was_about_all_along() -> None:
    person = spoken_of({"who": ("mother",)}, {"who": None}, detail=True)
    assert (person.who, person.another) == ("mother", False)


@pytest.mark.parametrize(
    ("subject", "category", "somebody_else"),
    [
        ({"who": None}, "elderly", True),
        ({"who": "father"}, "elderly", False),
        ({"who": "child"}, "elderly", True),
        ({"who": "child"}, "child", False),
        ({"who": "father"}, "disabled", False),
        ({"who": "father", "persons": ["merit"]}, "disabled", True),
        ({"who": None, "persons": ["disabled"]}, "disabled", False),
    ],
)
def test_a_category_names_somebody_else_unless_it_may_be_said_of_the_same(
    subject: dict[str, Any], category: str, somebody_else: bool
) -> None:
    person = spoken_of({"person": (category,)}, subject, detail=False)
    assert (person.who == SOMEBODY) is somebody_else
    assert person.another is somebody_else


def test_each_person_is_remembered_with_what_is_known_and_somebody_is_not() -> None:
    known: dict[str, Any] = {"age": "13", "reason": "lost", "person": [], "document": None}
    assert remembered({}, "child", known) == {"child": {"age": "13", "reason": "lost"}}
    assert remembered(SEEN, SOMEBODY, known) == SEEN
    assert set(remembered(SEEN, None, known)) == {"father", "self"}
