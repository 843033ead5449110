from __future__ import annotations

from bot.channels.core import switch
from bot.channels.core.database import Database


def test_a_channel_is_switched_off_and_on(database: Database) -> None:
    for _ in range(2):
        database.call(lambda s: switch.turn_off(s, "telegram"))
    assert database.call(lambda s: [switch.is_off(s, name) for name in ("telegram", "web")]) == [True, False]
    database.call(lambda s: switch.turn_on(s, "telegram"))
    assert database.call(switch.off) == frozenset()


def test_all_are_switched_off_and_on(database: Database) -> None:
    database.call(lambda s: switch.turn_off(s, "web"))
    database.call(lambda s: switch.turn_off(s, "all"))
    assert all(database.call(lambda s: [switch.is_off(s, name) for name in switch.CHANNELS]))
    database.call(lambda s: switch.turn_on(s, "all"))
    assert not any(database.call(lambda s: [switch.is_off(s, name) for name in switch.CHANNELS]))
