"""The questions of tests/evaluation/counter, put to the running assistant and judged by reading.

`python -m tests.evaluation.counter_set ask` writes what the assistant says to models/evaluation/counter.yml;
`python -m tests.evaluation.counter_set report` writes docs/evaluation/counter.md from the verdicts that were given.

A verdict (tests/evaluation/counter/verdicts.yml) is kept with the answer that it judged. Where the answer has changed,
the question counts as unjudged until it is read again.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict
from scipy.stats import beta
from tqdm import tqdm

from tests.e2e.conftest import ROOT, Assistant

FOLDER = ROOT / "tests" / "evaluation" / "counter"
VERDICTS = FOLDER / "verdicts.yml"
ANSWERS = ROOT / "models" / "evaluation" / "counter.yml"
REPORT = ROOT / "docs" / "evaluation" / "counter.md"
READ, UNREAD = "read", "unread"
"""Folders of the questions that the builders have read since, and of those that nobody who builds has."""
TODAY = {READ: "2026-11-29", UNREAD: "2026-11-30"}
"""The day on which most questions of a folder were written; those of a later day say so."""
LANGUAGES = ("vi", "es", "en")
OUTSIDE = "outside"
SHOWN = 50
"""Questions of each language that the report shows with their answers as given."""

Verdict = Literal["right", "in part", "wrong", "asked back", "declined"]
Say = Callable[[str], list[dict[str, Any]]]


class CounterQuestion(BaseModel):
    """One question with its right answer in words; `kind` is that of the question, or `outside`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    text: str
    kind: str
    topic: str
    answer: str
    basis: str
    country: str = "vn"
    read: bool
    """Whether the builders have read it, or nobody who builds."""
    day: str
    """The day on which it is asked, and its right answer holds."""

    @property
    def language(self) -> str:
        """The language it is asked in."""
        return self.id[:2]


class Judged(BaseModel):
    """A verdict on one answer: its fingerprint, its first line and its unit; `second` is that of a second reader."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    answer: str
    lead: str
    unit: str | None = None
    verdict: Verdict
    second: Verdict | None = None
    why: str = ""


def questions(day: str | None = None) -> list[CounterQuestion]:
    """Return all questions, or those of a day."""
    found = [
        CounterQuestion(**{"day": today, **entry}, read=folder == READ)
        for folder, today in TODAY.items()
        for language in LANGUAGES
        for entry in yaml.safe_load((FOLDER / folder / f"{language}.yml").read_text(encoding="utf-8"))
    ]
    return [question for question in found if day in (None, question.day)]


def days() -> list[str]:
    """Return the days on which questions are asked."""
    return sorted({question.day for question in questions()})


def verdicts(path: Path = VERDICTS) -> dict[str, Judged]:
    """Return the verdicts by the id of their question."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else []
    return {entry["id"]: Judged(**entry) for entry in entries or ()}


def fingerprint(answers: Sequence[Mapping[str, Any]]) -> str:
    """Return what tells one answer from another: the words of all its messages."""
    words = "\n\n".join(str(answer["text"]) for answer in answers)
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def lead(answers: Sequence[Mapping[str, Any]]) -> str:
    """Return the first line that a citizen reads."""
    return str(answers[0]["text"]).partition("\n")[0] if answers else ""


def standing(judged: Mapping[str, Judged], given: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Judged]:
    """Return the verdicts whose answers are still the ones that were judged."""
    return {key: one for key, one in judged.items() if key in given and one.answer == fingerprint(given[key])}


def ask_all(asked: Sequence[CounterQuestion], say: Callable[[], Say]) -> dict[str, list[dict[str, Any]]]:
    """Put every question in a conversation of its own; `say` opens one."""
    return {question.id: say()(question.text) for question in tqdm(asked, desc="asking")}


