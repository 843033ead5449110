"""The examples that the assistant learns from: training phrases, and the questions that passages answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

PHRASES = Path("data/nlu")
SOURCES = Path("data/sources")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Example(NamedTuple):
    """A text in its language; `intent` is that of a training phrase, None of a question that a passage answers."""

    text: str
    language: str
    intent: str | None = None


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


def labelled_questions(folder: Path) -> Iterator[Example]:
    """Yield the questions of a set for measuring: <language>.yml with `questions`, each with a `text`."""
    for path in sorted(folder.glob("*.yml")):
        for question in _read(path)["questions"]:
            yield Example(str(question["text"]), path.stem)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), _Loader)
