"""The sources and their search as they are now: read anew, both together, when their index was built anew."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from actions import settings
from actions.search import artifacts
from actions.search.labels import Labels
from actions.search.searcher import Searcher, searchers
from actions.search.units import UnitEntry
from actions.sources import questions
from actions.sources.library import Library, Passage
from actions.sources.questions import QuestionUnit

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Knowledge:
    """The sources and the question units, and the search over each."""

    library: Library
    passages: Searcher[Passage]
    units: Searcher[UnitEntry]
    labels: Labels
    unit_by_id: Mapping[str, QuestionUnit]

    @classmethod
    def load(cls, folder: Path = settings.INDEX) -> Knowledge:
        """Open the index in `folder`; `artifacts.OutdatedError` when it is not of the sources."""
        built = artifacts.read(folder)
        library, units = Library.load(), questions.load()
        passages, found_units = searchers(library, units, built)
        return cls(library, passages, found_units, built.labels, {unit.id: unit for unit in units})


class Live:
    """What is known now; follows what `python -m actions.sources add` does meanwhile."""

    def __init__(self, folder: Path = settings.INDEX):
        """Open the index in `folder`; `artifacts.OutdatedError` when it is not of the sources."""
        self._folder = folder
        self._built = artifacts.built(folder)
        self._knowledge = Knowledge.load(folder)

    @property
    def knowledge(self) -> Knowledge:
        """The sources, the units and the search over them, all of one state."""
        self._follow()
        return self._knowledge

    def _follow(self) -> None:
        built = artifacts.built(self._folder)
        if built in (0, self._built):  # 0: just being replaced
            return
        self._built = built
        try:
            self._knowledge = Knowledge.load(self._folder)
        except artifacts.OutdatedError as error:  # one more document was added, and its index is not there yet
            logger.warning("going on with the sources of before: %s", error)


@lru_cache(maxsize=1)
def live() -> Live:
    """Return the one of this process."""
    return Live()


def knowledge() -> Knowledge:
    """Return what is known now."""
    return live().knowledge
