"""Tables and cells of docs/performance.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose first column has words and the others figures."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def by_process(values: Mapping[str, float], form: str) -> str:
    """Return the sum of what each process takes, and the parts where there are several."""
    whole = format(sum(values.values()), form)
    parts = ", ".join(f"{name} {value:{form}}" for name, value in values.items())
    return whole if len(values) == 1 else f"{whole} ({parts})"


def reached(is_so: bool) -> str:
    """Say whether a bar is reached."""
    return "reached" if is_so else "not reached"
