"""Writes the pages (`python -m actions.law pages`): they need no server and no script, and their links are files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from actions.law.models import Law
from actions.law.pages.facts import Value
from actions.law.pages.views import Section, Views
from actions.law.pages.words import LABELS, LANGUAGE_NAMES
from actions.law.version import data_version
from actions.sources import addresses
from actions.sources.library import Library
from common.vocabulary import LANGUAGES

TEMPLATES = Path(__file__).parent / "templates"
STYLE = "style.css"
START = "index.html"
LISTS: Mapping[str, Mapping[str, str]] = {
    name: {language: f"{name.replace('_', '-')}.{language}.html" for language in LANGUAGES}
    for name in ("by_subject", "by_number", "timeline")
}
"""The lists that lead to the pages, each in a file of its own a language."""


@dataclass(frozen=True)
class Pages:
    """Makes every page out of the sources and the law."""

    library: Library
    law: Law

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield each file and its content."""
        yield STYLE, (TEMPLATES / STYLE).read_text(encoding="utf-8")
        yield START, self._start()
        for name, per_language in LISTS.items():
            for language, file in per_language.items():
                yield file, self._list(name, language, file)
        for source in self.library.sources.values():
            sections = [self._views.source(source, language) for language in LANGUAGES]
            yield self._page(addresses.source_file(source.id), sections)
        for passage in self.library.passages:
            sections = [self._views.passage(passage, language) for language in LANGUAGES]
            yield self._page(addresses.passage_file(passage.ref), sections)
        for row in self.law.rows():
            sections = [self._views.row(row, language) for language in LANGUAGES]
            yield self._page(addresses.row_file(row.id), sections)

    def _page(self, file: str, sections: list[Section]) -> tuple[str, str]:
        first = sections[0]
        return file, self._filled("page.html", file, first.language, title=first.heading, sections=sections)

    def _list(self, name: str, language: str, file: str) -> str:
        groups = getattr(self._views, name)(language)
        title = f"{LABELS['home'][language]}: {LABELS[name][language].lower()}"
        return self._filled("list.html", file, language, title=title, groups=groups)

    def _start(self) -> str:
        return self._filled("start.html", START, LANGUAGES[0], title=LABELS["home"][LANGUAGES[0]])

    def _filled(self, template: str, file: str, language: str, **values: Any) -> str:
        root = "../" * file.count("/")
        return environment().get_template(template).render(language=language, file=file, root=root, **values) + "\n"

    @cached_property
    def _views(self) -> Views:
        return Views(self.library, self.law)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return what fills in the templates: all text is escaped, a name that is not given is an error."""
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    made.globals.update(
        told_in=_told_in,
        labels=LABELS,
        names=LANGUAGE_NAMES,
        languages=LANGUAGES,
        lists=LISTS,
        version=data_version(),
    )
    return made


def _told_in(value: Value, language: str) -> Markup:
    """Return the attribute that tells the language of some words, where it is not that of the page around them."""
    other = value.language not in (None, language)
    return Markup(' lang="{}"').format(value.language) if other else Markup()


def write(folder: Path, library: Library, law: Law) -> int:
    """Write all pages into a folder, in the place of what was there; return how many files there are."""
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    count = 0
    for file, content in Pages(library, law).files():
        path = new / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        count += 1
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)
    return count
