"""The tables of what is measured of the assistant alone: through the bridge, under a steady load, retrained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.evaluation.speed.bridge import Through
from tests.evaluation.speed.markdown import by_process, reached, table
from tests.evaluation.speed.measures import percentile
from tests.evaluation.speed.retrain import Retrained
from tests.evaluation.speed.steady import Steady

BRIDGE_ADDS_MS = 5.0
"""The most that the median may be longer through the page's channel than over REST."""
STEADY_P95_MS = 300.0
"""Under a steady load the 95th percentile is to be under this; and no message may fail."""
RETRAINED_SECONDS = 60.0
"""A change of one phrase or one example is to be trained in less."""
PERCENTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}


@dataclass(frozen=True)
class Further:
    """What was measured of the assistant alone; None, or nothing, where it was left out."""

    through: Through | None = None
    steady: Steady | None = None
    retrained: Sequence[Retrained] = ()


def tables(further: Further) -> str:
    """Return a headed table for each of what was measured, with the bars; nothing where all was left out."""
    parts = [
        _through(further.through) if further.through else "",
        _steady(further.steady) if further.steady else "",
        _retrained(further.retrained) if further.retrained else "",
    ]
    return "\n".join(part for part in parts if part)


def added(through: Through) -> float:
    """Return how many milliseconds the median through the page is longer than the one over REST."""
    return percentile(through.page, 0.5) - percentile(through.rest, 0.5)


def _through(through: Through) -> str:
    rest, page, difference = through.rest, through.page, added(through)
    rows = [
        [f"{name}, ms", f"{percentile(rest, share):.1f}", f"{percentile(page, share):.1f}"]
        for name, share in PERCENTILES.items()
    ]
    figures = table(["", "over REST", "through the page's channel"], rows)
    told = f"{difference:.1f}", f"at most {BRIDGE_ADDS_MS:g}", reached(difference <= BRIDGE_ADDS_MS)
    return (
        f"### Through the bridge\n{len(page)} messages, each asked both ways, over REST first and through the page "
        f"first in turn. Not answered by\nthe dialogue: {through.faults} of {len(rest) + len(page)}; answered in "
        f"other words than the other way: {through.unlike}. Opening a session, once a\npage, takes "
        f"{percentile(through.sessions, 0.5):.1f} ms (p50). The bridge takes {through.cpu:.1f} ms of CPU time a "
        f"message and has\n{through.memory} MB.\n\n"
        f"{figures}\n{table(['the bridge', 'measured', 'bar', ''], [['adds to p50, ms', *told]])}"
    )


def _steady(steady: Steady) -> str:
    failed, late = sum(steady.faults.values()), steady.percentile(0.95)
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(steady.faults.items()))
    rows = [
        ["messages sent", str(len(steady.latencies)), "", ""],
        ["errors", f"{failed} ({kinds})" if kinds else str(failed), "none", reached(failed == 0)],
        ["p50, ms", f"{steady.percentile(0.5):.1f}", "", ""],
        ["p95, ms", f"{late:.1f}", f"under {STEADY_P95_MS:g}", reached(late < STEADY_P95_MS)],
        ["p99, ms", f"{steady.percentile(0.99):.1f}", "", ""],
        ["longest, ms", f"{max(steady.latencies):.1f}", "", ""],
        ["memory after it (PSS), MB", by_process(steady.memory, "d"), "", ""],
    ]
    return (
        f"### A steady load\n{steady.people} conversations at once over REST for {steady.seconds:.0f} s, "
        f"{steady.rate:g} messages a second together; it took {steady.took:.0f} s.\n\n"
        f"{table(['', 'measured', 'bar', ''], rows)}"
    )


def _retrained(changes: Sequence[Retrained]) -> str:
    names = list(dict.fromkeys(step for one in changes for step in one.steps))
    rows = [[f"{name}, s", *(_seconds(one.steps.get(name)) for one in changes)] for name in names]
    rows.append(["all of it, s", *(f"{one.seconds:.0f}" for one in changes)])
    within = [reached(one.seconds < RETRAINED_SECONDS) for one in changes]
    rows.append([f"under {RETRAINED_SECONDS:g} s", *within])
    return (
        "### Retraining after a small change\n"
        "The Makefile's steps in a copy of the tree, before the bots are started; "
        "steps that need nothing of each other run at once.\n\n"
        f"{table(['after a change of', *(one.change for one in changes)], rows)}"
    )


def _seconds(seconds: int | None) -> str:
    return "-" if seconds is None else str(seconds)
