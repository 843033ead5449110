"""Reads a file in a process of its own, which may use only so much time and memory and is ended when it uses more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.sources.reading.archives import check_unpacked
from actions.sources.reading.blocks import Content, UnreadableError

SECONDS = 300
"""Time that reading one file may take; one of 500 pages takes twelve of the processor."""
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
    seconds = limits.seconds * (OCR_TIMES if ocr else 1)
    try:
        returned, out, err = _ended_after(seconds, [*command, *(["--ocr"] if ocr else [])], data, environment)
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(_took(f"more than {seconds:.0f} seconds")) from error
    if returned == 0:
        return Content.from_json(out.decode("utf-8"))
    said = err.decode("utf-8", errors="replace").strip().splitlines()
    if returned == REFUSED and said:
        raise UnreadableError(said[-1])
    if returned < 0 or "MemoryError" in "".join(said[-3:]):
        raise UnreadableError(
            _took(f"more than {limits.seconds:.0f} seconds or {limits.memory // 2**20} MB of memory")
        )
    raise UnreadableError(f"the file cannot be read: is it damaged? ({said[-1][:120] if said else 'no reason given'})")


def _ended_after(
    seconds: float, command: list[str], data: bytes, environment: Mapping[str, str]
) -> tuple[int, bytes, bytes]:
    """Run a command over `data`; end it with all that it started (LibreOffice, tesseract) when it takes longer.

    Returns its status, output and errors; raises TimeoutExpired.
    """
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, cwd=_ROOT, start_new_session=True
    ) as process:
        try:
            out, err = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return process.returncode, out, err


def _took(what: str) -> str:
    return f"reading the file took {what} and was ended: add the part that matters"
