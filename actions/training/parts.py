"""How lists of examples are cut into parts, so that what is learned from one part has not seen it before."""

from __future__ import annotations

FOLDS = 4
"""Each question is looked for in an index that lacks it and every fourth other one: those that say the same in the
three languages stand in the same place of their lists, and so are left out together."""
HELD_OUT = 3
"""The part that the encoder's adapter never sees; the ranker and the judgement whether to answer learn from it."""


def in_part(number: int, part: int) -> bool:
    """Say whether the example at position `number` of its list is of `part`."""
    return number % FOLDS == part
