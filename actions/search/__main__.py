"""`python -m actions.search QUESTION`: what the search finds today, without a chat."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from actions.search.artifacts import OutdatedError
from actions.search.searcher import Searcher
from common import clock


def main(
    query: Annotated[str, typer.Argument(metavar="QUESTION")],
    language: Literal["vi", "es", "en"] = "vi",
    country: str | None = None,
    limit: int = 5,
) -> None:
    """Show the passages that the search finds for QUESTION today, and what it would do with them."""
    try:
        found = Searcher.load().search(query, language, country=country, day=clock.today(), limit=limit)
    except (OutdatedError, FileNotFoundError) as error:
        typer.echo(f"not done: {error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{found.verdict} ({found.reason}, {found.chance:.2f})")
    for hit in found.hits:
        typer.echo(f"{hit.score:.3f}  {hit.passage.ref}  {hit.passage.say(language)}")


if __name__ == "__main__":
    typer.run(main)
