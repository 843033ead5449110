from __future__ import annotations

import time

import pytest
from redis.exceptions import ConnectionError as RedisAway

from bot.channels.core import limits
from bot.channels.core.limits import Limits


def test_each_sender_has_a_limit_and_all_together_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SENDER_LIMIT", "2/minute")
    monkeypatch.setattr(limits, "GLOBAL_LIMIT", "3/minute")
    counts = Limits()
    assert [counts.refusal("test", "a") for _ in range(3)] == [None, None, "too_many"]
    assert counts.refusal("test", "b") is None
    assert counts.refusal("test", "c") == "busy"
    assert counts.refusal("other channel", "c") is None


def test_nobody_takes_the_share_of_all_from_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ADDRESS_LIMIT", "2/minute")
    counts = Limits()
    assert [counts.refusal("web", str(sender), "203.0.113.7") for sender in range(3)] == [None, None, "too_many"]
    assert counts.refusal("web", "d", "203.0.113.8") is None


def test_while_redis_is_away_each_bridge_counts_for_itself(caplog: pytest.LogCaptureFixture) -> None:
    counts = Limits("redis://127.0.0.1:1/0")
    assert [counts.within("2/minute", "a") for _ in range(3)] == [True, True, False]
    assert caplog.text.count("REDIS_URL cannot be reached") == 1  # not asked again and again


def test_a_redis_that_fails_is_asked_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("bot.channels.core.limits.time.monotonic", lambda: clock[0])
    asked: list[float] = []

    class Away:
        def hit(self, *_names: object) -> bool:
            asked.append(clock[0])
            raise RedisAway("refused")

    counts = Limits("redis://127.0.0.1:1/0")
    monkeypatch.setattr(counts, "_common", Away())
    for seconds in (0.0, 5.0, limits.AWAY_SECONDS):
        clock[0] = 100.0 + seconds
        assert counts.within("9/minute", "a")
    assert asked == [100.0, 110.0]


def test_a_clock_that_is_set_back_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1_000_000.0]
    monkeypatch.setattr(time, "time", lambda: clock[0])
    counts = Limits()
    assert [counts.within("2/minute", "a") for _ in range(3)] == [True, True, False]
    clock[0] -= 3600
    assert [counts.within("2/minute", "a") for _ in range(3)] == [True, True, False]
    clock[0] += 61
    assert counts.within("2/minute", "a")
