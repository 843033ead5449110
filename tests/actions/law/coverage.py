"""Which rows of data/law, and which edges of their periods, no test reaches: `make law-coverage`.

Measured by running the tests: the four calculators are listened to; each call gives its case and the rows that it
used. A row is reached when a test used it: a kind of card when a case of it was computed, who a person can be when a
case named the person, a notice when one of its days was looked at. An edge is reached when a test computed one case on
both sides of it: with the row on its first (last) day, without it on the day before (after), all else the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import wraps
from typing import Any

import pytest

from actions.law import checklists, deadlines, duties, fees, loading, models, renewals
from actions.law.calendars import Calendar
from actions.law.card_rows import Duty, Ending, Grace
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
NEVER_LAST = {
    ("exempt-2019-boundary", date(2024, 10, 20)): "from 1 July 2024 the law itself charges nothing for that reason",
}
"""Last days on which a row cannot act any more, and why; test_coverage.py holds that it does not."""

Case = tuple[str, tuple[tuple[str, Any], ...]]
"""The calculator and the fields of its case."""


@dataclass
class Recorder:
    """A pytest plugin that keeps every case computed, with the ids of the rows used; few where it was refused."""

    used: dict[Case, frozenset[str]] = field(default_factory=dict)

    def listen(self) -> None:
        """Put a listener in the place of each calculator, wherever it was imported."""
        for name, module in CALCULATORS.items():
            compute = getattr(module, name)
            _replace(compute, self._heard(name, compute))

    def _heard(self, name: str, compute: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(compute)
        def heard(case: Any, *others: Any, **named: Any) -> Any:
            if others or named:  # Only what is computed on data/law itself.
                return compute(case, *others, **named)
            key = name, tuple(sorted((field_name, value) for field_name, value in case))
            asked = _asked_about(case, loading.load())
            try:
                result = compute(case)
            except CaseError:
                self.used.setdefault(key, asked)
                raise
            self.used[key] = asked | {loading.load().document(case.document).id, *rows_of(result)}
            if isinstance(result, renewals.Renewal) and result.next_date:
                lengthened = "expiry", (("day", case.day), ("document", case.document), ("expiry", result.next_date))
                self.used[lengthened] = frozenset(result.rows)
            return result

        return heard

    def listen_to_duties(self) -> None:
        """Keep each card and day that a duty to apply is looked for, with the duty found."""
        looked_for = duties.duty

        @wraps(looked_for)
        def heard(document: str, day: date, law: models.Law | None = None) -> Duty | None:
            found = looked_for(document, day, law)
            if law is None:
                key = "duty", (("day", day), ("document", document))
                self.used[key] = frozenset({found.id} if found else ())
            return found

        _replace(looked_for, heard)

    def listen_to_days(self) -> None:
        """Keep each day that is looked at in a calendar, with the notice that tells of it."""
        looked_at = Calendar.is_working

        def heard(calendar: Calendar, day: date) -> bool:
            if calendar.law is loading.load():
                notice = calendar.notice(day.year)
                key = "calendar", (("country", calendar.country), ("day", day))
                self.used[key] = frozenset({notice.id} if notice else ())
            return looked_at(calendar, day)

        Calendar.is_working = heard  # type: ignore[method-assign, assignment]


def _replace(function: Callable[..., Any], heard: Callable[..., Any]) -> None:
    """Put a listener in the place of a function, wherever it was imported."""
    for known in list(sys.modules.values()):
        for attribute, value in list(getattr(known, "__dict__", {}).items()):
            if value is function:
                setattr(known, attribute, heard)


def rows_of(result: Any) -> set[str]:
    """The rows that a result names: those that it rests on, and the shorter limits that it only mentions."""
    return {*result.rows, *(sooner.row for sooner in getattr(result, "sooner", ()))}


def _asked_about(case: Any, law: models.Law) -> frozenset[str]:
    """The rules of who a person can be that a case is held against, whether it is then computed or refused."""
    return frozenset(row.id for row in law.person_rules if row.person in getattr(case, "persons", ()))


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


def edges(row: Row) -> Iterator[tuple[date, date]]:
    """Yield the edges of a row: the day on which it acts and the day next to it on which it does not.

    As a rule those of its period. An ending acts from the day after the last usable one; a grace on cards that run
    out between two days, which is what its edges are.
    """
    if isinstance(row, Ending):
        yield row.usable_until + DAY, row.usable_until
        return
    first, last = (row.expires_from, row.expires_to) if isinstance(row, Grace) else (row.valid_from, row.valid_to)
    if first:
        yield first, first - DAY
    if last and (row.id, last) not in NEVER_LAST:
        yield last, last + DAY


def left(law: models.Law, used: Mapping[Case, frozenset[str]]) -> list[str]:
    """Return what no test reaches, a line each."""
    rows, seen = reached_rows(used), reached_edges(used)
    missing = [f"{row.id}: no test uses it" for row in law.rows() if row.id not in rows]
    for row in law.rows():
        for within, without in edges(row):
            if (row.id, within, without) not in seen:
                side = "first" if without < within else "last"
                missing.append(f"{row.id}: no case is computed on its {side} day {within} and on {without}")
    return missing


def main() -> int:
    """Run the law's tests and print what they do not reach; exit code LEFT when there is any."""
    recorder = Recorder()
    recorder.listen()
    recorder.listen_to_duties()
    recorder.listen_to_days()
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
