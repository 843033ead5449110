"""The search of the pages where they are served: by words, with and without marks. It needs no model and no script."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from actions.law.pages.build import INDEX, SEARCH, environment, nothing_asked
from common.text import clean, fold

MOST = 30
"""Pages that one search tells."""
LONGEST = 200
"""Characters that are searched for."""
HEADING = 3.0
"""How many times a word in the text a word in the heading counts."""


class Page(NamedTuple):
    """One page in one language: its file, its heading and its words."""

    file: str
    heading: str
    text: str


@dataclass(frozen=True)
class Index:
    """The pages of one language, and of each folded word and pair of words how much it counts on which of them."""

    pages: tuple[Page, ...]
    words: Mapping[str, Mapping[int, float]]

    @classmethod
    def read(cls, file: Path, language: str) -> Index:
        """Read what `build.write` wrote."""
        read = json.loads(file.read_text(encoding="utf-8"))
        pages = tuple(Page(page["file"], *page[language]) for page in read)
        texts = [_words(page.text) for page in pages]
        usual = sum(map(len, texts)) / max(1, len(texts))
        words: dict[str, dict[int, float]] = {}
        for number, (page, text) in enumerate(zip(pages, texts, strict=True)):
            for word in text:
                words.setdefault(word, {})[number] = 1 / (0.5 + 0.5 * len(text) / usual)
            for word in _words(page.heading):
                words.setdefault(word, {})[number] = HEADING
        return cls(pages, words)

    def find(self, asked: str) -> list[Page]:
        """Return the pages with what was asked for: a rare word counts more than a common one, a short page more."""
        scores: dict[int, float] = {}
        for word in _words(asked):
            on = self.words.get(word, {})
            for number, weight in on.items():
                scores[number] = scores.get(number, 0.0) + weight * math.log(1 + len(self.pages) / len(on))
        best = sorted(scores, key=lambda number: (-scores[number], number))
        return [self.pages[number] for number in best[:MOST]]


def routes(folder: Path) -> list[BaseRoute]:
    """Return the routes that answer in the place of a folder's search files."""

    def answer(request: Request) -> Response:
        language = request.path_params["language"]
        if language not in SEARCH:
            return Response(status_code=404)
        asked = clean(request.query_params.get("q", ""), LONGEST)
        told = nothing_asked(language) | {"asked": asked}
        file = folder / INDEX
        if file.is_file():
            told |= {"found": _index(file, file.stat().st_mtime_ns, language).find(asked), "served": True}
        page = environment().get_template("search.html")
        return HTMLResponse(page.render(language=language, file=SEARCH[language], root="", **told))

    return [Route("/search.{language}.html", answer)]


@lru_cache(maxsize=len(SEARCH))
def _index(file: Path, _written: int, language: str) -> Index:
    """Return the index of a folder; it is read anew when the pages were written anew."""
    return Index.read(file, language)


def _words(text: str) -> set[str]:
    """Return the words and the pairs of neighbours: a Vietnamese word is mostly two syllables, written apart."""
    words = re.findall(r"[^\W_]+", fold(text))
    return {*words, *(f"{first} {second}" for first, second in itertools.pairwise(words))}
