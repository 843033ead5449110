"""Measures the search on questions with known answers: `python -m tests.evaluation.search`.

tests/evaluation/own/<language>.yml holds the questions: `text`, `slice` and `expected` (references of the
passages any of which answers it rightly), or `text` and `kind` (`neighbouring`, `off_topic`) when nothing
here does; tests/evaluation/apart holds others that were written before anything here was read. Writes
docs/evaluation/search.md and search.png, and measures also on ../shared/eval when it is there.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import ir_measures
import matplotlib
import numpy as np
import yaml
from ir_measures import RR, Qrel, ScoredDoc, Success
from pydantic import BaseModel, ConfigDict, Field, model_validator
from tqdm import tqdm

from actions.search.answerability import OUTSIDE
from actions.search.current import Knowledge
from actions.search.reading import Reading
from actions.search.searcher import Known, Result, Searcher, country_told
from actions.settings import ROOT
from actions.sources.library import Library, Passage
from actions.training.readings import Readings
from common import clock
from common.text import fold
from tests.evaluation import public_sets
from tests.evaluation.readings import read_by_bot

matplotlib.use("Agg")
from matplotlib import pyplot

FOLDER = ROOT / "tests" / "evaluation" / "own"
APART = FOLDER.with_name("apart")
NO_GROUND = "no_ground"
"""Kind of a question about identity cards that no passage answers."""
REPORT = ROOT / "docs" / "evaluation"
DEPTH = 10
MEASURES = {"recall@1": Success @ 1, "recall@5": Success @ 5, "MRR": RR @ DEPTH}
COVERAGE = 0.85
"""Share of the answerable questions that must be answered; wrong answers are measured where it is."""
FOLDED = "all, typed without marks"
BARS = """Bars: recall@5 0.97, and within 0.02 of it without marks; wrong answers at most 3 % at 85 % coverage or more;
off-topic answered at most 2 %, neighbouring at most 5 %."""


class Case(BaseModel):
    """One question of a set, as its file has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    slice: str = ""
    expected: tuple[str, ...] = ()
    kind: str = Field("", pattern=f"^({'|'.join((*OUTSIDE, NO_GROUND))})?$")
    computed: tuple[str, ...] = ()
    """Kinds of computed answers that answer the question as well: `fee`, `deadline`, `renewal`, `checklist`."""

    @model_validator(mode="after")
    def _answered_or_outside(self) -> Case:
        if bool(self.expected) == bool(self.kind):
            raise ValueError(f"{self.text!r} needs either `expected` or `kind`")
        return self


@dataclass(frozen=True)
class Outcome:
    """What the search made of a question."""

    language: str
    case: Case
    result: Result[Passage]
    relevant: frozenset[str]

    @property
    def right(self) -> bool:
        """Say whether a passage that is said answers the question."""
        return any(passage.ref in self.relevant for passage in self.result.together)


def load(folder: Path = FOLDER) -> dict[str, list[Case]]:
    """Return language -> questions; ValueError names the one that is not well formed."""
    return {
        path.stem: [Case(**case) for case in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]]
        for path in sorted(folder.glob("*.yml"))
    }


def run(
    searcher: Searcher[Passage], library: Library, sets: dict[str, list[Case]], readings: Readings, day: datetime.date
) -> list[Outcome]:
    """Ask every question; Vietnamese ones that are typed with marks once more without."""
    outcomes = []
    for language, cases in sets.items():
        asked = list(cases)
        if language == "vi":
            asked += [
                case.model_copy(update={"text": fold(case.text), "slice": FOLDED}) for case in cases if case.expected
            ]
        for case in tqdm(asked, desc=f"asking {language}"):
            reading = readings.of(case.text, language)
            known = Known(country_asked(library, case, reading))
            result = searcher.search(reading, day, known, DEPTH)
            outcomes.append(Outcome(language, case, result, relevant(library, case.expected)))
    return outcomes


def country_asked(library: Library, case: Case, reading: Reading) -> str | None:
    """Return the country that the assistant would have asked for before it searched; None where the words tell it."""
    if country_told(reading.entities, reading.language):
        return None
    return library.passage(case.expected[0]).country if case.expected else "vn"


def relevant(library: Library, expected: Iterable[str]) -> frozenset[str]:
    """Return the passages that answer: those expected, and older ones that today's expected ones replace.

    An older passage is always shown after the one that replaced it.
    """
    wanted = set(expected)
    for ref in wanted:
        library.passage(ref)  # a set that cites what is not there must not pass unseen
    older = {passage.ref for passage in library.passages if wanted & set(passage.replaced_by)}
    return frozenset(wanted | older)


