"""Reads a file in a process of its own, which may use only so much time and memory and is ended when it uses more."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from actions.sources.reading.archives import check_unpacked
from actions.sources.reading.blocks import Content, UnreadableError

SECONDS = 300
"""Time that reading one file may take; a decision of 300 pages takes some ten where the machine is free."""
OCR_TIMES = 10
"""How much longer it may take to recognise the text of pictures."""
MEMORY = 2 * 2**30
"""Bytes of address space that the process may take."""
REFUSED = 3
"""How the process ends when it says why the file cannot be read."""
_ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Limits:
    """What the reading of one file may use: seconds, and bytes of memory."""

    seconds: float = SECONDS
    memory: int = MEMORY


def read(data: bytes, suffix: str, limits: Limits = Limits(), ocr: bool = False) -> Content:
    """Return the content of a file whose name ends in `suffix`; UnreadableError says why there is none."""
    check_unpacked(data, suffix)
    command = [
        sys.executable,
        "-m",
        "actions.sources.reading",
        suffix,
        str(limits.memory),
        str(int(limits.seconds) * (OCR_TIMES if ocr else 1)),
    ]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            [*command, *(["--ocr"] if ocr else [])],
            input=data,
            capture_output=True,
            timeout=limits.seconds * (OCR_TIMES if ocr else 1),
            env=environment,
            cwd=_ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(_took(f"more than {limits.seconds:.0f} seconds")) from error
    if done.returncode == 0:
        return Content.from_json(done.stdout.decode("utf-8"))
    said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
    if done.returncode == REFUSED and said:
        raise UnreadableError(said[-1])
    if done.returncode < 0 or "MemoryError" in "".join(said[-3:]):
        raise UnreadableError(
            _took(f"more than {limits.seconds:.0f} seconds or {limits.memory // 2**20} MB of memory")
        )
    raise UnreadableError(f"the file cannot be read: is it damaged? ({said[-1][:120] if said else 'no reason given'})")


def _took(what: str) -> str:
    return f"reading the file took {what} and was ended: add the part that matters"
