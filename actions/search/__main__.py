"""`python -m actions.search QUESTION`: what the search finds today by the words alone, without a chat.

What the understanding tells in a chat (intent, entities) is not known here.
"""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from actions.search.artifacts import OutdatedError
from actions.search.current import Knowledge
from actions.search.encoding import encode
from actions.search.reading import Reading
from actions.search.searcher import Known
from common import clock


def main(
    query: Annotated[str, typer.Argument(metavar="QUESTION")],
    language: Literal["vi", "es", "en"] = "vi",
    country: str | None = None,
    limit: int = 5,
    units: Annotated[bool, typer.Option(help="Show the question units, too.")] = True,
) -> None:
    """Show the question units and the passages that the search finds for QUESTION today, and how sure it is."""
    try:
        reading = Reading(query, language, encode(query, language), {}, {})
        known = Knowledge.load()
    except (OutdatedError, FileNotFoundError) as error:
        typer.echo(f"not done: {error}", err=True)
        raise typer.Exit(1) from error
    if units:
        best = known.units.search(reading, clock.today(), Known(country), limit)
        typer.echo(f"units: {best.verdict} ({best.reason}, {best.chance:.2f})")
        for hit in best.hits:
            answer = hit.entry.unit.lead.get(language) or f"computed: {hit.entry.unit.computed}"
            typer.echo(f"{hit.score:.3f}  {hit.entry.ref}  {answer}")
    found = known.passages.search(reading, clock.today(), Known(country), limit)
    typer.echo(f"passages: {found.verdict} ({found.reason}, {found.chance:.2f})")
    for passage in found.hits:
        typer.echo(f"{passage.score:.3f}  {passage.entry.ref}  {passage.entry.say(language)}")


if __name__ == "__main__":
    typer.run(main)
