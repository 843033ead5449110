"""Measures answers from added documents: `python -m tests.evaluation.documents.answering [--apart | --later]`.

Adds the five documents of questions.yml (or questions_apart.yml, questions_later.yml) as PDF to KNOWLEDGE_DIR, builds
INDEX_DIR, and asks each question as it is typed: right when the first passage of the answer is of the document, and of
an article that `right` names. With --confirmed too, what was proposed is taken first, all of it as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from actions.answers import local_documents
from actions.question import Question
from actions.search.encoding import encode
from actions.sources import adding, proposing
from actions.sources.adding import Description
from actions.sources.fetching import Fetched
from actions.sources.library import Library
from actions.training import build_index
from common import clock
from tests.evaluation.documents import made_pdf
from tests.evaluation.documents.outlines import read

QUESTIONS = Path(__file__).with_name("questions.yml")
OTHERS = {
    "--apart": Path(__file__).with_name("questions_apart.yml"),
    "--later": Path(__file__).with_name("questions_later.yml"),
}


def documents(path: Path = QUESTIONS) -> list[dict[str, Any]]:
    """The documents with their questions."""
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


def add(document: dict[str, Any], library: Library) -> str:
    """Add one document as PDF; return its id."""
    described = Description(
        document["title"], document["number"], date(2026, 11, 1), None, "decision", document["issuer"], "vn", "vi"
    )
    fetched = Fetched(made_pdf.document(read(document["outline"])), ".pdf", f"{document['outline']}.pdf")
    prepared = adding.prepare(fetched, described, library)
    return adding.add(prepared, library)[0].id


def asked(text: str) -> Question:
    """A message of which nothing but its words is known."""
    return Question("vi", "nlu_fallback", text, {}, country="vn", vector=encode(text, "vi"))


def is_right(ref: str | None, document: str, right: list[str]) -> bool:
    """Whether a passage is of the document and one of the articles that answer."""
    if ref is None or not ref.startswith(f"{document}#"):
        return False
    return any(re.fullmatch(rf"{re.escape(one)}(?:-.+)?", ref.split("#")[1]) for one in right)


def _chosen(how: Sequence[str]) -> Path:
    return next((OTHERS[one] for one in how if one in OTHERS), QUESTIONS)


def main(*how: str) -> None:
    """Add, ask, and print what is wrong and the share that is right."""
    library, chosen = Library.load(), documents(_chosen(how))
    names = {document["outline"]: add(document, library) for document in chosen}
    if "--confirmed" in how:
        library = Library.load()
        for name in names.values():
            proposing.write(library.sources[name])
            print(f"{name}: {proposing.confirm(name, library)} questions confirmed")
    build_index.build()
    whole = right = 0
    for document in chosen:
        count = 0
        for ask in document["ask"]:
            result = local_documents.search(asked(ask["q"]), clock.today())
            ref = result.hits[0].entry.ref if result else None
            ok = is_right(ref, names[document["outline"]], ask["right"])
            count += ok
            if not ok:
                print(f"wrong: {ask['q']} -> {ref} (right: {', '.join(ask['right'])})")
        print(f"{document['title']}: {count} of {len(document['ask'])}")
        whole, right = whole + len(document["ask"]), right + count
    print(f"all: {right} of {whole}")


if __name__ == "__main__":
    main(*sys.argv[1:])
