"""What was judged right stays as it was judged, or is read again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from tests.e2e.conftest import ACTIONS_PORT, ASSISTANT_PORT, BRIDGE_PORT, Assistant
from tests.evaluation.counter_set import days, lead, questions, verdicts

BESIDE = (ASSISTANT_PORT + 10, ACTIONS_PORT + 10, BRIDGE_PORT + 10)
"""Ports of a second assistant, whose day is that of the questions."""


@pytest.fixture(scope="module", params=days())
def on_the_day(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Assistant]]:
    running = Assistant(tmp_path_factory.mktemp("counter"), request.param, BESIDE)
    try:
        running.start()
        yield request.param, running
    finally:
        running.stop()


def test_an_answer_judged_right_keeps_its_unit_and_its_first_line(on_the_day: tuple[str, Assistant]) -> None:
    (day, assistant), judged = on_the_day, verdicts()
    changed = []
    for question in questions(day):
        verdict = judged.get(question.id)
        if verdict is None or verdict.verdict != "right":
            continue
        given = assistant.say(f"counter-{uuid.uuid4().hex}", question.text)
        unit = given[0].get("custom", {}).get("unit") if given else None
        if (lead(given), unit) != (verdict.lead, verdict.unit):
            changed.append(question.id)
    assert not changed, "read these again, and renew their verdicts in tests/evaluation/counter/verdicts.yml"
