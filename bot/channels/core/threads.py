"""Threads for the work of the database: what a platform waits for is done before what nobody waits for."""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

_Job = tuple[Future[Any], Callable[[], Any]]

_END = 2
"""The last place in the queue: the threads end when everything else is done."""


class Threads:
    """A few threads that take pieces of work, urgent ones first, else in the order given."""

    def __init__(self, number: int, name: str) -> None:
        # Place (0 urgent, 1 not), number in the order given, job; the number keeps jobs from being compared.
        self._jobs: queue.PriorityQueue[tuple[int, int, _Job | None]] = queue.PriorityQueue()
        self._count = itertools.count()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{one}", daemon=True) for one in range(number)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, work: Callable[[], T], urgent: bool = False) -> Future[T]:
        """Return the future of `work`."""
        future: Future[T] = Future()
        self._jobs.put((0 if urgent else 1, next(self._count), (future, work)))
        return future

    def close(self) -> None:
        """End the threads, when all work given before is done."""
        for _ in self._threads:
            self._jobs.put((_END, next(self._count), None))
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while True:
            *_, job = self._jobs.get()
            if job is None:
                return
            future, work = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)
            del future, work, job
