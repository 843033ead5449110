"""`python -m actions.law`: the calculators without a chat, the report for lawyers, the review check."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from actions import settings
from actions.law import explanation, loading, models, open_data, review, serving, tables, timeline
from actions.law.checklists import ChecklistCase
from actions.law.deadlines import DeadlineCase
from actions.law.errors import CaseError
from actions.law.explanation import Working
from actions.law.fees import Fee, FeeCase, fee_table
from actions.law.pages import build
from actions.law.renewals import RenewalCase
from actions.law.rows import Frozen
from actions.places import cli as places
from actions.sources import questions
from actions.sources.library import Library
from common import clock, vocabulary

REPORT = Path("docs") / "law-timeline.html"

# Exit codes: the review day of a fact has passed, or the case cannot be answered as it is.
OVERDUE = 1
WRONG_CASE = 2


class Shown(NamedTuple):
    """How a result is printed."""

    language: str
    as_json: bool
    explain: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, OVERDUE or WRONG_CASE."""
    options = vars(_parser().parse_args(arguments))
    command = options.pop("command")
    try:
        if command == "check":
            return _check(options["day"] or clock.today(), options["units"])
        if command == "serve":
            serving.run(options["port"])
            return 0
        if command == "pages":
            print(f"{build.write(options['out'], Library.load(), loading.load())} files in {options['out']}")
            return 0
        if command == "report":
            options["out"].write_text(timeline.page(loading.load()), encoding="utf-8")
            print(options["out"])
            return 0
        if command == "open-data":
            print(json.dumps(open_data.export(options["day"] or clock.today()), ensure_ascii=False, indent=1))
            return 0
        if command == places.COMMAND:
            return places.run(options)
        return _answer(command, options)
    except CaseError as error:
        print(error.say(options.get("language") or "en"), file=sys.stderr)
        return WRONG_CASE
    except models.LawDataError as error:
        print(error, file=sys.stderr)
        return WRONG_CASE


def _answer(command: str, options: dict[str, Any]) -> int:
    shown = Shown(options["language"], options["json"], options["explain"])
    asked = {name: value for name, value in options.items() if name not in ("language", "json", "explain")}
    given = {name: value for name, value in asked.items() if value not in (None, False)}
    if command == "deadline":
        result, working = explanation.of_deadline(DeadlineCase(**given))
        return _show(result, tables.deadline_table(result, shown.language), working, shown)
    given.setdefault("day", clock.today())
    if command == "renewal":
        found, working = explanation.of_renewal(RenewalCase(**given))
        return _show(found, tables.renewal_table(found, shown.language), working, shown)
    if command == "checklist":
        listed, working = explanation.of_checklist(ChecklistCase(**given))
        return _show(listed, tables.checklist_table(listed, shown.language), working, shown, listed.fee.currency)
    case = FeeCase(**given)
    if case.procedure is None and case.reason is None:
        return _show_all(fee_table(case.document, case.day, case.province), shown)
    cost, working = explanation.of_fee(case)
    return _show(cost, tables.fee_table(cost, shown.language), working, shown, cost.currency)


def _show(result: Frozen, table: tables.Table, working: Working, shown: Shown, currency: str = "VND") -> int:
    if shown.as_json:
        told = result.model_dump(mode="json")
        told |= {"trace": working.model_dump(mode="json")} if shown.explain else {}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    if shown.explain:
        table = [*table, *tables.working_table(working, currency, shown.language)]
    print(tables.render(table))
    return 0


def _show_all(found: Sequence[Fee], shown: Shown) -> int:
    if shown.as_json:
        print(json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(tables.render(tables.fee_table(one, shown.language)) for one in found))
    return 0


def _check(day: date, folder: Path) -> int:
    law = loading.load()
    units, _ = questions.read(questions.files(folder), questions.grounds(law=law), day)
    found = review.of_day(law, day, units)
    for late in found.overdue:
        print(f"{late.row}: review was due on {late.due} ({', '.join(late.basis)})")
    if not found.overdue:
        print(f"no fact is due for review on {day}")
    for one in found.waiting:
        print(f"waits from {one.since}: {one.row}: {one.why} Settled by {one.settled_by}.")
    for unit in found.ending:
        print(f"{unit.file}: {unit.unit}: {_end_of(unit)}")
    return OVERDUE if found.overdue else 0


def _end_of(unit: review.Ending) -> str:
    ends = {"its ground ends on": unit.ground_until, "its words fit until": unit.words_until}
    return ", ".join(f"{what} {end}" for what, end in ends.items() if end)


def _parser() -> argparse.ArgumentParser:
    known = vocabulary.load()
    parser = argparse.ArgumentParser(prog="python -m actions.law", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=summary, description=summary)
        made.add_argument("--document", required=True, metavar="|".join(loading.load().cards))
        made.add_argument("--language", choices=vocabulary.LANGUAGES, default="vi")
        made.add_argument("--json", action="store_true", help="the whole result as JSON")
        made.add_argument("--explain", action="store_true", help="add the working: rows, sums, each day")
        return made

    def choice(made: argparse.ArgumentParser, *names: str) -> None:
        for name in names:
            made.add_argument(f"--{name}", metavar="|".join(known.values(name)))

    def person(made: argparse.ArgumentParser) -> None:
        metavar = "|".join(known.values("person"))
        made.add_argument("--person", dest="persons", action="append", metavar=metavar, help="may be repeated")
        made.add_argument("--age", metavar="YEARS")
        made.add_argument("--province", metavar="NAME")
        made.add_argument("--day", metavar="YYYY-MM-DD", help="default: today")

    made = command("fee", "what it costs (without procedure and reason: every line of the day)")
    choice(made, "procedure", "reason", "channel", "area")
    person(made)
    made = command("deadline", "by which day the card must be ready")
    choice(made, "procedure", "reason", "channel", "area")
    made.add_argument("--received", required=True, metavar="YYYY-MM-DD", help="day on which the file was complete")
    made = command("renewal", "until when a card is valid")
    made.add_argument("--birth", dest="birth_date", metavar="YYYY-MM-DD")
    made.add_argument("--issued", dest="issue_date", metavar="YYYY-MM-DD")
    made.add_argument("--issue-year", dest="issue_year", metavar="YYYY")
    made.add_argument("--day", metavar="YYYY-MM-DD", help="default: today")
    made = command("checklist", "procedure, papers, place, fee and time in one list")
    choice(made, "procedure", "reason", "channel", "area")
    person(made)
    made.add_argument("--expired", action="store_true", help="the card had already run out")

    places.add(commands)
    made = commands.add_parser("serve", help="the calculators over HTTP, on loopback (docs/law-api.md)")
    made.add_argument("--port", type=int, default=serving.PORT)
    made = commands.add_parser("pages", help="write a page for every passage and row (docs/law-pages.md)")
    made.add_argument("--out", type=Path, default=settings.LAW_PAGES)
    made = commands.add_parser("open-data", help="the law of a day as public services: CPSV-AP 3.2 in JSON-LD")
    made.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="default: today")
    made = commands.add_parser("report", help="write the timeline of every fee and limit with its text")
    made.add_argument("--out", type=Path, default=REPORT)
    made = commands.add_parser(
        "check", help="list overdue facts (exit 1 when there are any), what the coming months wait for, units that end"
    )
    made.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="default: today")
    made.add_argument("--units", type=Path, default=settings.UNITS, metavar="FOLDER", help="the question units")
    return parser