def found(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return recall@1, recall@5 and MRR over answerable questions: any expected passage counts as found."""
    qrels = [Qrel(str(i), ref, 1) for i, outcome in enumerate(outcomes) for ref in outcome.relevant]
    run_ = [
        ScoredDoc(str(i), hit.entry.ref, -rank)
        for i, outcome in enumerate(outcomes)
        for rank, hit in enumerate(outcome.result.hits)
    ]
    values = ir_measures.calc_aggregate(list(MEASURES.values()), qrels, run_)
    return {name: float(values[measure]) for name, measure in MEASURES.items()}


def threshold_at(outcomes: Sequence[Outcome], coverage: float = COVERAGE) -> float:
    """Return the chance from which on that share of the answerable questions, in all languages, is answered."""
    chances = sorted((o.result.chance for o in outcomes if o.case.expected and o.case.slice != FOLDED), reverse=True)
    return chances[math.ceil(coverage * len(chances)) - 1]


def answered(outcomes: Sequence[Outcome], threshold: float) -> tuple[float, float]:
    """Return which share of answerable questions is answered, and which share of the answers is wrong."""
    given = [outcome for outcome in outcomes if outcome.result.chance >= threshold]
    wrong = sum(not outcome.right for outcome in given)
    return len(given) / len(outcomes), wrong / max(1, len(given))


def let_in(outcomes: Sequence[Outcome], threshold: float) -> float:
    """Return which share of questions from outside is answered as if it were inside."""
    return sum(outcome.result.chance >= threshold for outcome in outcomes) / len(outcomes)


def tables(outcomes: Sequence[Outcome]) -> list[str]:
    """Return the tables of the report, as Markdown lines."""
    lines = [
        "| language | slice | questions | recall@1 | recall@5 | MRR | coverage | wrong answers |",
        "|---|---|---|---|---|---|---|---|",
    ]
    inside = [outcome for outcome in outcomes if outcome.case.expected]
    threshold = threshold_at(outcomes)
    for language, name, group in _groups(inside):
        measures, (coverage, wrong) = found(group), answered(group, threshold)
        values = " | ".join(f"{value:.3f}" for value in (*measures.values(), coverage, wrong))
        lines.append(f"| {language} | {name} | {len(group)} | {values} |")
    lines += ["", "| language | outside | questions | answered as if inside |", "|---|---|---|---|"]
    for kind in _asked(outcomes):
        group = [outcome for outcome in outcomes if outcome.case.kind == kind]
        for language in ("", *sorted({outcome.language for outcome in group})):
            part = [outcome for outcome in group if language in ("", outcome.language)]
            lines.append(f"| {language or 'all'} | {kind} | {len(part)} | {let_in(part, threshold):.3f} |")
    return lines


def plot(outcomes: Sequence[Outcome], path: Path) -> None:
    """Draw accuracy against coverage, and what is let in from outside, as the threshold falls."""
    inside = [outcome for outcome in outcomes if outcome.case.expected and outcome.case.slice != FOLDED]
    thresholds = np.unique([outcome.result.chance for outcome in inside])
    curve = [answered(inside, threshold) for threshold in thresholds]
    coverage = [covered for covered, _ in curve]
    figure, axes = pyplot.subplots(figsize=(7, 4.5))
    axes.plot(coverage, [1 - wrong for _, wrong in curve], label="right answers among those given")
    for kind in _asked(outcomes):
        group = [outcome for outcome in outcomes if outcome.case.kind == kind]
        axes.plot(coverage, [let_in(group, t) for t in thresholds], label=f"{kind} answered as if inside")
    axes.axvline(COVERAGE, color="grey", linestyle=":", label=f"coverage {COVERAGE:.0%}")
    axes.set(xlabel="share of answerable questions answered", xlim=(0, 1), ylim=(0, 1.01))
    axes.grid(alpha=0.3)
    axes.legend(loc="center left")
    figure.tight_layout()
    figure.savefig(path, dpi=120)


def main() -> None:
    """Measure, print and write the report."""
    library = Library.load()
    searcher = Knowledge.load().passages
    today = clock.today()
    outcomes = run(searcher, library, load(), read_by_bot(FOLDER), today)
    apart = run(searcher, library, load(APART), read_by_bot(APART), today)
    lines = [
        "# The search, measured",
        "",
        f"Written by `make evaluate` over {len(library.passages)} passages. A question counts as found when any",
        "passage that answers it is among the first. Coverage and wrong answers are those of the search alone, from",
        f"the chance on at which {COVERAGE:.0%} of all questions are answered; wrong is a share of the answers given.",
        "Where two passages are near equal both are said, and one must answer. In Spanish and English the assistant",
        "asks whose card is meant before it searches; where a question does not tell, the search is told it.",
        "What the assistant makes of these questions, with intents and dialogue: [assistant.md](assistant.md).",
        "",
        BARS,
        "",
        *tables(outcomes),
        "",
        "![accuracy and coverage](search.png)",
        "",
        "## Questions written apart",
        "",
        "Written before any passage, ask or training phrase was read, and labelled from the passages' texts alone.",
        "",
        *tables(apart),
        *public_sets.report(searcher),
    ]
    REPORT.mkdir(parents=True, exist_ok=True)
    plot(outcomes, REPORT / "search.png")
    (REPORT / "search.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _asked(outcomes: Sequence[Outcome]) -> list[str]:
    """Return the kinds from outside of which there are questions."""
    return [kind for kind in OUTSIDE if any(outcome.case.kind == kind for outcome in outcomes)]


def _groups(outcomes: Sequence[Outcome]) -> Iterable[tuple[str, str, list[Outcome]]]:
    asked = [outcome for outcome in outcomes if outcome.case.slice != FOLDED]
    yield "all", "all", asked
    for language in sorted({outcome.language for outcome in outcomes}):
        own = [outcome for outcome in outcomes if outcome.language == language]
        yield language, "all", [outcome for outcome in own if outcome.case.slice != FOLDED]
        for name in dict.fromkeys(outcome.case.slice for outcome in own):
            yield language, name, [outcome for outcome in own if outcome.case.slice == name]


if __name__ == "__main__":
    main()
