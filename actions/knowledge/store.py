"""Where the built index lies, what it was built from, and whether that is still so."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from actions.knowledge import encoders, settings
from actions.knowledge.index import Index
from actions.knowledge.judge import Judge
from actions.knowledge.sources import files

STAMP = "stamp.json"
JUDGE = "judge.npz"
CODE = ("build_index.py", "corpus.py", "facets.py", "index.py", "judge.py", "marks.py", "questions.py", "search.py")


class OutdatedError(RuntimeError):
    """There is no index, or it was built from something else."""


def read(folder: Path = settings.INDEX) -> tuple[Index, Judge]:
    """Open the index in `folder`; OutdatedError when it is not of the sources as they are now."""
    if stamped(folder) != stamp():
        state = "is not of the sources as they are now" if folder.is_dir() else "does not exist"
        raise OutdatedError(f"the index in {folder} {state}: run `python -m actions.knowledge index`")
    return Index.read(folder), Judge.read(folder / JUDGE)


def stamp() -> dict[str, str]:
    """Return what an index depends on: sources, training phrases, encoder, and the code that builds it."""
    code = [Path(__file__).with_name(name) for name in CODE]
    phrases = sorted(settings.QUESTIONS.glob("*/*.yml")) + sorted(settings.ENTITIES.glob("*.yml"))
    digest = hashlib.sha256()
    for path in (*files(), *phrases, *code):
        digest.update(path.name.encode() + path.read_bytes())
    return {"inputs": digest.hexdigest(), "encoder": encoders.identity()}


def stamped(folder: Path) -> dict[str, str] | None:
    """Return the stamp of the index in `folder`, or None when there is none."""
    path = folder / STAMP
    return dict(json.loads(path.read_text())) if path.is_file() else None
