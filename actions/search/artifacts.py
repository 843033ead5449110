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
PASSAGES, UNITS = "passages", "units"
CODE = (
    *(f"actions/search/{name}.py" for name in ("answerability", "centroids", "index", "labels", "passage_features")),
    *(f"actions/search/{name}.py" for name in ("ranker", "reading", "searcher", "units")),
    *(f"actions/training/{name}.py" for name in ("build_index", "corpus", "parts", "readings")),
)

MUST_AGREE = ("sources", "units", "encoder")
"""Parts of the stamp without which an index must not be used; the others only call for a new one."""
TAUGHT_BY = ("own", "units", "encoder", "readings", "code")
"""Parts of the stamp that what was learned rests on: an added document has no questions and teaches nothing."""


class OutdatedError(RuntimeError):
    """There is no index, or it was built from something else."""


@dataclass(frozen=True)
class Built:
    """The index of passages or of question units, and what was learned on it."""

    index: Index
    centroids: Centroids
    ranker: Ranker
    answerability: Answerability

    def write(self, folder: Path) -> None:
        """Write all of it into `folder`, which is made."""
        folder.mkdir(parents=True)
        self.index.write(folder)
        self.centroids.write(folder / CENTROIDS)
        self.ranker.write(folder / RANKER)
        self.answerability.write(folder / ANSWERABILITY)

    @classmethod
    def read(cls, folder: Path, index: Index | None = None, entries: int | None = None) -> Built:
        """Return what `write` wrote; with another `index` of `entries`, as when a document was added."""
        centroids = Centroids.read(folder / CENTROIDS)
        return cls(
            index or Index.read(folder),
            replace(centroids, owners=entries or centroids.owners),
            Ranker.read(folder / RANKER),
            Answerability.read(folder / ANSWERABILITY),
        )


@dataclass(frozen=True)
class Artifacts:
    """All that `make train` builds for the search."""

    passages: Built
    units: Built
    labels: Labels

    def write(self, folder: Path) -> None:
        """Write all of it into `folder`."""
        self.passages.write(folder / PASSAGES)
        self.units.write(folder / UNITS)
        self.labels.write(folder / LABELS)


def read(folder: Path = settings.INDEX) -> Artifacts:
    """Open the index in `folder`; OutdatedError when it is not of the sources as they are now."""
    was = stamped(folder)
    if was is None:
        raise OutdatedError(f"the index in {folder} does not exist: run `make train`")
    now = stamp()
    if any(was.get(part) != now[part] for part in MUST_AGREE):
        raise OutdatedError(f"the index in {folder} is not of the sources as they are now: run `make train`")
    return read_parts(folder)


def read_parts(folder: Path) -> Artifacts:
    """Open the index in `folder`, whatever it was made of."""
    return Artifacts(Built.read(folder / PASSAGES), Built.read(folder / UNITS), Labels.read(folder / LABELS))


def stamp() -> dict[str, str]:
    """Return what an index depends on: the sources, the encoder, the readings, the code that builds it."""
    return {
        "sources": _digest(files()),
        "own": _digest(files(added=None)),
        "units": _digest(sorted(settings.UNITS.glob("*.yml"))),
        "encoder": encoder.identity(settings.ENCODER),
        "readings": _digest(settings.READINGS.glob("readings.jsonl")),  # none where only the search runs
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