def interval(count: int, total: int) -> str:
    """Return a share with its 95 % interval (Clopper-Pearson): "85.0 % (79.1 to 89.8)"."""
    if not total:
        return "-"
    low = beta.ppf(0.025, count, total - count + 1) if count else 0.0
    high = beta.ppf(0.975, count + 1, total - count) if count < total else 1.0
    return f"{100 * count / total:.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def table(asked: Iterable[CounterQuestion], judged: Mapping[str, Judged], by: str, whole: str = "") -> list[str]:
    """Return shares of the verdicts by `by` (an attribute of a question), as Markdown lines.

    whole: the name of a last line on all of them; none where it is empty.
    """
    asked = list(asked)
    groups: dict[str, list[CounterQuestion]] = {}
    for question in asked:
        groups.setdefault(str(getattr(question, by)), []).append(question)
    if whole:
        groups[whole] = asked
    lines = [
        f"| {by} | questions | unjudged | right | in part | wrong, of those answered | asked back | declined |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, group in groups.items():
        counts = Counter(judged[question.id].verdict for question in group if question.id in judged)
        total = sum(counts.values())
        answered = counts["right"] + counts["in part"] + counts["wrong"]
        lines.append(
            f"| {name} | {len(group)} | {len(group) - total} | {interval(counts['right'], total)} "
            f"| {interval(counts['in part'], total)} | {interval(counts['wrong'], answered)} "
            f"| {interval(counts['asked back'], total)} | {interval(counts['declined'], total)} |"
        )
    return lines


def _tables(asked: Sequence[CounterQuestion], now: Mapping[str, Judged]) -> list[str]:
    """Return the shares of some questions by language and kind, those outside our subject apart, as Markdown lines."""
    inside = [question for question in asked if question.kind != OUTSIDE]
    outside = [question for question in asked if question.kind == OUTSIDE]
    return [
        *table(inside, now, "language", "all"),
        "",
        *table(inside, now, "kind"),
        "",
        f"Outside our subject ({len(outside)}); right is a refusal that names the right office:",
        "",
        *table(outside, now, "language", "all"),
        "",
    ]


def report(judged: Mapping[str, Judged], given: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Return the report in Markdown."""
    asked = questions()
    unread = [question for question in asked if not question.read]
    now = standing(judged, given)
    twice = [one for one in now.values() if one.second]
    agreed = sum(one.verdict == one.second for one in twice)
    lines = [
        "# Questions as people ask them at the counter",
        "",
        f"Written by `make evaluate`: {len(asked)} questions, put to the running assistant on their day. Their",
        "writers had seen neither units nor phrases, only the law, and wrote down each right answer before the",
        f"assistant was asked. Nobody who builds has read the {len(unread)} of `counter/unread`, and nothing was",
        "chosen on them: they measure. Those of `counter/read` were such a set before; since then the builders have",
        "read the ones that failed, so that they show what has been mended and no more. Judged by reading: right (the",
        "first sentence holds the right conclusion), in part, wrong, asked back, declined; in doubt the worse. A",
        "verdict stands while the answer is the one that it judged. Shares are of the judged, with 95 % intervals.",
        "The questions shown below are of those read.",
        "",
        "## Unread",
        "",
        *_tables(unread, now),
        "## Read since",
        "",
        *_tables([question for question in asked if question.read], now),
        f"Judged twice: {len(twice)}, of which {agreed} alike.",
        "",
    ]
    for language in LANGUAGES:
        lines += [f"## {SHOWN} questions, {language}, with their answers as given", ""]
        for question in [one for one in asked if one.read and one.language == language][:SHOWN]:
            verdict = now[question.id].verdict if question.id in now else "unjudged"
            lines += [f"**{question.text}** ({verdict})", ""]
            for answer in given.get(question.id, ()):
                lines += [*(f"> {line}  " for line in str(answer["text"]).splitlines()), ""]
    return "\n".join(lines).rstrip() + "\n"


def _conversation(running: Assistant) -> Say:
    sender = f"counter-{uuid.uuid4().hex}"
    return lambda text: running.say(sender, text)


def main() -> None:
    """Ask all questions, or write the report on the answers that were given last."""
    command = sys.argv[1]
    if command == "ask":
        given: dict[str, list[dict[str, Any]]] = {}
        for day in days():
            running = Assistant(Path(tempfile.mkdtemp()), day)
            try:
                running.start()
                given |= ask_all(questions(day), partial(_conversation, running))
            finally:
                running.stop()
        ANSWERS.parent.mkdir(parents=True, exist_ok=True)
        ANSWERS.write_text(yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
        return
    given = yaml.safe_load(ANSWERS.read_text(encoding="utf-8"))
    REPORT.write_text(report(verdicts(), given), encoding="utf-8")


if __name__ == "__main__":
    main()
