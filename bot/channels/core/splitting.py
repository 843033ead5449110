"""Long answers cut into messages at the places where a reader pauses."""

from __future__ import annotations

import re
from collections.abc import Callable

# Where a text may be cut, best first; each match is the white space that the cut swallows.
_CUTS = (
    re.compile(r"\n\s*\n"),  # between paragraphs
    re.compile(r"\n"),  # between lines and list items
    re.compile(r"(?<=[.!?…;。！？])\s+(?=\S)"),  # between sentences
    re.compile(r"\s+"),  # between words
)
_LIST_NUMBER = re.compile(r"(?:^|\s)\(?(?:\d{1,2}|[a-zđ])\.$")  # "1." begins an item, it ends no sentence


def split(text: str, limit: int, size: Callable[[str], int] = len) -> list[str]:
    """Cut `text` into parts of at most `limit` by `size`, at paragraph, line, sentence, then word ends.

    `size` counts as the platform does (Telegram counts UTF-16 units). Only a word longer than the limit is
    cut within; no part is empty, and an empty text has no parts.
    """
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    parts: list[str] = []
    rest = text.strip()
    while size(rest) > limit:
        head, rest = _cut(rest, _fitting(rest, limit, size))
        parts.append(head)
    return [*parts, rest] if rest else parts


def _cut(text: str, fitting: int) -> tuple[str, str]:
    """Cut `text` at the best place within its first `fitting` characters."""
    for cut in _CUTS:
        # One character more, so that a pause right behind the fitting part is seen.
        places = [m for m in cut.finditer(text, 0, fitting + 1) if 0 < m.start() <= fitting]
        places = [m for m in places if not _LIST_NUMBER.search(text[: m.start()])]
        if places:
            return text[: places[-1].start()].rstrip(), text[places[-1].end() :].lstrip()
    return text[:fitting], text[fitting:].lstrip()


def _fitting(text: str, limit: int, size: Callable[[str], int]) -> int:
    """Count the leading characters of `text` that fit into `limit` by `size`, one at least."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(text[:middle]) <= limit else (low, middle - 1)
    return low
