from __future__ import annotations

import pytest

from bot.channels.store import Store


def test_what_is_put_is_found_until_it_is_dropped() -> None:
    kept = Store("test", 60)
    kept.put("a", "1")
    kept.put("a", "2")
    assert kept.get("a") == "2"
    kept.drop("a")
    assert kept.get("a") is None
    kept.drop("a")


def test_what_is_put_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("bot.channels.store.time.monotonic", lambda: clock[0])
    kept = Store("test", 60)
    kept.put("a", "1")
    clock[0] = 159.0
    assert kept.get("a") == "1"
    clock[0] = 161.0
    assert kept.get("a") is None


def test_the_oldest_goes_when_it_is_full() -> None:
    kept = Store("test", 60, most=2)
    for key in "abc":
        kept.put(key, key)
    assert [kept.get(key) for key in "abc"] == [None, "b", "c"]


def test_a_place_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("bot.channels.store.time.monotonic", lambda: clock[0])
    kept = Store("test", 60)
    assert [kept.add("a"), kept.add("a"), kept.add("b")] == [True, False, True]
    clock[0] = 161.0
    assert kept.add("a")


def test_what_is_forgotten_takes_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("bot.channels.store.time.monotonic", lambda: clock[0])
    kept = Store("test", 60)
    for key in range(100):
        kept.put(str(key), "")
    clock[0] = 161.0
    kept.put("a", "1")
    assert len(kept._own._kept) == 1


def test_while_redis_is_away_it_keeps_things_in_memory(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    kept = Store("test", 60)
    kept.put("a", "1")
    assert kept.get("a") == "1"
    assert [kept.add("b"), kept.add("b")] == [True, False]
    kept.drop("a")
    assert kept.get("a") is None
    assert caplog.text.count("REDIS_URL cannot be reached") == 1  # not asked again and again
