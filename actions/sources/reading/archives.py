"""How much a file unpacks to, told before it is unpacked: a small file may hold more than a machine has."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from actions.sources.reading.blocks import UnreadableError

MAX_UNPACKED = 50_000_000
"""Bytes; the longest laws are below a tenth of this as DOCX."""
MAX_RATIO = 60
"""How many times its size a part may unpack to; text packs to a tenth."""
LEAST = 5_000_000
"""Bytes below which the ratio does not matter."""
MAX_PARTS = 2_000
"""Files within a DOCX."""
MAX_STREAMS = 150_000_000
"""Bytes of all streams of a PDF; pictures are not counted."""
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
HEAD = 1_000
"""Bytes before a stream of a PDF in which its dictionary stands."""


def check_unpacked(data: bytes, suffix: str) -> None:
    """Raise UnreadableError where the file unpacks to more than is read, told without unpacking all of it."""
    if data.startswith(b"PK"):
        _check_zip(data)
    elif suffix == ".pdf":
        _check_pdf(data)


def _check_zip(data: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableError(f"the file cannot be read: is it damaged? ({error})") from error
    if len(parts) > MAX_PARTS:
        raise UnreadableError(f"the file holds {len(parts)} parts; at most {MAX_PARTS} are taken")
    whole = sum(part.file_size for part in parts)
    if whole > MAX_UNPACKED:
        raise UnreadableError(_refusal(whole, MAX_UNPACKED))
    for part in parts:
        if part.file_size > LEAST and part.file_size > MAX_RATIO * max(1, part.compress_size):
            raise UnreadableError(
                f"a part of the file unpacks to {part.file_size // 1_000_000} MB, "
                f"{part.file_size // max(1, part.compress_size)} times its size: no text does"
            )


def _check_pdf(data: bytes) -> None:
    whole = 0
    view = memoryview(data)
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - HEAD) : match.start()].rpartition(b"obj")[2]
        if b"FlateDecode" not in head or b"/Image" in head:
            continue
        whole += _unpacked(view[match.end() :], MAX_STREAMS - whole + 1)
        if whole > MAX_STREAMS:
            raise UnreadableError(_refusal(whole, MAX_STREAMS))


def _unpacked(data: memoryview, most: int) -> int:
    """Return to how many bytes a stream unpacks, counted up to `most`."""
    unpack = zlib.decompressobj()
    size, at = 0, 0
    try:
        while size < most and at < len(data) and not unpack.eof:
            pending = bytes(data[at : at + 16_384])
            at += 16_384
            while pending and size < most and not unpack.eof:
                size += len(unpack.decompress(pending, 1_000_000))
                pending = unpack.unconsumed_tail
    except zlib.error:
        return size
    return size


def _refusal(size: int, most: int) -> str:
    return f"the file unpacks to more than {most // 1_000_000} MB ({size // 1_000_000} MB): it is not read"
