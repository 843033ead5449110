"""Measures the assistant beside Rasa's starter bot in one run: `python -m tests.evaluation.speed.bench`, `make bench`.

Prints the figures and writes docs/performance.md with a plot. `--before FOLDER` measures another working tree of the
assistant, with its models, as well.
"""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.evaluation.speed import bots, measures, mix, report
from tests.evaluation.speed.measures import Result

MESSAGES = 540
WARM = 30
SECONDS = 20.0
"""How long each number of conversations at once is kept up."""
STARTER = bots.ROOT / "var" / "starter"


def measure(messages: int, seconds: float, people: int, before: Path | None) -> dict[str, Result]:
    """Return the results by name: `starter`, `assistant` and, where there is one, `before`."""
    training = bots.make_starter(STARTER)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        trees = {"assistant": bots.ROOT, **({"before": before} if before else {})}
        pairs, results = [], {"starter": Result(training_seconds=training)}
        running = {"starter": stack.enter_context(bots.starter(folder, STARTER))}
        for name, root in trees.items():
            (folder / name).mkdir()
            running[name] = stack.enter_context(bots.assistant(folder / name, root))
            results[name] = Result()
        for name, bot in running.items():
            results[name].ready_seconds = bot.ready_seconds
            asked = mix.starter() if name == "starter" else mix.ours()
            measures.latencies([(bot, asked, Result())], WARM)
            pairs.append((bot, asked, results[name]))
        print("latency", flush=True)
        measures.latencies(pairs, messages)
        print("messages a second", flush=True)
        measures.pace(pairs, seconds)
        print("conversations of 200 turns", flush=True)
        measures.long_conversation(pairs, people)
        for name, bot in running.items():
            results[name].memory = bot.memory()
    return results


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.speed.bench", description=__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--people", type=int, default=2, help="conversations of 200 turns")
    parser.add_argument("--before", type=Path)
    parser.add_argument("--print-only", action="store_true", help="leave docs/performance.md as it is")
    chosen = parser.parse_args(arguments)
    results = measure(chosen.messages, chosen.seconds, chosen.people, chosen.before)
    print(report.tables(results))
    if not chosen.print_only:
        report.write(results, chosen.messages)


if __name__ == "__main__":
    main()
