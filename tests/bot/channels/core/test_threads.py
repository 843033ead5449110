from __future__ import annotations

import threading
from functools import partial

import pytest

from bot.channels.core.threads import Threads


def test_urgent_work_overtakes_what_waits_and_the_rest_keeps_its_order() -> None:
    threads, gate = Threads(1, "test"), threading.Event()
    done: list[str] = []
    threads.submit(gate.wait)
    for name in ("first", "second"):
        threads.submit(partial(done.append, name))
    threads.submit(partial(done.append, "urgent"), urgent=True)
    gate.set()
    threads.close()
    assert done == ["urgent", "first", "second"]


def test_a_failure_is_that_of_its_work_alone() -> None:
    threads = Threads(1, "test")
    with pytest.raises(ZeroDivisionError):
        threads.submit(lambda: 1 / 0).result(5)
    assert threads.submit(lambda: "well").result(5) == "well"
    threads.close()


def test_what_was_given_before_the_close_is_done() -> None:
    threads = Threads(2, "test")
    given = [threads.submit(partial(int, number)) for number in range(20)]
    threads.close()
    assert [future.result(0) for future in given] == list(range(20))
