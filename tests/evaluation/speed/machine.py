"""The machine that something was measured on, in words."""

from __future__ import annotations

import os
import platform
from pathlib import Path

PROCESSORS, MEMORY, LOAD = Path("/proc/cpuinfo"), Path("/proc/meminfo"), Path("/proc/loadavg")


def machine(processors: str | None = None, memory: str | None = None, cores: int | None = None) -> str:
    """Return cores, model of the processor and memory in GB, from what Linux tells in /proc.

    Cores are those that this process may use. A processor without a "model name" is told by its architecture.
    """
    told = _fields(PROCESSORS.read_text() if processors is None else processors)
    size = _fields(MEMORY.read_text() if memory is None else memory)["MemTotal"]
    number = len(os.sched_getaffinity(0)) if cores is None else cores
    model = " ".join(told.get("model name", platform.machine()).split())
    return f"{number} core{'s' if number > 1 else ''} of {model}, {int(size.split()[0]) / 1024**2:.0f} GB of memory"


def load() -> float:
    """Return how many processes ran or waited for a core, on average of the last minute."""
    return float(LOAD.read_text().split()[0])


def _fields(text: str) -> dict[str, str]:
    """Return the first value of each name in lines such as "MemTotal:  24600000 kB"."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip(), value.strip())
    return found
