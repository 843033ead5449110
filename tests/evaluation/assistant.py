"""Asks the running assistant the questions of tests/evaluation: `python -m tests.evaluation.assistant`.

Each question opens a conversation of its own. Where the assistant asks whose card is meant, the button is pressed.
Writes docs/evaluation/assistant.md: what is answered, asked back and declined, and what is answered wrongly.
docs/evaluation/search.md measures the search alone on the same questions.
"""

from __future__ import annotations

import tempfile
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from actions.sources.library import Library
from tests.e2e.conftest import ROOT, TODAY, Assistant
from tests.evaluation import search
from tests.evaluation.search import Case

REPORT = ROOT / "docs" / "evaluation" / "assistant.md"
LOOKED_UP, COMPUTED, ASKED_BACK, DECLINED = "looked up", "computed", "asked back", "declined"
KIND_OF_STATUS = {"retrieved": LOOKED_UP, "computed": COMPUTED, "clarify": ASKED_BACK}
ANSWERED = (LOOKED_UP, COMPUTED)

Say = Callable[[str], list[dict[str, Any]]]


@dataclass(frozen=True)
class Outcome:
    """What the assistant made of a question; `cited` are the passages beneath its answers."""

    language: str
    case: Case
    kind: str
    cited: frozenset[str]
    right: bool


def ask(say: Say, case: Case, library: Library) -> list[dict[str, Any]]:
    """Return the answers to a question, the country told when it is asked for."""
    answers = say(case.text)
    if answers and answers[0]["custom"].get("reason") == "country_missing":
        country = library.passage(case.expected[0]).country if case.expected else "vn"
        answers = say(f'/inform{{"country":"{country}"}}')
    return answers


def outcome(language: str, case: Case, answers: Sequence[dict[str, Any]], library: Library) -> Outcome:
    """Judge the answers: right when they cite a passage, or are a computation, that the question's label names."""
    kinds = [KIND_OF_STATUS.get(answer["custom"]["status"], DECLINED) for answer in answers]
    kind = next((kind for kind in ANSWERED if kind in kinds), kinds[0] if kinds else DECLINED)
    cited = frozenset(citation["ref"] for answer in answers for citation in answer["custom"]["citations"])
    computed = {(answer["custom"].get("computed") or {}).get("kind") for answer in answers}
    right = bool(cited & search.relevant(library, case.expected)) or bool(computed & set(case.computed))
    return Outcome(language, case, kind, cited, right)


def tables(outcomes: Sequence[Outcome]) -> list[str]:
    """Return the tables of the report, as Markdown lines."""
    lines = [
        "| language | questions | answered | wrong | looked up | of these wrong | computed | of these wrong "
        "| asked back | declined |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for language in ("all", "vi", "es", "en"):
        inside = [o for o in outcomes if o.case.expected and language in ("all", o.language)]
        kinds = Counter(o.kind for o in inside)
        wrong = Counter(o.kind for o in inside if not o.right)
        answered = sum(kinds[kind] for kind in ANSWERED)
        wrongly = sum(wrong[kind] for kind in ANSWERED)
        lines.append(
            f"| {language} | {len(inside)} | {answered / len(inside):.3f} | {wrongly} ({wrongly / answered:.3f}) "
            f"| {kinds[LOOKED_UP]} | {wrong[LOOKED_UP]} | {kinds[COMPUTED]} | {wrong[COMPUTED]} "
            f"| {kinds[ASKED_BACK]} | {kinds[DECLINED]} |"
        )
    lines += ["", "| language | outside | questions | answered as if inside |", "|---|---|---|---|"]
    for kind in dict.fromkeys(o.case.kind for o in outcomes if o.case.kind):
        for language in ("all", "vi", "es", "en"):
            outside = [o for o in outcomes if o.case.kind == kind and language in ("all", o.language)]
            let_in = sum(o.kind in ANSWERED for o in outside)
            lines.append(f"| {language} | {kind} | {len(outside)} | {let_in} ({let_in / len(outside):.3f}) |")
    return lines


def measure(assistant: Assistant, library: Library, sets: Mapping[str, Sequence[Case]]) -> list[Outcome]:
    """Ask everything; sets: language -> questions."""
    outcomes = []
    for language, cases in sets.items():
        for case in tqdm(cases, desc=f"asking {language}"):
            sender = f"measured-{uuid.uuid4().hex}"
            answers = ask(lambda text, sender=sender: assistant.say(sender, text), case, library)  # type: ignore[misc]
            outcomes.append(outcome(language, case, answers, library))
    return outcomes


def main() -> None:
    """Start the assistant, ask, and write the report."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant(Path(folder))
        try:
            assistant.start()
            library = Library.load()
            outcomes = measure(assistant, library, search.load())
            apart = measure(assistant, library, search.load(search.APART))
        finally:
            assistant.stop()
    lines = [
        "# The assistant, measured",
        "",
        f"Written by `make evaluate`: every question of tests/evaluation, put to the running assistant on {TODAY}.",
        "An answer is right when it cites a passage that the question's label names, or is a computation of a kind",
        "(fee, deadline, renewal, checklist) that the label names: the calculators have tests of their own. Wrong is",
        "a share of the answers. Outside, `personal_data` is what only one's own file tells.",
        "",
        *tables(outcomes),
        "",
        "## Questions written apart",
        "",
        "Written before any passage, ask or training phrase was read, and labelled from the passages' texts alone:",
        "what people ask, whether the sources answer it or not (`no_ground`).",
        "",
        *tables(apart),
    ]
    REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
