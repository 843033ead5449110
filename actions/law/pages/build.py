"""Writes the pages (`python -m actions.law pages`): they need no server and no script, and their links are files."""

from __future__ import annotations

import json
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
SEARCH: Mapping[str, str] = {language: f"search.{language}.html" for language in LANGUAGES}
"""Where the search answers (`search.py`); in a folder the same file says that it needs a server."""
INDEX = "search.json"
"""What is searched: of each page its file, and in each language its heading and its words."""


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
        for language, file in SEARCH.items():
            yield file, self._filled("search.html", file, language, **nothing_asked(language))
        searched = []
        for file, sections in self._sections():
            searched.append({"file": file, **{section.language: _searched(section) for section in sections}})
            yield self._page(file, sections)
        yield INDEX, json.dumps(searched, ensure_ascii=False)

    def _sections(self) -> Iterator[tuple[str, list[Section]]]:
        """Yield the file of each source, passage and row, and what stands there in each language."""
        for source in self.library.sources.values():
            yield addresses.source_file(source.id), [self._views.source(source, language) for language in LANGUAGES]
        for passage in self.library.passages:
            yield (
                addresses.passage_file(passage.ref),
                [self._views.passage(passage, language) for language in LANGUAGES],
            )
        for row in self.law.rows():
            yield addresses.row_file(row.id), [self._views.row(row, language) for language in LANGUAGES]

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


def nothing_asked(language: str) -> dict[str, Any]:
    """Return what the search page shows before anything is asked, and in a folder."""
    return {"title": LABELS["search"][language], "asked": "", "found": [], "served": False}


def _searched(section: Section) -> tuple[str, str]:
    """Return a page's heading and the words on it that are its own, not those of the pages it leads to."""
    own = [value.text for fact in section.facts for value in fact.values if value.file is None]
    return section.heading, " ".join([*(paragraph.text for paragraph in section.paragraphs), *own])


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
