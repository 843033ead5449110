from __future__ import annotations

from datetime import date

from actions.law import loading, review
from tests.actions import made

DAY = date(2026, 11, 30)


def test_a_row_is_due_once_its_review_day_has_passed() -> None:
    law = loading.load()
    planned = [row.review for row in law.rows() if row.review is not None]
    found = review.of_day(law, date(2099, 1, 1), [])
    assert len(found.overdue) == len(planned)
    assert found.overdue[0].due == min(planned)
    assert found.overdue[0].basis


def test_what_coming_days_wait_for_is_told_with_what_settles_it() -> None:
    waiting = review.of_day(loading.load(), DAY, []).waiting
    assert "half-2025h2-2026" in {one.row for one in waiting}
    assert all(one.settled_by for one in waiting)


def test_a_unit_that_ends_soon_tells_what_ends() -> None:
    soon, late = made.unit("ends-soon"), made.unit("lasts")
    soon = soon.model_copy(update={"grounds": (made.ground(last=date(2026, 12, 31)),)})
    found = review.of_day(loading.load(), DAY, [soon, late]).ending
    assert [(one.unit, one.file, one.ground_until) for one in found] == [("ends-soon", "made.yml", date(2026, 12, 31))]
