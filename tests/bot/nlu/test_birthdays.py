"""A day on which somebody reaches an age tells his birth, and is no day asked about."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.entities import find_entities

TODAY = date(2026, 11, 29)


def dates(text: str) -> list[tuple[str, object]]:
    found = find_entities(text, TODAY)
    return [(one["entity"], one["value"]) for one in found if one["entity"].endswith("date")]


@pytest.mark.parametrize(
    ("said", "birth"),
    [
        ("I turn 25 on 3 January", "2002-01-03"),
        ("my wife will be turning 60 on 20 December 2026", "1966-12-20"),
        ("my 40th birthday is on 2 December", "1986-12-02"),
        ("he turned 16 on 5 May", "2010-05-05"),
        ("my son turns 14 in March 2027", "2013-03"),
        ("cumplo 60 el 9 de febrero", "1967-02-09"),
        ("mi hija cumplió los 14 el 2 de julio de 2026", "2012-07-02"),
        ("el 9 de diciembre cumplo 25 años", "2001-12-09"),
        ("ngày 20/12 này em tròn 25 tuổi", "2001-12-20"),
        ("em vừa tròn 40 tuổi ngày 12/11", "1986-11-12"),
    ],
)
def test_with_the_age_the_birth_is_told(said: str, birth: str) -> None:
    assert dates(said) == [("birth_date", birth)]


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("I am 40 and filed on 3/11/2026", "received_date"),
        ("tôi 40 tuổi, em bị mất ngày 1/11/2026", "event_date"),
        ("tengo 40 años y la tarjeta vence el 20/5/2030", "expiry_date"),
    ],
)
def test_an_age_beside_another_day_is_none(said: str, role: str) -> None:
    assert [entity for entity, _ in dates(said)] == [role]
