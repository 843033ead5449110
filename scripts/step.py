"""Runs a long step of a build with a sign of life: `python scripts/step.py TITLE LOG COMMAND ...`.

What the command writes goes to the log; every few seconds a line tells how far it is. When it fails, the end of the
log is shown and its exit status returned.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

EVERY_SECONDS = 5.0
READ = 4096
"""Bytes at the end of a log that are looked at."""
SHOWN = 20
"""Lines of a log that are shown when a step fails."""
BAR = re.compile(r"(?:^|\r|\n)(?P<what>[^\r\n|%]*?):?\s+(?P<percent>\d+)%\|[^\r\n]*$")
COMPONENT = re.compile(r"Starting to train component '(?:.*\.)?(?P<name>\w+)'")


def sign_of_life(log: str) -> str:
    """Return what the last line of a log tells: a bar's percentage, a component's name, or a short line as it is."""
    bar = BAR.search(log.rstrip())
    if bar:
        return f"{bar['what'].strip()} {bar['percent']} %"
    lines = [line for line in re.split(r"[\r\n]+", log) if line.strip()]
    last = lines[-1] if lines else ""
    component = COMPONENT.search(last)
    if component:
        return f"training {component['name']}"
    return last.strip() if 0 < len(last) <= 80 and not last.startswith((" ", "\t")) else ""


def run(title: str, log: Path, command: list[str]) -> int:
    """Run the command; return its exit status."""
    print(f"\033[1m==> {title}\033[0m  (log: {log})", flush=True)
    log.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with log.open("wb") as written:
        process = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT)
        while True:
            try:
                status = process.wait(EVERY_SECONDS)
                break
            except subprocess.TimeoutExpired:
                end = log.read_bytes()[-READ:].decode(errors="replace")
                print(f"    {title}: {time.monotonic() - started:.0f} s  {sign_of_life(end)}", flush=True)
    if status:
        print("\n".join(log.read_text(errors="replace").splitlines()[-SHOWN:]), file=sys.stderr)
        print(f"{title} failed; the whole log is {log}", file=sys.stderr)
    else:
        print(f"    {title}: done, {time.monotonic() - started:.0f} s", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], Path(sys.argv[2]), sys.argv[3:]))
