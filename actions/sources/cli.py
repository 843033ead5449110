"""`python -m actions.sources`: add, list and remove documents, account for the founding ones."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from actions import settings
from actions.search import artifacts
from actions.sources import adding, coverage
from actions.sources.library import Kind, Library, SourcesError
from actions.training import build_index

app = typer.Typer(add_completion=False, no_args_is_help=True)
Language = Literal["vi", "es", "en"]
Day = Annotated[datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"])]


@app.command()
def add(
    where: Annotated[str, typer.Argument(metavar="FILE_OR_URL")],
    title: Annotated[str, typer.Option(help="The document's title, in its language.")],
    number: Annotated[str | None, typer.Option(help='Its number, like "12/2026/TT-BCA".')] = None,
    in_force_from: Day = None,
    in_force_to: Day = None,
    kind: Kind = "page",
    issuer: str = "",
    country: str = "vn",
    language: Annotated[Language, typer.Option(help="The language it is written in.")] = "vi",
) -> None:
    """Add a PDF, DOCX, HTML or text document; the same number or title again replaces it."""
    library = Library.load()
    fetched = adding.fetch(where)
    original_of = adding.founding(fetched, library)
    if original_of is not None:
        adding.keep_original(fetched)
        typer.echo(f"kept: the {len(original_of.passages)} passages of {original_of.id} now quote it word for word")
        return
    described = adding.Description(
        title, number, _date(in_force_from), _date(in_force_to), kind, issuer, country, language
    )
    source, replaced = adding.add(fetched, described, library)
    build_index.build()
    typer.echo(f"{'replaced' if replaced else 'added'} {source.id}: {len(source.passages)} passages")
    typer.echo("a running assistant finds it with its next answer")


@app.command(name="list")
def list_() -> None:
    """List the added documents."""
    added = [source for source in Library.load().sources.values() if source.added]
    for source in added:
        period = f"{source.in_force_from or '...'} to {source.in_force_to or '...'}"
        typer.echo(f"{source.id}  {len(source.passages)} passages  in force {period}  {source.name(source.language)}")
    if not added:
        typer.echo(f"no documents have been added (they would lie in {settings.ADDED})")


@app.command()
def remove(source_id: str) -> None:
    """Remove an added document."""
    adding.remove(source_id, Library.load())
    build_index.build()
    typer.echo(f"removed {source_id}")


@app.command(name="coverage")
def coverage_(
    folder: Annotated[Path, typer.Argument(help="Where the founding documents lie.")] = Path("../shared/sources"),
    out: Path = settings.ROOT / "docs" / "coverage.md",
) -> None:
    """Write docs/coverage.md; fails when a line of a founding document is neither carried nor left out."""
    found = coverage.accounts(Library.load(), folder)
    lines = coverage.table(found)
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    typer.echo("\n".join(lines[: lines.index("", 6)]))
    problems = [f"{account.source.id}: {problem}" for account in found for problem in account.problems]
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)


def _date(moment: datetime.datetime | None) -> datetime.date | None:
    return moment.date() if moment else None


def main(*args: Any) -> None:
    """Run the command line; what an operator can mend is said in a line, not in a traceback."""
    try:
        app(*args)
    except (adding.RefusedError, artifacts.OutdatedError, SourcesError, FileNotFoundError) as error:
        typer.echo(f"not done: {error}", err=True)
        raise SystemExit(1) from error
