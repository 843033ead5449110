"""The chaos of chaos.py in a minute, with a stand-in for Rasa; `make chaos` takes Rasa itself, and longer."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.channels.chaos import Plan, Report, chaos, order

MINUTE = Plan(messages=1_500, a_second=50.0, seconds=45.0, kills=(1.0, 3.0))


@pytest.mark.parametrize("large", [False, True], ids=["sqlite", "postgresql"])
def test_a_minute_of_kills_loses_doubles_and_disorders_nothing(tmp_path: Path, large: bool) -> None:
    report = asyncio.run(chaos(MINUTE, tmp_path, large, stand_in=True))
    print("\n".join(report.lines()))
    assert report.sent >= 0.9 * MINUTE.messages
    assert report.deliveries > 2 * report.sent
    assert sum(report.kills.values()) >= 5
    assert report.faults() == []


def test_what_was_there_when_its_turn_came_may_not_be_overtaken() -> None:
    # conversation, position, received, turn, answered
    in_order = [("a", 1, 0.0, 1.0, 2.0), ("a", 2, 0.0, 2.0, 3.0), ("b", 1, 9.0, 9.0, 9.5)]
    arrived_late = [("a", 2, 0.0, 1.0, 2.0), ("a", 1, 1.5, 2.0, 3.0)]
    overtaken = [("a", 2, 0.0, 1.0, 2.0), ("a", 1, 0.5, 2.0, 3.0)]
    assert [order(rows) for rows in (in_order, arrived_late, overtaken)] == [(0, 0), (1, 0), (1, 1)]


def test_a_report_names_its_faults() -> None:
    assert Report(sent=1, answered=1, twice=1, on_the_wire=1).faults() == []
    assert len(Report(sent=1, lost=["x"], twice=2, on_the_wire=1, disordered=1).faults()) == 3
