"""Until when a first card must be applied for, on the day."""

from __future__ import annotations

from datetime import date, timedelta

from actions.law.duties import duty, last_days
from actions.law.renewal_cases import Days

TODAY = date(2026, 11, 29)


def test_china_gives_three_months_from_sixteen() -> None:
    row = duty("cn_id", TODAY)
    assert row is not None
    born = date(2010, 11, 30)
    assert last_days(row, Days(born, born)).last == date(2027, 2, 28)


def test_vietnam_gives_no_time_beyond_the_birthday_whatever_the_card_is_called() -> None:
    row = duty("cccd", TODAY)
    assert row is not None
    born = date(2012, 3, 5)
    assert last_days(row, Days(born, born)).last == date(2026, 3, 5)


def test_none_is_on_file_for_a_card_that_is_no_more_or_before_the_law() -> None:
    assert duty("cmnd", TODAY) is None
    assert duty("can_cuoc", date(2020, 1, 1)) is None


def test_each_begins_with_its_law() -> None:
    found = {
        (document, day): row.id if (row := duty(document, day)) else None
        for document, first in (("can_cuoc", date(2024, 7, 1)), ("cn_id", date(2004, 1, 1)))
        for day in (first, first - timedelta(days=1))
    }
    assert found == {
        ("can_cuoc", date(2024, 7, 1)): "duty-tcc-14",
        ("can_cuoc", date(2024, 6, 30)): None,
        ("cn_id", date(2004, 1, 1)): "duty-cn-16",
        ("cn_id", date(2003, 12, 31)): None,
    }
