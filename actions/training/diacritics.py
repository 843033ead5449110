"""Counts how Vietnamese is marked, for the one restorer of both processes: `python -m actions.training.diacritics`."""

from __future__ import annotations

from actions import settings
from actions.sources.library import Library
from actions.training import corpus
from common import diacritics
from common.diacritics import DiacriticRestorer


def main() -> None:
    """Write models/diacritics.json from the sources, their questions and the training phrases."""
    path = settings.ROOT / diacritics.FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    DiacriticRestorer.count(corpus.vietnamese_texts(Library.load(added=None))).save(path)


if __name__ == "__main__":
    main()
