"""Which rows of data/law, and which edges of their periods, no test reaches: `make law-coverage`.

Measured by running the tests: the four calculators are listened to, each call gives its case and the rows that it
used. A row is reached when a test used it. An edge is reached when a test computed one case on both sides of it: with
the row on its first (last) day, and without it on the day before (after), all else the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import wraps
from typing import Any

import pytest

from actions.law import checklists, deadlines, fees, loading, models, renewals
from actions.law.errors import CaseError
from actions.law.rows import Row

TESTS = ("tests/actions/law",)
LEFT = 1
"""Exit code: something is not reached."""
CALCULATORS: Mapping[str, Any] = {
    "fee": fees,
    "deadline": deadlines,
    "renewal": renewals,
    "checklist": checklists,
}
DAY = timedelta(days=1)

Case = tuple[str, tuple[tuple[str, Any], ...]]
"""The calculator and the fields of its case."""


@dataclass
class Recorder:
    """A pytest plugin that keeps every case that is computed, with the ids of the rows used; none where refused."""

    used: dict[Case, frozenset[str]] = field(default_factory=dict)

    def listen(self) -> None:
        """Put a listener in the place of each calculator, wherever it was imported."""
        for name, module in CALCULATORS.items():
            compute = getattr(module, name)
            heard = self._heard(name, compute)
            for known in list(sys.modules.values()):
                for attribute, value in list(getattr(known, "__dict__", {}).items()):
                    if value is compute:
                        setattr(known, attribute, heard)

    def _heard(self, name: str, compute: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(compute)
        def heard(case: Any, *others: Any, **named: Any) -> Any:
            key = name, tuple(sorted((field_name, value) for field_name, value in case))
            try:
                result = compute(case, *others, **named)
            except CaseError:
                self.used.setdefault(key, frozenset())
                raise
            if not others and not named:  # Only what is computed on data/law itself.
                self.used[key] = frozenset(result.rows)
            return result

        return heard


def reached_rows(used: Mapping[Case, frozenset[str]]) -> set[str]:
    """Return the rows that some case used."""
    return {row for rows in used.values() for row in rows}


def reached_edges(used: Mapping[Case, frozenset[str]]) -> set[tuple[str, date, date]]:
    """Return each (row, day with it, next or previous day without it) that two cases alike in all else show."""
    found = set()
    for (name, fields), rows in used.items():
        for place, (field_name, value) in enumerate(fields):
            if not isinstance(value, date):
                continue
            for other in (value - DAY, value + DAY):
                twin = (name, (*fields[:place], (field_name, other), *fields[place + 1 :]))
                if twin in used:
                    found |= {(row, value, other) for row in rows - used[twin]}
    return found


def edges(row: Row) -> Iterator[tuple[str, date, date, date]]:
    """Yield the edges of a row's period: what it is called, the day within and the day without."""
    if row.valid_from:
        yield row.id, row.valid_from, row.valid_from, row.valid_from - DAY
    if row.valid_to:
        yield row.id, row.valid_to, row.valid_to, row.valid_to + DAY


def left(law: models.Law, used: Mapping[Case, frozenset[str]]) -> list[str]:
    """Return what no test reaches, a line each."""
    rows, seen = reached_rows(used), reached_edges(used)
    missing = [f"{row.id}: no test uses it" for row in law.rows() if row.id not in rows]
    for row in law.rows():
        for name, _, within, without in edges(row):
            if (name, within, without) not in seen:
                side = "first" if without < within else "last"
                missing.append(f"{name}: no case is computed on its {side} day {within} and on {without}")
    return missing


def main() -> int:
    """Run the law's tests and print what they do not reach; exit code LEFT when there is any."""
    recorder = Recorder()
    recorder.listen()
    status = pytest.main([*TESTS, "-q", "-p", "no:cacheprovider"], plugins=[recorder])
    if status:
        return int(status)
    law = loading.load()
    rows = list(law.rows())
    borders = [edge for row in rows for edge in edges(row)]
    missing = left(law, recorder.used)
    print("\n".join(missing))
    lines = sum("no case is computed" in one for one in missing)
    print(f"{len(recorder.used)} cases; rows reached: {len(rows) - (len(missing) - lines)} of {len(rows)}; ", end="")
    print(f"edges reached on both sides: {len(borders) - lines} of {len(borders)}")
    return LEFT if missing else 0


if __name__ == "__main__":
    sys.exit(main())
