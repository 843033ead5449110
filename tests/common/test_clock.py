from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from common import clock

ROOT = Path(__file__).parents[2]
ASKS_THE_MACHINE = {"today", "now", "utcnow", "fromtimestamp", "utcfromtimestamp"}
OF_A_DAY = {"date", "datetime"}


def test_fixed_day_of_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.SETTING, "2026-11-22")

    assert clock.today() == date(2026, 11, 22)
    assert clock.now().date() == date(2026, 11, 22)
    assert clock.now().tzinfo == clock.TIME_ZONE


def test_day_of_vietnam_where_none_is_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(clock.SETTING, raising=False)

    offset = clock.now().utcoffset()
    assert offset is not None
    assert offset.total_seconds() == 7 * 3600
    assert clock.today() == clock.now().date()


def test_setting_that_is_no_day_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.SETTING, "22/11/2026")

    with pytest.raises(clock.ClockError, match="ASSISTANT_TODAY='22/11/2026' is no day"):
        clock.today()


def test_a_time_has_the_day_of_vietnam_whatever_day_is_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.SETTING, "2020-01-01")

    assert clock.day_of(1_795_974_400.0) == date(2026, 11, 30)  # 17:46:40 UTC on the 29th
    assert clock.day_of(clock.start_of(date(2026, 11, 30))) == date(2026, 11, 30)
    assert clock.day_of(clock.start_of(date(2026, 11, 30)) - 1) == date(2026, 11, 29)


def test_nothing_else_asks_the_machine_for_the_day() -> None:
    tracked = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = [ROOT / name for name in tracked.stdout.split() if name != "common/clock.py"]

    found = [f"{path.relative_to(ROOT)}:{line}" for path in files if path.exists() for line in _asks(path)]

    assert len(files) > 100
    assert found == [], "ask common.clock for the day"


def _asks(path: Path) -> Iterator[int]:
    """Yield the lines of `date.today()`, `datetime.now()` and the like, however the class was imported."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        owner = node.func.value
        name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
        if node.func.attr in ASKS_THE_MACHINE and name in OF_A_DAY:
            yield node.lineno
