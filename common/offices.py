"""The offices that this installation speaks for: one file each in var/offices, read again when it changes.

An office's figures are its own: they stand in no law, and no answer on the law rests on them. docs/offices.md names
every field.
"""

from __future__ import annotations

import logging
import os
from functools import lru_cache
from pathlib import Path

from common.office import Office, OfficeError
from common.office_file import read_office

logger = logging.getLogger(__name__)

FOLDER = Path(os.environ.get("OFFICES_DIR") or Path(__file__).parents[1] / "var" / "offices")


class Offices:
    """The files of a folder as they are now; a broken one keeps its last good version."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._read_at: dict[Path, int] = {}
        self._good: dict[Path, Office] = {}

    def all(self) -> tuple[Office, ...]:
        """Return every office, in the order of its file's name."""
        self._refresh()
        return tuple(self._good[path] for path in sorted(self._good))

    def named(self, key: str | None) -> Office | None:
        """Return the office of a key; without a key, the one that is for all."""
        return self.find() if key is None else next((one for one in self.all() if one.key == key), None)

    def find(self, account: str | None = None, page: str | None = None) -> Office | None:
        """Return the office of a channel's account or of a page's address, else the one that is for all.

        Two offices for all are none: nobody can tell which is meant.
        """
        offices = self.all()
        for office in offices:
            if account is not None and account in office.accounts:
                return office
        fitting = [(len(start), one) for one in offices for start in one.pages if page and _begins(page, start)]
        if fitting:
            return max(fitting, key=lambda found: found[0])[1]
        general = [office for office in offices if office.is_for_all()]
        return general[0] if len(general) == 1 else None

    def wants_second_person(self, key: str | None) -> bool:
        """Say whether somebody else approves a correction of an office; one for all, where any office wants that."""
        asked = self.all() if key is None else [one for one in self.all() if one.key == key]
        return any(one.second_person for one in asked)

    def _refresh(self) -> None:
        files = {path: path.stat().st_mtime_ns for path in self._folder.glob("*.yml")}
        if files == self._read_at:
            return
        for path in set(self._good) - set(files):
            del self._good[path]
        for path in (path for path in files if files[path] != self._read_at.get(path)):
            self._read(path)
        self._read_at = files

    def _read(self, path: Path) -> None:
        try:
            self._good[path] = read_office(path)
        except OfficeError as error:
            kept = "its last good version stays in use" if path in self._good else "the office is left out"
            logger.error("%s (%s; docs/offices.md)", error, kept)


@lru_cache(maxsize=1)
def current() -> Offices:
    """Return the offices of this installation."""
    return Offices()


def _begins(page: str, start: str) -> bool:
    """Say whether an address lies beneath another; "https://a.vn/x" is not beneath "https://a.vn/xy"."""
    return page == start or page.startswith(start if start.endswith("/") else f"{start}/")
