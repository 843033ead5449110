"""What the law of a coming day still waits for: texts that are not out, notices not on file, cuts about to end."""

from __future__ import annotations

from datetime import date, timedelta

from actions.law.calendar_rows import WithoutNotice
from actions.law.fee_rows import Horizon, Reduction
from actions.law.models import Law
from actions.law.rows import Frozen, in_force
from actions.law.selection import select

# How far ahead an end is told. The cuts of recent years were renewed in the last two weeks of their term.
AHEAD = timedelta(days=120)


class Waiting(Frozen):
    """One open point: the row it hangs on, the first day it matters, why, and the row that would settle it."""

    row: str
    since: date
    why: str
    settled_by: str


def settled(horizon: Horizon, law: Law, day: date) -> bool:
    """Say whether the text that a horizon waits for is on file for `day`: a cut for everybody on its tariff."""
    return any(
        row.first >= horizon.first and _for_everybody(row) and set(row.tariffs) & set(horizon.tariffs)
        for row in in_force(law.reductions, day)
    )


def horizons(tariff: str, law: Law, day: date) -> list[Horizon]:
    """Return the horizons under which an amount of `tariff` may still change on `day`."""
    return list(
        select(law.horizons)
        .where(None, lambda row: tariff in row.tariffs)
        .on(day)
        .where("settled", lambda row: not settled(row, law, day))
        .rows
    )


def waiting(law: Law, day: date) -> list[Waiting]:
    """List what is open from `day` on, the earliest first: horizons, years without a notice, ends without a successor.

    A horizon leaves the list with the row that settles it, and comes back when that row ends soon.
    """
    found = [*_horizons(law, day), *_notices(law, day), *_ends(law, day)]
    return sorted(found, key=lambda one: (one.since, one.row))


def _horizons(law: Law, day: date) -> list[Waiting]:
    found = []
    for row in law.horizons:
        since = max(row.first, day)
        if since <= row.last and not settled(row, law, since):
            said = row.doubt.en if row.doubt else ""
            by = f"a row under reductions from {since}, tariffs: {', '.join(row.tariffs)}; or valid_to of {row.id}"
            found.append(Waiting(row=row.id, since=since, why=said, settled_by=by))
    return found


def _notices(law: Law, day: date) -> list[Waiting]:
    found = []
    for row in law.without_notice:
        for year in range(day.year, (day + AHEAD).year + 1):
            if not any((notice.country, notice.year) == (row.country, year) for notice in law.notices):
                found.append(_notice(row, year))
    return found


def _notice(row: WithoutNotice, year: int) -> Waiting:
    why = row.doubt.en.format(year=year) if row.doubt else ""
    by = f"a row under notices: country {row.country}, year {year}"
    return Waiting(row=row.id, since=date(year, 1, 1), why=why, settled_by=by)


def _ends(law: Law, day: date) -> list[Waiting]:
    found = []
    for row in law.reductions:
        if not day <= row.last <= day + AHEAD or _continued(row, law):
            continue
        since = row.last + timedelta(days=1)
        found.append(
            Waiting(
                row=row.id,
                since=since,
                why=f"This cut ({row.kind}) ends on {row.last}; nothing on file continues it.",
                settled_by=f"a row under reductions from {since}; none if it is not continued",
            )
        )
    return found


def _continued(row: Reduction, law: Law) -> bool:
    return any(
        after.kind == row.kind and set(after.tariffs) & set(row.tariffs) and after.covers(row.last + timedelta(days=1))
        for after in law.reductions
    )


def _for_everybody(row: Reduction) -> bool:
    only_for = (row.documents, row.procedures, row.channels, row.areas, row.persons, row.conditions)
    return not any(only_for)
