"""The corrections and notices as they are now: the version in the database is looked at, at most once a second.

Where the database is away or holds what cannot be read, the last good ones stay, and the operator is told once.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sqlalchemy import URL, Engine, create_engine, inspect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions.search.encoding import encode
from common.corrections import store
from common.corrections.definition import Correction, LiveNotice
from common.corrections.tables import VersionRow
from common.database import DATABASE, SETTING, address

logger = logging.getLogger(__name__)

SECONDS = 1.0
"""Between two looks at the version."""
SECONDS_AWAY = 15.0
"""The same while the database is away: a look at it may take as long as CONNECT_SECONDS."""
CONNECT_SECONDS = 2

Floats = npt.NDArray[np.float32]
Encode = Callable[[str, str], Floats]


@dataclass(frozen=True)
class Known:
    """The corrections and notices of one version; vectors has a row for each phrase, owner tells whose it is."""

    version: int
    corrections: tuple[Correction, ...]
    notices: tuple[LiveNotice, ...]
    vectors: Floats
    owner: npt.NDArray[np.int64]

    def notices_on(self, day: date, shown: str, office: str | None) -> list[LiveNotice]:
        """Return the notices of a day for one place to show them ("page", "widget", "answers") at an office."""
        return [
            one
            for one in self.notices
            if one.is_shown_on(day) and shown in one.draft.shown and one.draft.office in (None, office)
        ]


NOTHING = Known(0, (), (), np.empty((0, 0), np.float32), np.empty(0, np.int64))


class Following:
    """Reads corrections and notices anew when their version changed; encodes only phrases that are new."""

    def __init__(self, url: URL, encode: Encode = encode, clock: Callable[[], float] = time.monotonic) -> None:
        self._url, self._encode, self._clock = url, encode, clock
        self._engine: Engine | None = None
        self._known = NOTHING
        self._look_at = -1.0
        self._vectors: dict[tuple[str, str], Floats] = {}
        self._told = ""

    def known(self) -> Known:
        """Return what holds now."""
        if self._clock() >= self._look_at:
            self._look()
        return self._known

    def _look(self) -> None:
        seconds = SECONDS
        try:
            if self._is_made():
                self._read()
            self._tell("")
        except (SQLAlchemyError, ValueError) as error:
            seconds = SECONDS_AWAY
            self._tell(str(getattr(error, "orig", None) or type(error).__name__).strip().split("\n")[0])
        self._look_at = self._clock() + seconds

    def _is_made(self) -> bool:
        """Say whether the bridge has made its tables; before that there is nothing to read, and nothing wrong."""
        if self._engine is None:
            file = self._url.database if self._url.get_backend_name() == "sqlite" else None
            if file and not Path(file).is_file():  # SQLite would make an empty one
                return False
            engine = _engine(self._url)
            if not inspect(engine).has_table(VersionRow.__tablename__):
                engine.dispose()
                return False
            self._engine = engine
        return True

    def _read(self) -> None:
        with Session(self._engine) as session:
            version = store.version(session)
            if version == self._known.version:
                return
            corrections, notices = store.said(session), store.notices(session)
        vectors = {key: self._vector(*key) for one in corrections for key in one.draft.asked}
        self._vectors = vectors
        self._known = Known(version, tuple(corrections), tuple(notices), *phrases(corrections, self._vector))

    def _vector(self, text: str, language: str) -> Floats:
        found = self._vectors.get((text, language))
        return self._encode(text, language) if found is None else found

    def _tell(self, cause: str) -> None:
        if cause and cause != self._told:
            logger.error(
                "corrections and notices cannot be read: %s (the last ones stay in use; %s, docs/corrections.md)",
                cause,
                SETTING,
            )
        self._told = cause


def phrases(corrections: Iterable[Correction], vector: Encode) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return the vectors of all phrases, (n, dimensions), and the position of the correction of each."""
    rows = [(vector(*key), number) for number, one in enumerate(corrections) for key in one.draft.asked]
    if not rows:
        return NOTHING.vectors, NOTHING.owner
    return np.stack([row for row, _ in rows]), np.array([number for _, number in rows])


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        return create_engine(url, hide_parameters=True, connect_args={"timeout": CONNECT_SECONDS})
    return create_engine(
        url, hide_parameters=True, pool_size=1, pool_pre_ping=True, connect_args={"connect_timeout": CONNECT_SECONDS}
    )


@lru_cache(maxsize=1)
def following() -> Following:
    """Return the one of this process."""
    return Following(address(os.environ.get(SETTING) or DATABASE))


def current() -> Known:
    """Return the corrections and notices that hold now."""
    return following().known()
