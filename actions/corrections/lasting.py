"""Corrections that lasted, as question units for a person to review: data/questions has them for good then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from actions import settings
from actions.sources.question_checks import LEAST_EXAMPLES
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


def proposals(corrections: Iterable[Correction]) -> str:
    """Return the file of the units that corrections may become, with what a person has to look at as comments."""
    said = [f"{_comments(one)}{_yaml([_unit(one)])}" for one in corrections]
    return f"{HEAD}units:\n{''.join(said)}" if said else f"{HEAD}units: []\n"


def write(corrections: Iterable[Correction], path: Path = PROPOSALS) -> Path:
    """Write the file of proposals."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(proposals(corrections), encoding="utf-8")
    return path


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


def _comments(one: Correction) -> str:
    lines = [f"written by {one.author}, approved by {one.approved_by} on {one.approved_on}", *_to_do(one)]
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
    if draft.office:
        yield f"to do: it is the office's {draft.office}; does it hold everywhere?"
    if draft.practice_of:
        yield f"to do: it is the practice of {draft.practice_of}; a unit says what a text says"
    if draft.instead_of:
        yield f"instead of: {draft.instead_of}, which answered these questions before"


def _yaml(units: list[Mapping[str, Any]]) -> str:
    return yaml.safe_dump(units, allow_unicode=True, sort_keys=False, width=110)
