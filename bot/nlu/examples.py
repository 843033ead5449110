"""The examples that the assistant learns from: training phrases, and the questions that passages answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from common.text import fold

PHRASES = Path("data/nlu")
SOURCES = Path("data/sources")
UNITS = Path("data/questions")
OF_ITS_KIND = 8
"""Examples of a list that ask as its unit's kind of question does; those behind them ask in other shapes, too."""
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Example(NamedTuple):
    """A text in its language. intent: of a training phrase; unit: of a question of a question unit; kind: how it asks.

    What asks in another shape than its unit has no kind.
    """

    text: str
    language: str
    intent: str | None = None
    unit: str | None = None
    kind: str | None = None


def phrases(folder: Path = PHRASES) -> Iterator[Example]:
    """Yield the training phrases of all intents, in the order of the files."""
    for path in sorted(folder.glob("*/*.yml")):
        for block in _read(path)["nlu"]:
            for line in block["examples"].splitlines():
                text = line.removeprefix("- ").strip()
                if text:
                    yield Example(text, path.parent.name, block["intent"])


def passage_questions(folder: Path = SOURCES) -> Iterator[Example]:
    """Yield the questions that the passages of the sources answer."""
    for path in sorted(folder.glob("*.yml")):
        for passage in _read(path)["passages"]:
            for language, texts in passage.get("asks", {}).items():
                for text in texts:
                    yield Example(str(text), language)


def unit_questions(folder: Path = UNITS) -> Iterator[Example]:
    """Yield the questions of the question units."""
    for path in sorted(folder.glob("*.yml")):
        for unit in _read(path)["units"]:
            for language, texts in unit["examples"].items():
                for number, text in enumerate(texts):
                    kind = unit["kind"] if number < OF_ITS_KIND else None
                    yield Example(str(text), language, unit=unit["id"], kind=kind)


def labelled_questions(folder: Path) -> Iterator[Example]:
    """Yield the questions of a set for measuring: <language>.yml with `questions`, each with a `text`."""
    for path in sorted(folder.glob("*.yml")):
        for question in _read(path)["questions"]:
            yield Example(str(question["text"]), path.stem)


def both_spellings(examples: Iterable[Example]) -> list[Example]:
    """Return the examples, Vietnamese ones also without marks, each text once a language."""
    spelt: dict[tuple[str, str], Example] = {}
    for example in examples:
        for text in (example.text, fold(example.text)) if example.language == "vi" else (example.text,):
            spelt.setdefault((text, example.language), example._replace(text=text))
    return list(spelt.values())


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), _Loader)
