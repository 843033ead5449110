from __future__ import annotations

import pytest

from actions.places.slips import distance


@pytest.mark.parametrize(
    ("typed", "name", "slips"),
    [
        ("hangbuom", "hangbuom", 0),
        ("hangbuon", "hangbuom", 1),
        ("ngaxon", "ngason", 1),
        ("hnagbuom", "hangbuom", 1),
        ("chinhdan", "chinhgian", 2),
        ("hoaan", "hoaxan", 1),
        ("hoa", "hoan", None),
        ("hangbac", "hangbuom", None),
        ("quan11", "quan1", None),
    ],
)
def test_slips_are_counted_as_far_as_they_go(typed: str, name: str, slips: int | None) -> None:
    assert distance(typed, name) == slips
