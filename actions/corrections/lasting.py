"""Corrections that lasted, as question units for a person to review: data/questions has them for good then.

One whose answer was picked from a unit and left as it was adds only its questions to that unit's examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from actions import settings
from actions.sources.question_checks import LEAST_EXAMPLES
from actions.sources.questions import QuestionUnit
from common.corrections import store
from common.corrections.definition import Correction
from common.vocabulary import LANGUAGES

LASTED_DAYS = 30
"""Days for which a correction was said: what nobody withdrew in a month is worth the review."""
PROPOSALS = settings.ROOT / "var" / "proposals" / "questions.yml"
HEAD = """\
# Corrections that lasted, as question units (docs/questions.md). For each: read it against its ground, complete what
# the comments name, give it an id that says the question, and move it to data/questions/<topic>.yml. Then
# `python -m actions.sources questions`, `make train`, and end the correction at the desk.
"""
EXAMPLES_HEAD = """\
# New examples of question units, from corrections that answered as these units do (docs/corrections.md). For each:
# read whether the unit answers them, and write them behind the `examples` of that id in the file of the comment. Then
# `python -m actions.sources questions`, `make train`, and end the correction at the desk.
"""
NONE = " []\n"
Units = Mapping[str, QuestionUnit]


def lasted(corrections: Iterable[Correction], today: date, days: int = LASTED_DAYS) -> list[Correction]:
    """Return the corrections that were said for at least so many days and not withdrawn, the oldest first."""
    found = [one for one in corrections if one.ended_because != store.WITHDRAWN and said_days(one, today) >= days]
    return sorted(found, key=lambda one: one.id)


def said_days(one: Correction, today: date) -> int:
    """Return for how many days citizens were answered from a correction until `today`."""
    if one.approved_on is None:
        return 0
    first, last = max(one.draft.first, one.approved_on), min(one.draft.last, one.ended_on or today, today)
    return max(0, (last - first).days + 1)


def proposals(corrections: Iterable[Correction], known: Units) -> str:
    """Return the file of the units that corrections may become, with what a person has to look at as comments.

    `known`: the units that there are, by their id.
    """
    said = [
        f"{_comments(one, _to_do(one))}{_yaml([_unit(one)])}" for one in corrections if _answers_as(one, known) is None
    ]
    return f"{HEAD}units:{_listed(said)}"


def examples(corrections: Iterable[Correction], known: Units) -> str:
    """Return the file of what corrections add to the examples of units that answer as they do."""
    said = []
    for one in corrections:
        unit = _answers_as(one, known)
        if unit is not None and (new := _new(one, unit)):
            where = [f"data/questions/{unit.file}", *_holds_everywhere(one)]
            said.append(f"{_comments(one, where)}{_yaml([{'id': unit.id, 'examples': new}])}")
    return f"{EXAMPLES_HEAD}examples:{_listed(said)}"


def write(corrections: Sequence[Correction], known: Units, path: Path = PROPOSALS) -> list[Path]:
    """Write the file of proposals and, beside it, that of new examples; return those that hold any."""
    path.parent.mkdir(parents=True, exist_ok=True)
    files = {
        path: proposals(corrections, known),
        path.with_stem(f"{path.stem}-examples"): examples(corrections, known),
    }
    for file, text in files.items():
        file.write_text(text, encoding="utf-8")
    return [file for file, text in files.items() if not text.endswith(NONE)]


def _answers_as(one: Correction, known: Units) -> QuestionUnit | None:
    """Return the unit that a correction was picked from, where it answers as that does, in its languages."""
    draft, unit = one.draft, known.get(one.draft.instead_of)
    if unit is None or draft.practice_of or set(draft.rests_on) != set(unit.rests_on):
        return None
    said = [(draft.lead, unit.lead), (draft.doubt, unit.doubt)]
    said += [(line.words, own.words) for line, own in zip(draft.lines, unit.lines, strict=False)]
    labels = [line.label for line in draft.lines]
    same = labels == [line.label for line in unit.lines[: len(labels)]]
    return unit if same and all(own.get(lang) == text for words, own in said for lang, text in words.items()) else None


def _new(one: Correction, unit: QuestionUnit) -> dict[str, list[str]]:
    """Return the questions that a unit has not got as examples, by language."""
    new = {
        language: [text for text in texts if text not in unit.examples.get(language, ())]
        for language, texts in one.draft.phrases.items()
    }
    return {language: texts for language, texts in new.items() if texts}


def _unit(one: Correction) -> dict[str, Any]:
    draft = one.draft
    about = {name: value for name, value in draft.about.model_dump(mode="json").items() if value}
    if about["country"] == "vn":
        del about["country"]
    values = {
        "id": f"correction-{one.id}",
        "kind": draft.kind,
        "about": about,
        "rests_on": list(draft.rests_on),
        "lead": dict(draft.lead),
        "lines": [{"label": line.label, **line.words} for line in draft.lines],
        "doubt": dict(draft.doubt),
        "examples": {language: list(texts) for language, texts in draft.phrases.items()},
    }
    return {name: value for name, value in values.items() if value}


def _comments(one: Correction, told: Iterable[str]) -> str:
    lines = [f"written by {one.author}, approved by {one.approved_by} on {one.approved_on}", *told]
    return "".join(f"# {line}\n" for line in lines)


def _to_do(one: Correction) -> Iterator[str]:
    draft = one.draft
    lacking = [language for language in LANGUAGES if language not in draft.lead]
    if lacking:
        yield f"to do: write it in {', '.join(lacking)}"
    few = {language: len(draft.phrases.get(language, ())) for language in LANGUAGES}
    if any(number < LEAST_EXAMPLES for number in few.values()):
        counted = ", ".join(f"{number} {language}" for language, number in few.items())
        yield f"to do: at least {LEAST_EXAMPLES} examples a language (there are {counted})"
    yield from _holds_everywhere(one)
    if draft.practice_of:
        yield f"to do: it is the practice of {draft.practice_of}; a unit says what a text says"
    if draft.instead_of:
        yield f"instead of: {draft.instead_of}, which answered these questions before"


def _holds_everywhere(one: Correction) -> Iterator[str]:
    if one.draft.office:
        yield f"to do: it is the office's {one.draft.office}; does it hold everywhere?"


def _listed(said: Sequence[str]) -> str:
    return "\n" + "".join(said) if said else NONE


def _yaml(units: list[Mapping[str, Any]]) -> str:
    return yaml.safe_dump(units, allow_unicode=True, sort_keys=False, width=110)
