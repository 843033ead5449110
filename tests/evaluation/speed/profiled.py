"""Runs a module under the profiler: `python -m tests.evaluation.speed.profiled OUT MODULE ...`.

Signal USR1 begins anew, TERM ends the process and writes what was seen to OUT. Runs in either environment.
"""

from __future__ import annotations

import cProfile
import runpy
import signal
import sys


def main() -> None:
    """Run the module; only the main thread is seen, which serves the messages."""
    out, module = sys.argv[1:3]
    sys.argv = [module, *sys.argv[3:]]
    profiler = cProfile.Profile()

    def begin(*_signal: object) -> None:
        profiler.clear()
        profiler.enable()

    signal.signal(signal.SIGUSR1, begin)
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        profiler.disable()
        profiler.dump_stats(out)


if __name__ == "__main__":
    main()
