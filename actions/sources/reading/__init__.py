"""Reads the files of an office: bytes become lines and tables, with what was left out and what is doubtful."""

from __future__ import annotations

from actions.sources.reading.blocks import Content, UnreadableError

PLAIN = (".txt", ".md")
WORD = (".docx", ".docm")
OLD_WORD = (".doc", ".rtf", ".odt")
WEB = (".html", ".htm")
PDF = (".pdf",)
SUFFIXES = PDF + WORD + OLD_WORD + WEB + PLAIN


def read(data: bytes, suffix: str, ocr: bool = False) -> Content:
    """Return the content of a file whose name ends in `suffix`; UnreadableError says why there is none.

    `apart.read` does the same in a process of its own.
    """
    # Each family's library is loaded only where it is needed.
    if suffix in PLAIN:
        from actions.sources.reading import plain

        return plain.read(data)
    if suffix in WORD:
        from actions.sources.reading import word

        return word.read(data)
    if suffix in OLD_WORD:
        from actions.sources.reading import old_word

        return old_word.read(data, suffix)
    if suffix in WEB:
        from actions.sources.reading import web

        return web.read(data)
    if suffix in PDF:
        from actions.sources.reading import pdf

        return pdf.read(data, ocr)
    raise UnreadableError(f"files of the kind {suffix or '(no ending)'} are not read; readable: {', '.join(SUFFIXES)}")
