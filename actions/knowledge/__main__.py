"""`python -m actions.knowledge`: build the index, search, add documents, account for the founding ones."""

from __future__ import annotations

import datetime
import time

import typer

from actions.knowledge import build_index

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.command()
def index() -> None:
    """Build models/index from the sources and the added documents, if it is not up to date."""
    started = time.monotonic()
    passages = build_index.build()
    typer.echo(f"the index is up to date: {passages} passages, {time.monotonic() - started:.0f} s")


@app.command()
def search(query: str, language: str = "vi", country: str | None = None, limit: int = 5) -> None:
    """Show what the search finds for QUERY today."""
    from actions.knowledge.search import Searcher

    result = Searcher.load().search(query, language, country=country, day=datetime.date.today(), limit=limit)
    typer.echo(f"{result.verdict} ({result.reason})")
    for hit in result.hits:
        typer.echo(f"{hit.score:.3f}  {hit.passage.ref}  {hit.passage.say(language)}")


if __name__ == "__main__":
    app()
