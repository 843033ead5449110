"""Writes what was measured into docs/performance.md, between its marks, and draws docs/images/performance.svg."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib

from tests.evaluation.speed import further, mix
from tests.evaluation.speed.bots import ROOT
from tests.evaluation.speed.further import Further
from tests.evaluation.speed.markdown import by_process, reached, table
from tests.evaluation.speed.measures import PACE_CONVERSATIONS, Result, ratios

matplotlib.use("svg")
from matplotlib import pyplot

DOCUMENT, PLOT = ROOT / "docs" / "performance.md", ROOT / "docs" / "images" / "performance.svg"
IMAGE = "![How long messages wait, and how many a second](images/performance.svg)\n"
BEGIN, END = "<!-- measured -->\n", "<!-- end of what was measured -->"
BARS = {
    "p50": ("at most", 0.75),
    "p95": ("at most", 1.0),
    "messages a second, 4 conversations": ("at least", 2.0),
    "memory": ("at most", 1.0),
    "ready": ("at most", 0.5),
    "turns 191 to 200 over 2 to 11": ("at most", 1.1),
}
"""What is to be reached, over the starter bot in the same run; the last one over the assistant itself."""
NAMES = {"starter": "starter bot", "before": "assistant before", "assistant": "assistant"}
COLOURS = {"starter": "#888888", "before": "#d9a05b", "assistant": "#1f6f8b"}


def tables(results: Mapping[str, Result]) -> str:
    """Return the figures of each bot and the ratios as two tables."""
    names = [name for name in NAMES if name in results]
    alone = results.get("workers")
    rows = [
        ("p50, ms", [f"{results[name].percentile(0.5):.1f}" for name in names]),
        ("p95, ms", [f"{results[name].percentile(0.95):.1f}" for name in names]),
        ("p99, ms", [f"{results[name].percentile(0.99):.1f}" for name in names]),
        ("CPU a message, ms", [by_process(results[name].cpu, ".1f") for name in names]),
        *(
            (f"messages a second, {at_once} at once", [f"{results[name].pace[at_once]:.1f}" for name in names])
            for at_once in PACE_CONVERSATIONS
        ),
        ("turns 2 to 11, median, ms", [f"{results[name].early:.1f}" for name in names]),
        ("turns 191 to 200, median, ms", [f"{results[name].late:.1f}" for name in names]),
        ("memory (PSS), MB", [by_process(results[name].memory, "d") for name in names]),
        ("ready after, s", [f"{results[name].ready_seconds:.1f}" for name in names]),
        ("training, s", [_seconds(results[name].training_seconds) for name in names]),
    ]
    figures = table(["", *(NAMES[name] for name in names)], [[what, *values] for what, values in rows])
    ours = [name for name in names if name != "starter"]
    found = {name: ratios(results[name], results["starter"]) for name in ours}
    compared = [
        [
            what,
            *(_ratio(found[name][what]) for name in ours),
            f"{kind} {bar:g}",
            _reached(found, what),
        ]
        for what, (kind, bar) in BARS.items()
    ]
    several = ""
    if alone is not None:
        processes = len(alone.memory) - 1
        cells = [f"{alone.pace[at_once]:.1f}" for at_once in PACE_CONVERSATIONS]
        head = [f"{processes} Rasa workers, nothing else running", *(f"{n} at once" for n in PACE_CONVERSATIONS)]
        several = (
            "\n" + table(head, [["messages a second", *cells]]) + f"\nMemory: {by_process(alone.memory, 'd')} MB.\n"
        )
    return (
        f"{figures}\n{table(['over the starter bot', *(NAMES[name] for name in ours), 'bar', ''], compared)}{several}"
    )


def write(results: Mapping[str, Result], alone: Further, messages: int, where: str) -> None:
    """Put what was measured into the document and draw the plot; `where` names the machine."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}{measured(results, alone, messages, where)}{END}{after}", encoding="utf-8")
    draw(results)


def measured(results: Mapping[str, Result], alone: Further, messages: int, where: str) -> str:
    """Return what stands between the document's marks: the machine, beside the starter bot, the assistant alone."""
    kinds = ", ".join(f"{number} {kind.replace('_', ' ')}" for kind, number in mix.kinds().items())
    parts = [
        f"{where}\n\n### Beside the starter bot\n{messages} messages each; a round of the mix has {kinds}.\n",
        f"{tables(results)}\n{IMAGE}",
        further.tables(alone),
    ]
    return "\n".join(part for part in parts if part)


def draw(results: Mapping[str, Result]) -> None:
    """Draw the shares of messages answered within a time, and the messages a second."""
    matplotlib.rcParams["svg.hashsalt"] = "performance"  # the same figures, the same file
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 3.6))
    for name, result in ((name, results[name]) for name in NAMES if name in results):
        waited = sorted(result.latencies)
        shares = [(number + 1) / len(waited) * 100 for number in range(len(waited))]
        left.plot(waited, shares, color=COLOURS[name], label=NAMES[name])
        right.plot(list(result.pace), list(result.pace.values()), "o-", color=COLOURS[name], label=NAMES[name])
    left.set(xlabel="milliseconds", ylabel="% of messages answered", xlim=(0, None), ylim=(0, 100))
    right.set(xlabel="conversations at once", ylabel="messages a second", ylim=(0, None), xticks=PACE_CONVERSATIONS)
    for axes in (left, right):
        axes.grid(alpha=0.3)
        axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(PLOT, metadata={"Date": None})
    pyplot.close(figure)


def _seconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.0f}"


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _reached(found: Mapping[str, Mapping[str, float | None]], what: str) -> str:
    value, (kind, bar) = found["assistant"][what], BARS[what]
    if value is None:
        return ""
    return reached(value <= bar if kind == "at most" else value >= bar)
