"""Which data a result came from: a short fingerprint of the files of data/law and data/sources."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from actions import settings

LENGTH = 12
"""Hexadecimal digits that are shown: enough to tell two versions apart, short enough to be read out."""


@lru_cache(maxsize=2)
def data_version(folders: tuple[Path, ...] = (settings.LAW, settings.SOURCES)) -> str:
    """Return the fingerprint of the YAML files in some folders: the same content always has the same one."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.yml")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:LENGTH]
