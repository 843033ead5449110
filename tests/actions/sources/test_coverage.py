from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from actions.sources import coverage
from actions.sources.fetching import Fetched
from actions.sources.library import Library

Write = Callable[..., Path]
Account = Callable[..., coverage.Account]

LINES = "một\n\nba\nbốn\n"


@pytest.fixture
def account(write: Write, tmp_path: Path) -> Account:
    def accounted(
        covers: str,
        left_out: str,
        text: str = LINES,
        rows: str = "{id: fee-1, basis: [luat-thu#d1]}",
        without_row: str = "",
    ) -> coverage.Account:
        (tmp_path / "origin").mkdir()
        (tmp_path / "origin" / "x.txt").write_text(text, encoding="utf-8")
        digest = Fetched(LINES.encode(), ".txt", "x.txt").sha256
        left = f"left_out: [{{lines: {left_out}, why: navigation}}], without_row: [{without_row}]"
        origin = f"origin: {{file: x.txt, sha256: {digest}, {left}}}"
        folder = write(("passages:", f"{origin}\npassages:"), ("place: Điều 1", f"place: Điều 1\n  covers: {covers}"))
        (tmp_path / "law").mkdir()
        (tmp_path / "law" / "fees.yml").write_text(f"fees:\n- {rows}\n")
        (found,) = coverage.accounts(Library.load(folder, None), tmp_path / "origin", tmp_path / "law")
        return found

    return accounted


def test_every_line_with_text_is_carried_or_left_out(account: Account) -> None:
    found = account("[1, 3]", "[4]")
    assert found.problems == ()
    assert found.lines == (1, 3, 4)
    assert found.passages[3] == ["d1"]
    assert found.rows[3] == ["fee-1"]


@pytest.mark.parametrize(
    ("covers", "left_out", "problem"),
    [
        ("[1]", "[4]", "line 3 is carried by nothing"),
        ("[1, 2, 3]", "[4]", "line 2 is claimed, and there is no text in it"),
        ("[1, 3, 4]", "[4]", "line 4 is carried and left out"),
    ],
)
def test_what_is_not_accounted_for_is_a_problem(account: Account, covers: str, left_out: str, problem: str) -> None:
    assert problem in account(covers, left_out).problems


def test_a_line_in_no_row_needs_a_reason(account: Account) -> None:
    assert account("[1, 3]", "[4]", rows="{id: fee-1, basis: [luat-thu#d2]}").problems == (
        "line 1 is in no row, and no reason is given",
        "line 3 is in no row, and no reason is given",
    )


def test_the_reason_why_no_row_carries_a_line_is_in_the_table(account: Account) -> None:
    excuse = "{passages: [d1], why: names of texts}"
    found = account("[1, 3]", "[4]", rows="{id: fee-1, basis: [luat-thu#d2]}", without_row=excuse)
    assert found.problems == ()
    assert found.no_row == {1: "names of texts", 3: "names of texts"}
    assert "| 3 | `d1` | none: names of texts |" in coverage.table([found])


def test_a_row_that_says_the_same_carries_the_line(account: Account) -> None:
    found = account("[1, 3]", "[4]", rows="{id: fee-1, basis: [luat-thu#d2], also_in: [luat-thu#d1]}")
    assert (found.problems, found.rows[1]) == ((), ["fee-1"])


@pytest.mark.parametrize(
    ("excuse", "problem"),
    [
        ("{passages: [d1], why: names}", "d1 is said to be in no row, and fee-1 has it"),
        ("{passages: [d9], why: names}", "without_row names d9, and there is no such passage"),
    ],
)
def test_a_reason_that_is_out_of_date_is_a_problem(account: Account, excuse: str, problem: str) -> None:
    assert problem in account("[1, 3]", "[4]", without_row=excuse).problems


def test_another_file_of_that_name_is_a_problem(account: Account) -> None:
    assert "sha256" in account("[1, 3]", "[4]", LINES.replace("ba", "khác")).problems[0]


def test_the_table_holds_none_of_the_words(account: Account) -> None:
    table = "\n".join(coverage.table([account("[1, 3]", "[4]")]))
    assert "| 3 | `d1` | `fee-1` |" in table
    assert "left out: navigation" in table
    assert "bốn" not in table
