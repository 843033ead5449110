"""Checks of the machine: disk, memory, var/, the clock, backups, and what is overdue in the law."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from actions.law import loading, validation
from common import clock
from scripts import backup, surroundings
from scripts.checksums import ArchiveError
from scripts.doctor.finding import Finding, fault, note, well

FREE_DISK_MB = 1_000
"""Below this a backup of a large database may not fit any more."""

MEMORY_MB = 2_000
"""The processes take 0.7 GB together (docs/performance.md); the rest is the system's, PostgreSQL's and a restart's."""

BACKUPS = Path("/var/backups/assistant")
BACKUP_HOURS = 36
"""One is made every night: so old is the newest when a night was missed."""


def disk() -> Finding:
    """There is room for conversations and backups."""
    free = shutil.disk_usage(_existing(surroundings.VAR)).free // 1_000_000
    if free < FREE_DISK_MB:
        return fault(
            f"{free} MB are free where var/ lies: soon nothing can be kept, and nobody is answered",
            "make room: old releases in /opt/assistant/releases, old backups, journalctl --vacuum-size=200M",
        )
    return well(f"{free / 1000:.0f} GB free")


def memory() -> Finding:
    """The machine has memory for three processes."""
    lines = (line.split() for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines())
    total = next(int(line[1]) for line in lines if line[0] == "MemTotal:") // 1000
    if total < MEMORY_MB:
        return note(f"{total / 1000:.1f} GB of memory: processes may be killed for it", "2 GB or more are needed")
    return well(f"{total / 1000:.0f} GB")


def kept() -> Finding:
    """What is kept can be written by the assistant and read by nobody else."""
    var = surroundings.VAR
    if not var.is_dir():
        return note("var/ is not there yet: it is made at the first start", "nothing to do")
    if not os.access(var, os.W_OK):
        return fault("var/ cannot be written", f"chown -R assistant: {var.resolve()}")
    if var.stat().st_mode & 0o077:
        return fault("var/ holds conversations and can be read by others", f"chmod 700 {var.resolve()}")
    return well(f"{var.resolve()}, for the assistant alone")


def day() -> Finding:
    """The machine's clock is kept right: fees and deadlines go by the day."""
    asked = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        said = ""
    today = clock.today()
    if said == "no":
        return fault(
            f"the clock is not kept right by the network; it says {today}",
            "apt-get install systemd-timesyncd, then timedatectl set-ntp true",
        )
    return well(f"{today} in Vietnam")


def backups() -> Finding:
    """The newest backup is of last night, and whole."""
    if not surroundings.is_installed():
        return note("not looked for in a tree that make run starts", "python -m scripts.backup make FOLDER")
    made = backup.backups(BACKUPS)
    if not made:
        return fault(
            f"there is no backup in {BACKUPS}", "assistant backup; systemctl enable --now assistant-backup.timer"
        )
    hours = (time.time() - made[0].stat().st_mtime) / 3600
    if hours > BACKUP_HOURS:
        return fault(
            f"the newest backup is {hours / 24:.0f} days old", "journalctl --namespace=assistant -u assistant-backup"
        )
    try:
        backup.check(made[0])
    except ArchiveError as error:
        return fault(str(error), "assistant backup, and look after the disk")
    return well(f"{made[0].name}, whole; {len(made)} kept")


def law() -> Finding:
    """No fact's review day has passed."""
    late = validation.overdue(loading.load(), clock.today())
    if late:
        return fault(f"{len(late)} facts of the law are past their review day", "make law-check lists them")
    return well("no fact is past its review day")


def _existing(path: Path) -> Path:
    return next(place for place in (path.resolve(), *path.resolve().parents) if place.exists())
