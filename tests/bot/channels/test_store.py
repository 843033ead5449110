from __future__ import annotations

import pytest

from bot.channels import store
from bot.channels.store import Store


def test_what_is_put_is_found_until_it_is_dropped() -> None:
    kept = Store("test", 60, redis_url="")
    kept.put("a", "1")
    kept.put("a", "2")
    assert kept.get("a") == "2"
    kept.drop("a")
    assert kept.get("a") is None
    kept.drop("a")


def test_what_is_put_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("bot.channels.store.time.monotonic", lambda: clock[0])
    kept = Store("test", 60, redis_url="")
    kept.put("a", "1")
    clock[0] = 159.0
    assert kept.get("a") == "1"
    clock[0] = 161.0
    assert kept.get("a") is None


def test_the_oldest_goes_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_KEPT", 2)
    kept = Store("test", 60, redis_url="")
    for key in "abc":
        kept.put(key, key)
    assert [kept.get(key) for key in "abc"] == [None, "b", "c"]


def test_without_its_redis_it_keeps_things_in_memory(caplog: pytest.LogCaptureFixture) -> None:
    kept = Store("test", 60, redis_url="redis://127.0.0.1:1/0")
    kept.put("a", "1")
    assert kept.get("a") == "1"
    assert "REDIS_URL cannot be reached" in caplog.text
