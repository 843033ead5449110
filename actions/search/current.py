"""The sources and their search as they are now: read anew, both together, when their index was built anew."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from actions import settings
from actions.search import artifacts
from actions.search.searcher import Searcher
from actions.sources.library import Library

logger = logging.getLogger(__name__)


class Live:
    """A library and the search over it, which follow what `python -m actions.sources add` does meanwhile."""

    def __init__(self, folder: Path = settings.INDEX):
        """Open the index in `folder`; `artifacts.OutdatedError` when it is not of the sources."""
        self._folder = folder
        self._built = artifacts.built(folder)
        self._open()

    @property
    def library(self) -> Library:
        """The sources."""
        self._follow()
        return self._library

    @property
    def searcher(self) -> Searcher:
        """The search over `library`."""
        self._follow()
        return self._searcher

    def _follow(self) -> None:
        built = artifacts.built(self._folder)
        if built in (0, self._built):  # 0: just being replaced
            return
        self._built = built
        try:
            self._open()
        except artifacts.OutdatedError as error:  # one more document was added, and its index is not there yet
            logger.warning("going on with the sources of before: %s", error)

    def _open(self) -> None:
        library = Library.load()
        self._searcher = Searcher.load(library, self._folder)
        self._library = library


@lru_cache(maxsize=1)
def live() -> Live:
    """Return the one of this process."""
    return Live()
