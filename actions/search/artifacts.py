"""Where the built index lies, what it was built from, and whether that is still so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from actions import settings
from actions.search.answerability import Answerability
from actions.search.centroids import Centroids
from actions.search.index import Index
from actions.search.labels import Labels
from actions.search.ranker import Ranker
from actions.sources.library import files
from common import encoder

STAMP = "stamp.json"
CENTROIDS, RANKER, ANSWERABILITY, LABELS = "centroids.npz", "ranker.npz", "answerability.npz", "labels.npz"
CODE = (
    *(f"actions/search/{name}.py" for name in ("answerability", "centroids", "index", "labels", "passage_features")),
    *(f"actions/search/{name}.py" for name in ("ranker", "reading", "searcher")),
    *(f"actions/training/{name}.py" for name in ("build_index", "corpus", "readings")),
)

MUST_AGREE = ("sources", "encoder")
"""Parts of the stamp without which an index must not be used; the others only call for a new one."""
TAUGHT_BY = ("own", "encoder", "readings", "code")
"""Parts of the stamp that what was learned rests on: an added document has no questions and teaches nothing."""


class OutdatedError(RuntimeError):
    """There is no index, or it was built from something else."""


@dataclass(frozen=True)
class Built:
    """What `make train` builds: the index, and what was learned on it."""

    index: Index
    centroids: Centroids
    ranker: Ranker
    answerability: Answerability
    labels: Labels

    def write(self, folder: Path) -> None:
        """Write all of it into `folder`."""
        self.index.write(folder)
        self.centroids.write(folder / CENTROIDS)
        self.ranker.write(folder / RANKER)
        self.answerability.write(folder / ANSWERABILITY)
        self.labels.write(folder / LABELS)


def read(folder: Path = settings.INDEX) -> Built:
    """Open the index in `folder`; OutdatedError when it is not of the sources as they are now."""
    was, now = stamped(folder), stamp()
    if was is None or any(was[part] != now[part] for part in MUST_AGREE):
        state = "is not of the sources as they are now" if was else "does not exist"
        raise OutdatedError(f"the index in {folder} {state}: run `make train`")
    return read_built(folder, Index.read(folder))


def read_built(folder: Path, index: Index, passages: int | None = None) -> Built:
    """Return `index` with what was learned in `folder`; `passages`, if it has other added documents than then."""
    centroids = Centroids.read(folder / CENTROIDS)
    return Built(
        index,
        replace(centroids, owners=passages or centroids.owners),
        Ranker.read(folder / RANKER),
        Answerability.read(folder / ANSWERABILITY),
        Labels.read(folder / LABELS),
    )


def stamp() -> dict[str, str]:
    """Return what an index depends on: the sources, the encoder, the readings, the code that builds it."""
    return {
        "sources": _digest(files()),
        "own": _digest(files(added=None)),
        "encoder": encoder.identity(settings.ENCODER),
        "readings": _digest([settings.READINGS / "readings.jsonl"]),
        "code": _digest(settings.ROOT / name for name in CODE),
    }


def built(folder: Path = settings.INDEX) -> int:
    """Return when the index in `folder` was built, in nanoseconds since 1970; 0 when there is none."""
    path = folder / STAMP
    return path.stat().st_mtime_ns if path.is_file() else 0


def stamped(folder: Path) -> dict[str, str] | None:
    """Return the stamp of the index in `folder`, or None when there is none."""
    path = folder / STAMP
    return dict(json.loads(path.read_text())) if path.is_file() else None


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
