"""Documents that an operator adds: read from PDF, DOCX, HTML or text, cut into passages, kept as sources.

They lie in settings.ADDED (KNOWLEDGE_DIR) in the form of data/sources, with their text in their own language
and word for word. The original file of a founding document is kept as a whole: its source's passages then
quote it.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests
import yaml
from markitdown import MarkItDown, MarkItDownException, StreamInfo
from markitdown.converters import DocxConverter, HtmlConverter, PdfConverter

from actions import settings
from actions.sources.library import Kind, Library, Source, read_source
from actions.sources.splitting import split
from common import clock
from common.text import fold

SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".txt", ".md")
OF_CONTENT_TYPE = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "text/plain": ".txt",
}
PLAIN = (".txt", ".md")
MAX_BYTES = 20_000_000
MAX_PASSAGES = 5_000
"""An added document beyond these is a book or a mistake."""
LEAST_LETTERS = 100
"""A document with fewer letters has no text in it: a scan, a picture, an empty page."""
SECONDS = 30
"""How long a web server may take to answer."""


class RefusedError(ValueError):
    """Why a document is not added, for the operator."""


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
class Fetched:
    """The bytes of a document, what its name ends in, and where it came from."""

    data: bytes
    suffix: str
    name: str

    @property
    def sha256(self) -> str:
        """Return the fingerprint of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def add(
    fetched: Fetched, described: Description, library: Library, folder: Path = settings.ADDED
) -> tuple[Source, bool]:
    """Add a document; return its source and whether it was there before. RefusedError says why it cannot be added."""
    if not described.id:
        raise RefusedError("give a title or a number with letters in it")
    there = library.sources.get(described.id)
    if there is not None and there.added is None:
        raise RefusedError(f"{described.id} is one of the project's own sources (data/sources): choose another number")
    parts = split(text_of(fetched), described.language)
    if len(parts) > MAX_PASSAGES:
        raise RefusedError(f"{fetched.name} has {len(parts)} passages; at most {MAX_PASSAGES} are taken")
    passages = [
        {"id": part.id, "place": part.place, "topics": [], "text": {described.language: part.text}} for part in parts
    ]
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
        "origin": {"file": fetched.name, "sha256": fetched.sha256},
        "added": clock.today(),
        "passages": passages,
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{described.id}.yml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
    return read_source(path), there is not None


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


def fetch(where: str) -> Fetched:
    """Return the document at a path or an http address; RefusedError when it is not one that can be read."""
    if urlsplit(where).scheme in ("http", "https"):
        fetched = _download(where)
    else:
        path = Path(where)
        if not path.is_file():
            raise RefusedError(f"there is no file {where}")
        if path.stat().st_size > MAX_BYTES:
            raise RefusedError(_too_large(where))
        fetched = Fetched(path.read_bytes(), path.suffix.lower(), path.name)
    if fetched.suffix not in SUFFIXES:
        raise RefusedError(f"{where} is of a kind that is not read; readable: {', '.join(SUFFIXES)}")
    return fetched


def text_of(fetched: Fetched) -> str:
    """Return the text of a document; RefusedError when it cannot be read or has none."""
    if fetched.suffix in PLAIN:
        text = fetched.data.decode("utf-8", errors="replace")
    else:
        try:
            converted = _reader().convert_stream(
                io.BytesIO(fetched.data), stream_info=StreamInfo(extension=fetched.suffix)
            )
        except (MarkItDownException, OSError, ValueError, KeyError) as error:
            reason = " ".join(str(error).split())[:200]
            raise RefusedError(f"{fetched.name} cannot be read: is it damaged or locked? ({reason})") from error
        text = converted.text_content
    letters = sum(character.isalpha() for character in text)
    if letters < LEAST_LETTERS:
        raise RefusedError(
            f"{fetched.name} has {letters} letters of text: it is empty, or a scan that must go through OCR first"
        )
    if text.count("\ufffd") > letters / 50:
        raise RefusedError(f"{fetched.name} is not text in UTF-8: save it as UTF-8 and add it again")
    return text


def _reader() -> MarkItDown:
    """Return a reader of the three kinds alone: with all of them a broken file would be read as plain text."""
    reader = MarkItDown(enable_builtins=False, enable_plugins=False)
    for converter in (PdfConverter, DocxConverter, HtmlConverter):
        reader.register_converter(converter())
    return reader


def _download(address: str) -> Fetched:
    try:
        with requests.get(address, timeout=SECONDS, stream=True) as response:
            response.raise_for_status()
            data = response.raw.read(MAX_BYTES + 1, decode_content=True)
    except requests.RequestException as error:
        raise RefusedError(f"{address} cannot be fetched: {error}") from error
    if len(data) > MAX_BYTES:
        raise RefusedError(_too_large(address))
    path = Path(urlsplit(address).path)
    content_type = response.headers.get("content-type", "").partition(";")[0].strip()
    suffix = OF_CONTENT_TYPE.get(content_type) or path.suffix.lower()
    return Fetched(data, suffix, address)


def _too_large(where: str) -> str:
    return f"{where} is larger than {MAX_BYTES // 1_000_000} MB: add the part that matters"
