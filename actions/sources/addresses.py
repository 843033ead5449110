"""Where the page of a passage, a source or a law row is: stable, and relative to the site that serves the pages."""

from __future__ import annotations

SITE = "law"
"""The folder that the pages are served under; whoever knows the public address puts it before."""
ROWS = "rows"
"""The folder of the rows; no source may be called so."""


def of_passage(ref: str, language: str | None = None) -> str:
    """Return the address of a passage's page: "law/luat-26-2023-qh15/d21.html", with "#es" opened in Spanish."""
    return f"{SITE}/{passage_file(ref)}{_opened(language)}"


def of_row(row: str, language: str | None = None) -> str:
    """Return the address of a law row's page: "law/rows/half-2025h2-2026.html"."""
    return f"{SITE}/{row_file(row)}{_opened(language)}"


def passage_file(ref: str) -> str:
    """Return the file of a passage's page within the folder of the pages."""
    source, passage = ref.split("#")
    return f"{source}/{passage}.html"


def row_file(row: str) -> str:
    """Return the file of a row's page within the folder of the pages."""
    return f"{ROWS}/{row}.html"


def source_file(source: str) -> str:
    """Return the file of a source's page within the folder of the pages."""
    return f"{source}/index.html"


def _opened(language: str | None) -> str:
    return f"#{language}" if language else ""
