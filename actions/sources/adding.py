"""Documents that an operator adds: read, shown as they were understood, cut into passages, kept as sources.

They lie in settings.ADDED (KNOWLEDGE_DIR) in the form of data/sources, with their text in their own language
and word for word. The original file of a founding document is kept as a whole: its source's passages then
quote it.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from actions import settings
from actions.sources import outline
from actions.sources.carried import Carried, carried
from actions.sources.fetching import Fetched, RefusedError
from actions.sources.library import Kind, Library, Source, read_source
from actions.sources.reading import apart
from actions.sources.reading.blocks import UnreadableError
from actions.sources.splitting import Part, split
from actions.sources.structure import Structure
from actions.sources.structuring import structured
from common import clock
from common.text import fold

MAX_PASSAGES = 5_000
"""An added document beyond these is a book or a mistake."""
LEAST_LETTERS = 100
"""A document with fewer letters has no text in it: a scan, a picture, an empty page."""
READ_BY_MACHINE = {
    "vi": "Chữ do máy nhận dạng từ ảnh chụp văn bản, có thể sai chữ hoặc số. Hãy xem bản gốc.",
    "es": "Una máquina reconoció el texto en imágenes: puede haber letras o cifras erróneas. Consulte el original.",
    "en": "A machine recognised this text in pictures of pages: letters or figures may be wrong. See the original.",
}


@dataclass(frozen=True)
class Description:
    """What the operator says of a document."""

    title: str
    number: str | None
    in_force_from: datetime.date | None
    in_force_to: datetime.date | None
    kind: Kind
    issuer: str
    country: str
    language: str

    @property
    def id(self) -> str:
        """Return the id of the source: of the number if there is one, or else of the title."""
        return re.sub(r"[^a-z0-9]+", "-", fold(self.number or self.title)).strip("-")[:80].strip("-")


@dataclass(frozen=True)
class Prepared:
    """A document as it was understood and would be kept; `doubts` are what may be wrong with it."""

    fetched: Fetched
    described: Description
    document: Structure
    carried: Carried
    parts: tuple[Part, ...]

    @property
    def doubts(self) -> list[str]:
        """What the operator must look at before it counts."""
        return [*self.document.doubts, *self.carried.doubts]

    def outline(self) -> list[str]:
        """Return the lines that show the operator what was understood."""
        return [*outline.outline(self.document, self.carried), *outline.doubtful(self.doubts)]


def prepare(fetched: Fetched, described: Description, library: Library, ocr: bool = False) -> Prepared:
    """Read a document and return it as it was understood; RefusedError says why it cannot be added."""
    _check(described, library)
    try:
        content = apart.read(fetched.data, fetched.suffix, ocr=ocr)
    except UnreadableError as error:
        raise RefusedError(f"{fetched.name}: {error}") from error
    letters = sum(character.isalpha() for character in content.raw)
    if letters < LEAST_LETTERS:
        raise RefusedError(
            f"{fetched.name} has {letters} letters of text: it is empty, or a scan whose text must be recognised "
            "first (OCR), or added with --ocr where tesseract is installed"
        )
    document = structured(content)
    parts = tuple(split(document, described.language))
    if len(parts) > MAX_PASSAGES:
        raise RefusedError(f"{fetched.name} has {len(parts)} passages; at most {MAX_PASSAGES} are taken")
    return Prepared(fetched, described, document, carried(document), parts)


def add(prepared: Prepared, library: Library, folder: Path = settings.ADDED) -> tuple[Source, bool]:
    """Keep a document as a source; return it and whether it was there before."""
    described = prepared.described
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{described.id}.yml"
    content = {
        "id": described.id,
        "title": {described.language: described.title},
        "number": described.number,
        "issuer": described.issuer,
        "kind": described.kind,
        "country": described.country,
        "language": described.language,
        "in_force_from": described.in_force_from,
        "in_force_to": described.in_force_to,
        "origin": {"file": prepared.fetched.name, "sha256": prepared.fetched.sha256},
        "added": clock.today(),
        "passages": [_passage(part, prepared) for part in prepared.parts],
    }
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
    return read_source(path), described.id in library.sources


def founding(fetched: Fetched, library: Library) -> Source | None:
    """Return the source whose founding document this is, or None."""
    sources = (source for source in library.sources.values() if source.origin and source.added is None)
    return next((source for source in sources if source.origin and source.origin.sha256 == fetched.sha256), None)


def keep_original(fetched: Fetched, folder: Path = settings.ADDED) -> Path:
    """Keep the file of a founding document, so that its passages can be quoted word for word."""
    path = folder / settings.ORIGINALS / fetched.sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(fetched.data)
    return path


def remove(source_id: str, library: Library, folder: Path = settings.ADDED) -> None:
    """Remove an added document; RefusedError when there is none of that id."""
    source = library.sources.get(source_id)
    if source is None or source.added is None:
        raise RefusedError(f"there is no added document {source_id} (see `python -m actions.sources list`)")
    (folder / f"{source_id}.yml").unlink()
    (folder / settings.PROPOSED / f"{source_id}.yml").unlink(missing_ok=True)


def _check(described: Description, library: Library) -> None:
    if not described.id:
        raise RefusedError("give a title or a number with letters in it")
    there = library.sources.get(described.id)
    if there is not None and there.added is None:
        raise RefusedError(f"{described.id} is one of the project's own sources (data/sources): choose another number")
    first, last = described.in_force_from, described.in_force_to
    if first and last and last < first:
        raise RefusedError(f"the document would be in force from {first} to {last}: that ends before it begins")


def _passage(part: Part, prepared: Prepared) -> dict[str, Any]:
    passage: dict[str, Any] = {"id": part.id, "place": part.place, "topics": []}
    if prepared.document.by_machine:
        passage |= {"confidence": "low", "doubt": READ_BY_MACHINE}
    return passage | {"text": {prepared.described.language: part.text}}
