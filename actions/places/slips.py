"""How far what was typed is from a name, as far as a slip of the fingers goes."""

from __future__ import annotations

SHORTEST = 5
"""Letters of a name below which a slip makes another name ("Hòa An", "Hòa Ân" are kept apart by their other words)."""
TWO_SLIPS_FROM = 9
"""Letters of a name from which two slips still tell it."""


def distance(typed: str, name: str) -> int | None:
    """Return the letters to change, add, drop or swap from one key to the other; None where they are too many.

    Numbers are never slips: "quận 11" is not "quận 1".
    """
    if typed == name:
        return 0
    if len(name) < SHORTEST or any(map(str.isdigit, typed + name)):
        return None
    most = 2 if len(name) >= TWO_SLIPS_FROM else 1
    if abs(len(typed) - len(name)) > most:
        return None
    found = _edits(typed, name)
    return found if found <= most else None


def _edits(first: str, second: str) -> int:
    """The restricted Damerau-Levenshtein distance."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, start=1):
        earlier, before, row = before, row, [place]
        for other, wanted in enumerate(second, start=1):
            cost = before[other - 1] + (letter != wanted)
            best = min(before[other] + 1, row[other - 1] + 1, cost)
            swapped = place > 1 and other > 1 and letter == second[other - 2] and first[place - 2] == wanted
            row.append(min(best, earlier[other - 2] + 1) if swapped else best)
    return row[-1]
