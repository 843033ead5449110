"""`python -m actions.law place "xã Hòa Ninh, huyện Hòa Vang"`: what an old place is today."""

from __future__ import annotations

import argparse
from typing import Any

from actions.places import told
from actions.places.place import place
from common import vocabulary

COMMAND = "place"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of `python -m actions.law`."""
    summary = "which commune, ward or special zone an old place is since 1 July 2025"
    made = commands.add_parser(COMMAND, help=summary, description=summary)
    made.add_argument("written", metavar="PLACE", help="an address, a name, a question")
    made.add_argument("--language", choices=vocabulary.LANGUAGES, default="vi")
    made.add_argument("--json", action="store_true", help="the whole result as JSON")


def run(options: dict[str, Any]) -> int:
    """Print the answer; exit code 0 also where no unit is found: that is an answer."""
    found = place(options["written"])
    if options["json"]:
        print(found.model_dump_json(indent=2))
        return 0
    language = options["language"]
    said = [told.lead(found, language), told.choices(found, language), told.police(found, language)]
    print("\n".join(line for line in (*said, ", ".join(found.basis)) if line))
    return 0
