"""Measures the assistant beside Rasa's starter bot in one run: `python -m tests.evaluation.speed.bench`, `make bench`.

Prints the figures and writes docs/performance.md with a plot. `--before FOLDER` measures another working tree of the
assistant, with its models, as well. Of the assistant alone it measures what the bridge adds to a message, a steady
load (`--steady SECONDS`, 0 leaves it out) and, with `--retrain`, how long a change of one phrase takes to be trained.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.evaluation.speed import bots, bridge, measures, mix, report, retrain, steady
from tests.evaluation.speed.further import Further, tables
from tests.evaluation.speed.machine import load, machine
from tests.evaluation.speed.measures import Result

MESSAGES = 540
WARM = 30
SECONDS = 20.0
"""How long each number of conversations at once is kept up."""
STARTER = bots.ROOT / "var" / "starter"


def measure(
    messages: int, seconds: float, people: int, workers: int, before: Path | None, steadily: float = 0.0
) -> tuple[dict[str, Result], Further]:
    """Return the results by name, `starter`, `assistant` and, where asked for, `before` and `workers`; and the others.

    seconds: for each number of conversations at once. steadily: seconds of the steady load, 0 for none.
    """
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
        further = _alone(running["assistant"], folder, messages, steadily)
    if workers > 1:
        print(f"{workers} Rasa workers", flush=True)
        results["workers"] = _with_workers(workers, seconds)
    return results, further


def _alone(bot: bots.Running, folder: Path, messages: int, steadily: float) -> Further:
    """Measure what the bridge adds to a running assistant's messages, then a steady load where it is asked for."""
    print("through the bridge", flush=True)
    with bridge.bridge(bot, folder) as page:
        bridge.measure(bot, page, mix.ours(), WARM)
        through = bridge.measure(bot, page, mix.ours(), messages)
    if not steadily:
        return Further(through)
    print(f"a steady load for {steadily:.0f} s", flush=True)
    return Further(through, steady.measure(bot, mix.ours(), steadily))


def _with_workers(workers: int, seconds: float) -> Result:
    """Return the messages a second of several Rasa workers with one action server, alone on the machine."""
    result = Result()
    with tempfile.TemporaryDirectory(prefix="bench-") as name, bots.assistant(Path(name), workers=workers) as bot:
        asked = mix.ours()
        measures.latencies([(bot, asked, Result())], WARM)
        measures.pace([(bot, asked, result)], seconds)
        result.memory, result.ready_seconds = bot.memory(), bot.ready_seconds
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.speed.bench", description=__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--people", type=int, default=2, help="conversations of 200 turns")
    parser.add_argument("--workers", type=int, default=2, help="Rasa workers of a measurement of its own")
    parser.add_argument("--steady", type=float, default=steady.SECONDS, metavar="SECONDS", help="0 for none")
    parser.add_argument("--retrain", action="store_true", help="train a copy of the tree anew after a small change")
    parser.add_argument("--before", type=Path)
    parser.add_argument("--print-only", action="store_true", help="leave docs/performance.md as it is")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the bots are stopped, too
    where = f"On {machine()}; a load of {load():.1f} when it began."
    retrained: Sequence[retrain.Retrained] = ()
    if chosen.retrain:  # first, while nothing else runs
        print("retraining", flush=True)
        retrained = retrain.measure()
    results, further = measure(
        chosen.messages, chosen.seconds, chosen.people, chosen.workers, chosen.before, chosen.steady
    )
    further = replace(further, retrained=retrained)
    print(f"{where}\n{report.tables(results)}\n{tables(further)}")
    if not chosen.print_only:
        report.write(results, further, chosen.messages, where)


if __name__ == "__main__":
    main()
