"""Accounts for the founding documents: which passages and rows carry each of their lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from actions import settings
from actions.sources.library import Library, Source


@dataclass(frozen=True)
class Account:
    """One founding document: its lines with text, the passages and rows that carry each, and what excuses the rest.

    `no_row`: line -> why no row of data/law carries it.
    """

    source: Source
    lines: tuple[int, ...]
    passages: Mapping[int, list[str]]
    rows: Mapping[int, list[str]]
    left_out: Mapping[int, str]
    no_row: Mapping[int, str]
    problems: tuple[str, ...]


def accounts(library: Library, folder: Path, law: Path = settings.LAW) -> list[Account]:
    """Return the account of each founding document whose file lies in `folder`."""
    rows = _rows_of_passages(law)
    founding = [s for s in library.sources.values() if s.origin and s.added is None]
    return [_account(source, folder, rows) for source in sorted(founding, key=lambda s: s.origin.file)]  # type: ignore[union-attr]


def table(found: list[Account]) -> list[str]:
    """Return the accounts as Markdown: line numbers and what carries them, none of the lines' words."""
    lines = [
        "# What carries each line of the founding documents",
        "",
        "Written by `python -m actions.sources coverage`. A line is carried by passages of its source, or left out",
        "with the reason given; a carried line is in rows of data/law (`basis`, `also_in`) too, or the reason is",
        "given why no row can hold it.",
        "",
        "| document | lines with text | in passages | in rows | no row, with the reason | left out | problems |",
        "|---|---|---|---|---|---|---|",
    ]
    for account in found:
        carried = sum(line in account.passages for line in account.lines)
        in_rows = sum(bool(account.rows.get(line)) for line in account.lines)
        lines.append(
            f"| {account.source.id} | {len(account.lines)} | {carried} | {in_rows} | {len(account.no_row)} "
            f"| {len(account.left_out)} | {len(account.problems)} |"
        )
    for account in found:
        lines += ["", f"## {account.source.id}", "", "| line | passages | rows |", "|---|---|---|"]
        for line in account.lines:
            passages = ", ".join(f"`{name}`" for name in account.passages.get(line, ()))
            excuse = f"left out: {account.left_out[line]}" if line in account.left_out else "**nothing**"
            rows = ", ".join(f"`{row}`" for row in account.rows.get(line, ()))
            without = f"none: {account.no_row[line]}" if line in account.no_row else ""
            lines.append(f"| {line} | {passages or excuse} | {rows or without} |")
    return lines


def _account(source: Source, folder: Path, rows: Mapping[str, list[str]]) -> Account:
    origin = source.origin
    assert origin is not None
    path = folder / origin.file
    if not path.is_file():
        raise FileNotFoundError(f"the founding document {origin.file} is not in {folder}")
    data = path.read_bytes()
    problems = []
    if hashlib.sha256(data).hexdigest() != origin.sha256:
        problems.append(f"{origin.file} is not the file that {source.id} was written from (its sha256 differs)")
    text = data.decode("utf-8").splitlines()
    lines = tuple(number for number, line in enumerate(text, start=1) if line.strip())
    passages: dict[int, list[str]] = {}
    carried_rows: dict[int, list[str]] = {}
    for passage in source.passages:
        for line in passage.covers:
            passages.setdefault(line, []).append(passage.id)
            known = carried_rows.setdefault(line, [])
            known += [row for row in rows.get(passage.ref, ()) if row not in known]
    left_out = {line: part.why for part in origin.left_out for line in part.lines}
    problems += [f"line {n} is carried by nothing" for n in lines if n not in passages and n not in left_out]
    problems += [f"line {n} is claimed, and there is no text in it" for n in sorted({*passages, *left_out} - {*lines})]
    problems += [f"line {n} is carried and left out" for n in sorted({*passages} & {*left_out})]
    no_row, unexcused = _without_row(source, passages, carried_rows, rows)
    return Account(source, lines, passages, carried_rows, left_out, no_row, tuple(problems + unexcused))


def _without_row(
    source: Source, passages: Mapping[int, list[str]], carried: Mapping[int, list[str]], rows: Mapping[str, list[str]]
) -> tuple[dict[int, str], list[str]]:
    """Return line -> why no row carries it, and what is wrong: lines without a reason, outdated reasons."""
    assert source.origin is not None
    excused = {name: part.why for part in source.origin.without_row for name in part.passages}
    known = {passage.id for passage in source.passages}
    problems = [f"without_row names {name}, and there is no such passage" for name in excused if name not in known]
    problems += [
        f"{name} is said to be in no row, and {', '.join(rows[f'{source.id}#{name}'])} has it"
        for name in excused
        if rows.get(f"{source.id}#{name}")
    ]
    no_row = {}
    for line, names in passages.items():
        if carried.get(line):
            continue
        reasons = [excused[name] for name in names if name in excused]
        if reasons:
            no_row[line] = reasons[0]
        else:
            problems.append(f"line {line} is in no row, and no reason is given")
    return no_row, problems


def _rows_of_passages(law: Path) -> dict[str, list[str]]:
    """Return passage reference -> ids of the rows of data/law that rest on it or say the same."""
    found: dict[str, list[str]] = {}
    for path in sorted(law.glob("*.yml")):
        for row in _rows(yaml.safe_load(path.read_text(encoding="utf-8"))):
            for ref in (*row.get("basis", ()), *row.get("also_in", ())):
                found.setdefault(ref, []).append(str(row["id"]))
    return found


def _rows(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "id" in value and "basis" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _rows(part)
