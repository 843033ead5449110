"""`python -m actions.corrections`: what `make corrections` runs; lists or proposes corrections that lasted."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions.corrections import lasting
from actions.sources import questions
from common import clock
from common.corrections import store
from common.database import DATABASE, SETTING, address

CHECK = "then python -m actions.sources questions --file {path}"


def main(
    days: Annotated[int, typer.Option(help="Days for which a correction was said.")] = lasting.LASTED_DAYS,
    out: Annotated[Path, typer.Option(help="Where the question units are written.")] = lasting.PROPOSALS,
) -> None:
    """Write the corrections that lasted as question units for a person to review."""
    engine = create_engine(address(os.environ.get(SETTING) or DATABASE), hide_parameters=True)
    try:
        with Session(engine) as session:
            found = lasting.lasted(store.corrections(session), clock.today(), days)
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or type(error).__name__).split("\n")[0]
        typer.echo(f"not done: {cause}; {SETTING} names the bridge's database, which makes its tables", err=True)
        raise typer.Exit(1) from error
    for one in found:
        typer.echo(f"{one.id}  {lasting.said_days(one, clock.today())} days  {next(iter(one.draft.lead.values()))}")
    if not found:
        typer.echo(f"no correction was said for {days} days")
        return
    written = lasting.write(found, {unit.id: unit for unit in questions.load()}, out)
    for path in written:
        then = CHECK.format(path=path) if path == out else "its head says how they are merged"
        typer.echo(f"look through {path}: {then}")
    if not written:
        typer.echo("question units answer all of it already, in these words")


if __name__ == "__main__":
    typer.run(main)
