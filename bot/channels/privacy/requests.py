"""`python -m bot.channels requests`: the register as a list or as CSV; requests entered by hand and marked done."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import date
from typing import TextIO

from bot.channels.core.database import Database, migrate
from bot.channels.core.settings import Settings
from bot.channels.privacy import register
from bot.channels.privacy.tables import Request
from common import clock

USAGE = f"""usage: python -m bot.channels requests                        the register as a list
       python -m bot.channels requests csv                    the same as CSV
       python -m bot.channels requests add KIND [DAY]         enter one that came by letter, by telephone, in person
       python -m bot.channels requests done NUMBER [DAY]      mark one as carried out
KIND is one of {", ".join(register.LIMITS)}; DAY is written 2026-11-30 and is today where it is left out."""

COLUMNS = ("number", "kind", "asked_on", "due_on", "done_on", "state")


def main(given: Settings, arguments: Sequence[str]) -> str | None:
    """Run the command; return what went wrong."""
    database = Database(given.database_url)
    migrate(database.engine)
    match list(arguments):
        case []:
            _print(database)
        case ["csv"]:
            write_csv(database.call(register.entered), sys.stdout)
        case ["add", kind, *days] if kind in register.LIMITS and len(days) <= 1 and _are_days(days):
            number = database.call(lambda session: register.enter(session, kind, _day(days)))
            print(f"entered as number {number}")
        case ["done", number, *days] if number.isdecimal() and len(days) <= 1 and _are_days(days):
            if not database.call(lambda session: register.done(session, int(number), _day(days))):
                return f"There is no open request with the number {number}: the list shows which there are."
            print(f"number {number} is done")
        case _:
            return USAGE
    return None


def write_csv(rows: Sequence[Request], out: TextIO) -> None:
    """Write the register as CSV, with a line of headings."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in rows)


def _print(database: Database) -> None:
    rows = [COLUMNS, *map(_cells, database.call(register.entered))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cells(row: Request) -> tuple[str, ...]:
    state = "done" if row.done_on else "overdue" if register.is_overdue(row, clock.today()) else "open"
    days = (str(day or "") for day in (row.asked_on, row.due_on, row.done_on))
    return (str(row.id), row.kind, *days, state)


def _are_days(days: Sequence[str]) -> bool:
    try:
        return all(date.fromisoformat(day) for day in days)
    except ValueError:
        return False


def _day(days: Sequence[str]) -> date | None:
    return date.fromisoformat(days[0]) if days else None
