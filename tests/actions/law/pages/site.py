"""The written pages, read back: their links, anchors, languages."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from actions.law import loading
from actions.law.pages.build import Pages
from actions.sources.library import Library


@dataclass
class Read(HTMLParser):
    """What a page is made of."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        self.links += [target for name in ("href", "src", "action") if (target := named.get(name))]
        self.ids += [named["id"] or ""] if "id" in named else []
        self.languages += [named["lang"] or ""] if "lang" in named else []


@lru_cache(maxsize=1)
def library() -> Library:
    """The founding sources."""
    return Library.load(added=None)


@lru_cache(maxsize=1)
def site() -> dict[str, str]:
    """File -> content of every page of the real data."""
    return dict(Pages(library(), loading.load()).files())


@lru_cache(maxsize=1)
def pages() -> dict[str, Read]:
    """File -> what its page is made of."""
    found = {}
    for file, content in site().items():
        if file.endswith(".html"):
            found[file] = Read()
            found[file].feed(content)
    return found


def target(file: str, link: str) -> tuple[str, str]:
    """Return the file and anchor that a link on a page leads to."""
    path, _, anchor = link.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file, anchor
