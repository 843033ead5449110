from __future__ import annotations

from datetime import date

from actions.law.procedure_rows import TimeLimit
from actions.law.selection import listening, select


def limit(name: str, procedure: str = "reissue", first: date = date(2020, 1, 1)) -> TimeLimit:
    return TimeLimit(
        id=name,
        documents=("cccd",),
        procedures=(procedure,),
        days=7,
        unit="working",
        valid_from=first,
        valid_to=date(2025, 12, 31),
        basis=("luat#d1",),
    )


OLD, NEW, OTHER = limit("old"), limit("new", first=date(2024, 1, 1)), limit("other", "first")


def test_rows_that_meet_every_condition_are_taken_in_their_order() -> None:
    rows = select([OTHER, NEW, OLD]).where("procedure", lambda row: "reissue" in row.procedures).rows

    assert rows == (NEW, OLD)


def test_who_listens_hears_the_first_condition_that_a_row_fails() -> None:
    with listening() as heard:
        select([OLD, NEW, OTHER]).where("procedure", lambda row: row is not OTHER).on(date(2023, 1, 1))

    assert [(one.row.id, one.why) for one in heard] == [("other", "procedure"), ("new", "day")]


def test_a_row_about_something_else_is_not_mentioned() -> None:
    with listening() as heard:
        assert select([OLD]).where(None, lambda row: False).rows == ()

    assert heard == []


def test_of_several_that_fit_the_first_is_taken() -> None:
    with listening() as heard:
        assert select([OLD, NEW]).first() is OLD

    assert [(one.row.id, one.why) for one in heard] == [("new", "first_of_many")]
    assert select([OLD]).where("day", lambda row: False).first() is None


def test_nothing_is_kept_once_nobody_listens() -> None:
    with listening() as heard:
        pass
    select([OLD, NEW]).first()

    assert heard == []


def test_listeners_within_one_another_hear_their_own() -> None:
    with listening() as outer:
        with listening() as inner:
            select([OLD, NEW]).first()
        select([NEW, OTHER]).first()

    assert [one.row.id for one in inner] == ["new"]
    assert [one.row.id for one in outer] == ["other"]
