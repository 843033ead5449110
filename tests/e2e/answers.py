"""Writes docs/answers.md: ten questions to each founding document and what the running assistant says to them.

`python -m tests.e2e.answers` starts the assistant as the tests do. The questions are those of founding_documents.yml.
"""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.e2e.conftest import ROOT, TODAY, Assistant

QUESTIONS = Path(__file__).with_name("founding_documents.yml")
PAGE = ROOT / "docs" / "answers.md"

Ask = Callable[[str], list[dict[str, Any]]]


def questions() -> dict[str, list[dict[str, Any]]]:
    """Return founding document -> its questions, each with `ask`, `cites` and `text`."""
    loaded: dict[str, list[dict[str, Any]]] = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    return loaded


def heading(question: str) -> str:
    """Return the line of the page that stands above the answer to `question`."""
    return f"### {question}"


def page(ask: Ask) -> str:
    """Return the page: for each founding document its questions, the answers and the places they cite."""
    lines = [
        "# Ten answers for each founding document",
        "",
        f"Written by `make evaluate`: what the running assistant says on {TODAY}. Beneath each answer, what it cites.",
        "",
    ]
    for source, asked in questions().items():
        lines += [f"## {source}", ""]
        for question in asked:
            lines += [heading(question["ask"]), ""]
            for answer in ask(question["ask"]):
                lines += [f"> {line}" for line in answer["text"].splitlines()]
                lines += ["", *(_cited(citation) for citation in answer["custom"]["citations"]), ""]
    return "\n".join(lines).rstrip() + "\n"


def _cited(citation: Mapping[str, Any]) -> str:
    number = f" ({citation['number']})" if citation["number"] else ""
    return f"- `{citation['ref']}`: {citation['place']}, {citation['title']}{number}; {citation['status']}"


def main() -> None:
    """Start the assistant, ask, and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant(Path(folder))
        try:
            assistant.start()
            PAGE.write_text(page(lambda text: assistant.say(f"answers-{uuid.uuid4().hex}", text)), encoding="utf-8")
        finally:
            assistant.stop()
    print(f"written: {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
