"""What `make bench` counts, without a bot."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.evaluation.speed import mix, report
from tests.evaluation.speed.measures import Result, ratios

ROUND = sum(map(len, mix._written().values()))


def made(first: float, pace: float, memory: int, ready: float) -> Result:
    result = Result(ready_seconds=ready, latencies=[first + number for number in range(100)])
    result.pace = dict.fromkeys((1, 2, 4, 8), pace)
    result.memory, result.cpu = {"bot": memory}, {"bot": 1.0}
    result.early, result.late = 20.0, 21.0
    return result


def test_no_message_of_a_measurement_is_like_another_round() -> None:
    messages = [message for conversation in islice(mix.ours(), 200) for message in conversation]
    assert len(messages) >= 500
    a_round = [message for conversation in islice(mix.ours(), ROUND) for message in conversation]
    assert len(a_round) == sum(mix.kinds().values())
    assert all("{" not in message for message in messages)
    dated = [message for message in messages if "1950" in message or "1951" in message]
    assert len(set(dated)) == len(dated)


def test_a_round_has_every_kind_from_its_begin() -> None:
    first = [conversation[0] for conversation in islice(mix.ours(), 9)]
    found = {
        kind for kind, some in mix._written().items() for one in some for asked in first if one[0][:10] == asked[:10]
    }
    assert found == {"computed", "looked_up", "refused"}


def test_the_share_of_messages_within_a_time() -> None:
    result = made(1.0, 1.0, 1, 1.0)
    assert [result.percentile(share) for share in (0.5, 0.95, 0.99, 1.0)] == [51, 96, 100, 100]


def test_ratios_and_bars_are_told() -> None:
    starter, ours = made(100, 40, 1000, 30), made(50, 90, 700, 12)
    assert ratios(ours, starter) == pytest.approx(
        {
            "p50": 100 / 150,
            "p95": 145 / 195,
            "messages a second, 4 conversations": 2.25,
            "memory": 0.7,
            "ready": 0.4,
            "turns 191 to 200 over 2 to 11": 1.05,
        }
    )
    told = report.tables({"starter": starter, "assistant": ours})
    assert "| p50 | 0.67 | at most 0.75 | reached |" in told
    assert "not reached" in report.tables({"starter": starter, "assistant": made(150, 60, 1200, 20)})
