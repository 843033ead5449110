"""`make doctor`, or `assistant doctor` on a server: each check, its cause and the way out; fails when one fails."""

from __future__ import annotations

import sys
from collections.abc import Callable

from scripts import surroundings
from scripts.doctor import built, machine, running
from scripts.doctor.finding import Finding, fault

CHECKS: dict[str, Callable[[], Finding]] = {
    "Python": built.environments,
    "models": built.trained,
    "page": built.page,
    "settings": built.settings_file,
    "offices": built.offices,
    "disk": machine.disk,
    "memory": machine.memory,
    "var/": machine.kept,
    "clock": machine.day,
    "services": running.units,
    "database": running.database,
    "Redis": running.counts,
    "assistant": running.bridge,
    "certificate": running.certificate,
    "backup": machine.backups,
    "law": machine.law,
}
MARKS = {"well": "ok", "note": "--", "fault": "!!"}


def look(check: Callable[[], Finding]) -> Finding:
    """Return what a check finds; one that breaks is a fault of its own."""
    try:
        return check()
    except Exception as error:
        return fault(f"this could not be looked at ({type(error).__name__}: {error})", "see the other lines first")


def lines(name: str, finding: Finding) -> list[str]:
    """Return what is printed of a finding: a line, and beneath it the way out."""
    shown = [f"{MARKS[finding.state]}  {name:<12} {finding.says}"]
    return shown if finding.state == "well" else [*shown, f"                 -> {finding.fix}"]


def main() -> int:
    """Print every finding; return 1 when there is a fault."""
    surroundings.enter()
    faults = 0
    for name, check in CHECKS.items():
        finding = look(check)
        print("\n".join(lines(name, finding)), flush=True)
        faults += finding.state == "fault"
    print(f"\n{faults} to mend." if faults else "\nAll well.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
