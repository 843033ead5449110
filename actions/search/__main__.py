"""`python -m actions.search QUESTION`: what the search finds today by the words alone, without a chat.

What the understanding tells in a chat (intent, entities) is not known here.
"""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from actions.search.artifacts import OutdatedError
from actions.search.encoding import encode
from actions.search.reading import Reading
from actions.search.searcher import Known, Searcher
from common import clock


def main(
    query: Annotated[str, typer.Argument(metavar="QUESTION")],
    language: Literal["vi", "es", "en"] = "vi",
    country: str | None = None,
    limit: int = 5,
) -> None:
    """Show the passages that the search finds for QUESTION today, and what it would do with them."""
    try:
        reading = Reading(query, language, encode(query, language), {}, {})
        found = Searcher.load().search(reading, clock.today(), Known(country), limit)
    except (OutdatedError, FileNotFoundError) as error:
        typer.echo(f"not done: {error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{found.verdict} ({found.reason}, {found.chance:.2f})")
    for hit in found.hits:
        typer.echo(f"{hit.score:.3f}  {hit.passage.ref}  {hit.passage.say(language)}")


if __name__ == "__main__":
    typer.run(main)
