"""`python -m bot.channels requests`: the register as a list or as CSV; requests entered by hand and marked done."""

from __future__ import annotations

import csv
import datetime
import sys
from collections.abc import Sequence
from typing import Annotated, TextIO

import typer

from bot.channels.core import settings
from bot.channels.core.database import Database, migrate
from bot.channels.privacy import register
from bot.channels.privacy.tables import Request
from common import clock

commands = typer.Typer(add_completion=False, help="The register of what citizens asked for about their data.")
Day = Annotated[datetime.datetime | None, typer.Argument(formats=["%Y-%m-%d"], help="Today where it is left out.")]

COLUMNS = ("number", "kind", "asked_on", "due_on", "done_on", "state")


@commands.callback(invoke_without_command=True)
def show(context: typer.Context) -> None:
    """Print the register, the open requests first."""
    if context.invoked_subcommand is None:
        _print(_database())


@commands.command(name="csv")
def print_csv() -> None:
    """Print the register as CSV."""
    write_csv(_database().call(register.entered), sys.stdout)


@commands.command()
def add(kind: register.Kind, day: Day = None) -> None:
    """Enter a request that came by letter, by telephone, in person."""
    number = _database().call(lambda session: register.enter(session, kind, day.date() if day else None))
    typer.echo(f"entered as number {number}")


@commands.command()
def done(number: int, day: Day = None) -> None:
    """Mark a request as carried out."""
    if not _database().call(lambda session: register.done(session, number, day.date() if day else None)):
        typer.echo(f"There is no open request with the number {number}: the list shows which there are.", err=True)
        raise typer.Exit(1)
    typer.echo(f"number {number} is done")


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


def _database() -> Database:
    database = Database(settings.load().database_url)
    migrate(database.engine)
    return database
