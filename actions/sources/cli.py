"""`python -m actions.sources`: add, list and remove documents, account for the founding ones, check question units.

What reads documents or builds the index takes seconds to import; the commands that need it import it themselves.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from actions import settings
from actions.law.models import LawDataError
from actions.sources import question_checks, questions
from actions.sources.library import Kind, Library, SourcesError
from common import clock

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
    yes: Annotated[bool, typer.Option("--yes", help="Add it without asking, what is doubtful as well.")] = False,
    ocr: Annotated[bool, typer.Option("--ocr", help="Recognise the text of pictures of pages (tesseract).")] = False,
) -> None:
    """Add a PDF, DOCX, HTML or text document; the same number or title again replaces it.

    Shows first what was understood of it.
    """
    from actions.sources import adding, fetching
    from actions.training import build_index

    library = Library.load()
    fetched = fetching.fetch(where)
    original_of = adding.founding(fetched, library)
    if original_of is not None:
        adding.keep_original(fetched)
        typer.echo(f"kept: the {len(original_of.passages)} passages of {original_of.id} now quote it word for word")
        return
    described = adding.Description(
        title, number, _date(in_force_from), _date(in_force_to), kind, issuer, country, language
    )
    prepared = adding.prepare(fetched, described, library, ocr)
    typer.echo("\n".join(prepared.outline()))
    if prepared.doubts and not yes:
        raise fetching.RefusedError("some of it is doubtful; when all of it is right, add it again with --yes")
    if not yes:
        typer.confirm("Is that the document?", abort=True)
    source, replaced = adding.add(prepared, library)
    build_index.build()
    _write_pages()
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
def propose(source_id: str) -> None:
    """Propose questions that an added document answers, in a file to strike out and mend what is wrong."""
    from actions.sources import proposing
    from actions.sources.fetching import RefusedError

    source = Library.load().sources.get(source_id)
    if source is None or source.added is None:
        raise RefusedError(f"there is no added document {source_id} (see `python -m actions.sources list`)")
    for one in proposing.proposals(source):
        typer.echo(f"{one.passage}  {' / '.join(one.asks)}")
    path = proposing.write(source)
    typer.echo(f"look through {path}, then: python -m actions.sources confirm {source_id}")


@app.command()
def confirm(source_id: str) -> None:
    """Take the questions in a document's file as questions that it answers."""
    from actions.sources import proposing
    from actions.training import build_index

    number = proposing.confirm(source_id, Library.load())
    build_index.build()
    typer.echo(f"{source_id} is now found by {number} questions as well")


@app.command()
def remove(source_id: str) -> None:
    """Remove an added document."""
    from actions.sources import adding
    from actions.training import build_index

    adding.remove(source_id, Library.load())
    build_index.build()
    _write_pages()
    typer.echo(f"removed {source_id}")


@app.command(name="coverage")
def coverage_(
    folder: Annotated[Path, typer.Argument(help="Where the founding documents lie.")] = Path("../shared/sources"),
    out: Path = settings.ROOT / "docs" / "coverage.md",
) -> None:
    """Write docs/coverage.md; fails when a line of a founding document is neither carried nor left out."""
    from actions.sources import coverage

    found = coverage.accounts(Library.load(), folder)
    lines = coverage.table(found)
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    typer.echo("\n".join(lines[: lines.index("", 6)]))
    problems = [f"{account.source.id}: {problem}" for account in found for problem in account.problems]
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)


@app.command(name="questions")
def questions_(
    file: Annotated[Path | None, typer.Option(help="One file alone, without what needs all of them.")] = None,
    folder: Annotated[Path, typer.Option(help="Where the units lie.")] = settings.UNITS,
    day: Day = None,
) -> None:
    """Check the question units and count them; fails when one is refused."""
    today = _date(day) or clock.today()
    library, problems = Library.read(added=None)
    paths = [file] if file else questions.files(folder)
    units, faults = questions.read(paths, questions.grounds(library), today)
    problems += faults
    warnings = question_checks.warnings(units, today)
    if file:
        warnings += _among_neighbours(file, units)
    else:
        problems += question_checks.check_together(units)
    for line in (*(f"wrong: {problem}" for problem in problems), *(f"look at: {warning}" for warning in warnings)):
        typer.echo(line)
    for line in _counts(units):
        typer.echo(line)
    typer.echo(f"{len(units)} units in {len(paths)} files, {len(problems)} wrong, {len(warnings)} to look at")
    if problems:
        raise typer.Exit(1)


def _write_pages() -> None:
    """Write the pages of the law anew, so that every citation leads to one."""
    from actions.law import loading
    from actions.law.pages import build

    build.write(settings.LAW_PAGES, Library.load(), loading.load())


def _among_neighbours(file: Path, units: Sequence[questions.QuestionUnit]) -> list[str]:
    """Compare the ids of one file with those of the files beside it, which are not read otherwise."""
    others = {
        unit_id: path.name
        for path in questions.files(file.parent)
        if path.resolve() != file.resolve()
        for unit_id in re.findall(r"^ *- id: *([a-z0-9-]+)", path.read_text(encoding="utf-8"), re.M)
    }
    known = {*others, *(unit.id for unit in units)}
    found = [f"{file.name}: {unit.id}: {others[unit.id]} has this id as well" for unit in units if unit.id in others]
    return found + [
        f"{file.name}: {unit.id}: near: there is no unit {other} yet"
        for unit in units
        for other in unit.near
        if other not in known
    ]


def _counts(units: Sequence[questions.QuestionUnit]) -> list[str]:
    def line(name: str, counted: Counter[str]) -> str:
        return f"{name}: " + ", ".join(f"{value} {number}" for value, number in counted.most_common())

    examples = Counter({lang: sum(len(u.examples.get(lang, ())) for u in units) for lang in question_checks.LANGUAGES})
    return [
        line("topic", Counter(unit.about.topic for unit in units)),
        line("kind", Counter(unit.kind for unit in units)),
        line("examples", examples),
    ]


def _date(moment: datetime.datetime | None) -> datetime.date | None:
    return moment.date() if moment else None


def main(*args: Any) -> None:
    """Run the command line; what an operator can mend is said in a line, not in a traceback."""
    try:
        app(*args)
    except Exception as error:
        from actions.search.artifacts import OutdatedError
        from actions.sources.fetching import RefusedError

        if not isinstance(error, (RefusedError, OutdatedError, SourcesError, LawDataError, FileNotFoundError)):
            raise
        typer.echo(f"not done: {error}", err=True)
        raise SystemExit(1) from error
