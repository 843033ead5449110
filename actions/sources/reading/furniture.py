"""Finds what stands on every page and belongs to none: running heads and page numbers, where that is certain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

PAGE_NUMBER = re.compile(
    r"^(?:[-–—|]\s*)?(?:trang\s+|page\s+|página\s+)?(\d{1,4})(?:\s*[/|]\s*\d{1,4})?(?:\s*[-–—|])?$", re.I
)
DRESSED = re.compile(
    r"^(?:[-–—]\s*\d{1,4}\s*[-–—]|(?:trang|page|página)\s+\d{1,4}(?:\s*/\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4})$", re.I
)
"""A number that is dressed as a page's: "- 3 -", "Trang 3/12"."""
GAZETTE = re.compile(r"^(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số\b.*\bNgày\s+[\d-]+(?:\s+\d{1,4})?$", re.I)
"""The running head of the official gazette."""
Place = tuple[int, int]
"""Page and line, both from 0."""
LETTERS = 4
"""Letters of a running head: what has fewer is a number or a mark, and may be an amount."""
_NAMES_PAGES = re.compile(r"\b(?:trang|page|página|công báo)\b", re.I)
EDGE = 3
"""Lines from a page's edge that may be a running head or a page number."""


def page_number(text: str) -> int | None:
    """Return the number of a line that is nothing but a page number, or None."""
    match = PAGE_NUMBER.match(text.strip())
    return int(match[1]) if match else None


def page_numbers_and_heads(pages: Sequence[Sequence[str]], marked: bool) -> set[Place]:
    """Return the places of running heads and page numbers in a text of lines.

    marked: form feeds part the pages. Without them only what is dressed as a page number and counts up, or the
    gazette's head, is taken; a number that stands alone is never dropped.
    """
    if marked:
        edges = [_filled(page)[:EDGE] + _filled(page)[-EDGE:] for page in pages]
        lines = [
            [(at, page[at].strip()) for at in sorted(set(found))] for page, found in zip(pages, edges, strict=True)
        ]
        return repeated(lines)
    dressed = [(at, line.strip()) for at, line in enumerate(pages[0]) if DRESSED.match(line.strip())]
    numbers = [page_number(line) or 0 for _, line in dressed]
    counting = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    heads = [(at, line.strip()) for at, line in enumerate(pages[0]) if GAZETTE.match(line.strip())]
    found = {at for at, _ in dressed} if counting else set()
    if len(heads) > 1 or (heads and counting):
        found |= {at for at, _ in heads}
    return {(0, at) for at in found}


def repeated(pages: Sequence[Sequence[tuple[int, str]]]) -> set[Place]:
    """Return the places of lines at pages' edges that repeat from page to page, or number the pages.

    pages: for each page its lines at the edges, each with its place. Two pages at least must have it, and half of all.
    """
    least = max(2, (len(pages) + 1) // 2)
    by_text: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for page, lines in enumerate(pages):
        for at, line in lines:
            by_text[_shape(line)].append((page, at, line))
    found = {(page, at) for page, lines in enumerate(pages) for at, line in lines if GAZETTE.match(line)}
    for places in by_text.values():
        for group in _counted_alike(places):
            if len({page for page, _, _ in group}) >= min(least, max(2, len(pages) // 2)):
                found |= {(page, at) for page, at, _ in group}
    return found


def _counted_alike(places: Sequence[tuple[int, int, str]]) -> Iterable[list[tuple[int, int, str]]]:
    """Yield the lines of one shape whose numbers are the same on each page, or count up with the pages."""
    groups: dict[tuple[int, ...], list[tuple[int, int, str]]] = defaultdict(list)
    for page, at, line in places:
        numbers = [int(number) for number in re.findall(r"\d{1,9}", line)]
        if sum(character.isalpha() for character in line) >= LETTERS:
            groups[tuple(numbers)].append((page, at, line))
        if numbers and (page_number(line) is not None or _NAMES_PAGES.search(line)):
            # The last number, or the first, may be the page's own.
            groups[(*numbers[:-1], -1, numbers[-1] - page)].append((page, at, line))
            groups[(-2, numbers[0] - page, *numbers[1:])].append((page, at, line))
    return groups.values()


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split())).lower()


def _filled(page: Sequence[str]) -> list[int]:
    return [at for at, line in enumerate(page) if line.strip()]
