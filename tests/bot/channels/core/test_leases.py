from __future__ import annotations

import time

import pytest

from bot.channels.core import leases
from bot.channels.core.database import Database


def test_one_at_a_time_has_it(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr("bot.channels.core.leases.time.time", lambda: now)

    def take(owner: str) -> bool:
        return database.call(lambda s: leases.take(s, "poll/chat", owner, 60.0))

    assert [take("one"), take("other"), take("one")] == [True, False, True]
    now += 61
    assert [take("other"), take("one")] == [True, False]
    now -= 3600  # the clock is set back
    assert take("one")
    database.call(lambda s: leases.drop(s, "poll/chat", "one"))
    assert take("other")
