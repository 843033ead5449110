"""Measures how faithfully documents are read: `python -m tests.evaluation.documents.measure [SET] [FOLDER]`.

For each kind: articles, clauses and points right (number, head, every word), cells of tables right, and files in which
something is wrong that was not flagged. With FOLDER the files are written there.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from actions.sources.carried import carried
from actions.sources.reading import apart
from actions.sources.reading.blocks import Content, Table, UnreadableError
from actions.sources.structure import Node, Structure
from actions.sources.structuring import structured
from tests.evaluation.documents.made import Made, files, unseen
from tests.evaluation.documents.made_apart import afterwards, by_others, of_programs
from tests.evaluation.documents.made_elsewhere import has
from tests.evaluation.documents.outlines import Unit, read


@dataclass
class Score:
    """What was right of what was wanted."""

    units: int = 0
    units_right: int = 0
    cells: int = 0
    cells_right: int = 0
    wrong: list[str] = field(default_factory=list)
    flagged: bool = False
    seconds: float = 0.0

    @property
    def unflagged(self) -> bool:
        """Whether something is wrong and nothing was flagged."""
        return bool(self.wrong) and not self.flagged


Read = Callable[[bytes, str], Content]


def score(made: Made, reader: Read = apart.read) -> Score:
    """Read one file and compare it with its outline."""
    data = made.make()
    began = time.monotonic()
    result = Score()
    try:
        document = structured(reader(data, made.suffix))
    except UnreadableError as error:
        result.seconds = time.monotonic() - began
        result.flagged = True
        if not made.refused or not re.search(made.refused, str(error)):
            result.wrong.append(f"refused: {error}")
            if made.outline:
                result.units = sum(1 for _ in _wanted(read(made.outline).units))
        return result
    result.seconds = time.monotonic() - began
    doubts = [*document.doubts, *carried(document).doubts]
    result.flagged = bool(doubts)
    if made.refused:
        result.wrong.append("not refused")
    if made.flagged and not any(re.search(made.flagged, doubt) for doubt in doubts):
        result.wrong.append(f"not flagged: {made.flagged}")
    if made.outline:
        _compare(document, made.outline, result)
    return result


def _compare(document: Structure, name: str, result: Score) -> None:
    outline = read(name)
    wanted = list(_wanted(outline.units))
    found = list(_found(document.nodes))
    result.units = len(wanted)
    rest = list(found)
    for unit in wanted:
        if unit in rest:
            rest.remove(unit)
            result.units_right += 1
        else:
            result.wrong.append(f"wanted {_short(unit)}")
    result.wrong += [f"found {_short(unit)}" for unit in rest]
    tables = [table for node in document.walk() for table in node.content if isinstance(table, Table)]
    rows = [unit.rows for unit in outline.units if unit.rows]
    for at, wanted_rows in enumerate(rows):
        _compare_table(wanted_rows, tables[at] if at < len(tables) else None, result)
    if len(tables) > len(rows):
        result.wrong.append(f"{len(tables)} tables found, {len(rows)} wanted")
    kept = _squeezed(" ".join(line for node in document.walk() for line in node.said()))
    result.wrong += [f"kept: {text}" for text in outline.left_out[1:] if _squeezed(text) in kept and len(text) > 14]


def _compare_table(rows: Sequence[tuple[str, ...]], table: Table | None, result: Score) -> None:
    found = [] if table is None else [table.labels or (), *table.body]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            result.cells += 1
            if at < len(found) and column < len(found[at]) and found[at][column] == cell:
                result.cells_right += 1
            else:
                result.wrong.append(f"cell {cell!r} in row {at}")
    if len(found) > len(rows):
        result.wrong.append(f"{len(found) - len(rows)} rows too many")


Flat = tuple[str, str, str]
"""Kind, number (annexes none), and all its words without spaces and signs, in small letters."""


def _wanted(units: Iterable[Unit]) -> Iterable[Flat]:
    for unit in units:
        title = re.sub(r"^Điều \w+\. ", "", unit.head)
        lines = [title if unit.kind == "article" else unit.head, *unit.lines] if unit.kind != "clause" else unit.lines
        lines = unit.lines if unit.kind == "point" else lines
        yield unit.kind, unit.key, _squeezed(" ".join(lines))
        yield from _wanted(unit.parts)


def _found(nodes: Iterable[Node]) -> Iterable[Flat]:
    for node in nodes:
        own = " ".join(piece for piece in node.content if isinstance(piece, str))
        if node.kind == "article":
            own = re.sub(r"^(?:Điều|ĐIỀU)\s+(?:thứ\s+)?\w+\s*[.:–-]?\s*", "", own)
        if node.kind in ("article", "clause", "point", "annex"):
            yield node.kind, "" if node.kind == "annex" else node.key, _squeezed(own)
        yield from _found(node.parts)


def _squeezed(text: str) -> str:
    # Some files have their heads in capitals; that an annex's number is right shows in its head.
    return re.sub(r"\W+", "", text).lower()


def _short(unit: Flat) -> str:
    return f"{unit[0]} {unit[1]} {unit[2][:60]}…{unit[2][-25:]}"


def table(scores: dict[str, list[Score]]) -> list[str]:
    """Return the result as rows of Markdown."""
    lines = ["| kind | files | articles, clauses, points | cells | wrong and not flagged |", "|---|---|---|---|---|"]
    everything = [one for some in scores.values() for one in some]
    for kind, some in (*scores.items(), ("all", everything)):
        units, right = sum(s.units for s in some), sum(s.units_right for s in some)
        cells, cells_right = sum(s.cells for s in some), sum(s.cells_right for s in some)
        shown = f"{cells_right} of {cells}" if cells else "–"
        units_shown = f"{right} of {units}" if units else "–"
        lines.append(f"| {kind} | {len(some)} | {units_shown} | {shown} | {sum(s.unflagged for s in some)} |")
    return lines


def main(*arguments: str) -> None:
    """Measure the made files, or those made afterwards, or by others, and print what is wrong and the table."""
    scores: dict[str, list[Score]] = {}
    folder = next((one for one in arguments if not one.startswith("--")), None)
    sets = {"--unseen": unseen, "--apart": by_others, "--again": afterwards}
    chosen = next((sets[one] for one in arguments if one in sets), files)
    for made in chosen():
        if (program := of_programs(made)) and not has(program):
            print(f"{made.name}: not made, {program} is not installed")
            continue
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            (Path(folder) / made.name).write_bytes(made.make())
        one = score(made)
        scores.setdefault(made.kind, []).append(one)
        for wrong in one.wrong:
            print(f"{made.name}{'' if one.flagged else ' (not flagged)'}: {wrong}")
    slowest = max((one.seconds for some in scores.values() for one in some), default=0.0)
    print("\n".join(table(scores)))
    print(f"slowest: {slowest:.1f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
