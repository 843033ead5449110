"""What of a library is indexed, and which texts teach how Vietnamese is marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import yaml

from actions import settings
from actions.search.index import Item, pieces
from actions.sources import questions
from actions.sources.library import Library, Passage
from actions.sources.questions import QuestionUnit
from common.diacritics import DiacriticRestorer
from common.vocabulary import LANGUAGES


def items(library: Library, restorer: DiacriticRestorer) -> list[Item]:
    """Return an item a passage: its texts with all that stands around them, and each text and question alone."""
    return [item_of_passage(library, passage, readable(passage.asks, restorer)) for passage in library.passages]


def readable(asks: Mapping[str, Sequence[str]], restorer: DiacriticRestorer) -> dict[str, tuple[str, ...]]:
    """Return questions as they are encoded when somebody asks them."""
    return {language: tuple(restorer.readable(ask, language) for ask in asked) for language, asked in asks.items()}


def item_of_unit(unit: QuestionUnit, asks: Mapping[str, Sequence[str]]) -> Item:
    """Return a question unit as an item: its answer and its questions, in all languages."""
    answers = {
        language: " ".join([unit.lead.get(language, ""), *(line.say(language) for line in unit.lines)]).strip()
        for language in LANGUAGES
    }
    words = [" ".join([answers[language], *asks.get(language, ())]) for language in LANGUAGES]
    texts = [answer for answer in answers.values() if answer]
    return Item(tuple(words), tuple(texts), tuple(ask for asked in asks.values() for ask in asked))


def vietnamese_texts(library: Library) -> Iterator[str]:
    """Yield the Vietnamese texts and asks of the library, and the Vietnamese training phrases."""
    for passage in library.passages:
        yield passage.text.get("vi", "")
        yield from passage.asks.get("vi", ())
    for unit in questions.load():
        yield from (unit.lead.get("vi", ""), *(line.vi for line in unit.lines), *unit.examples["vi"])
    for path in sorted(settings.QUESTIONS.glob("vi/*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            yield from (line.removeprefix("- ") for line in block["examples"].splitlines())


def item_of_passage(library: Library, passage: Passage, asks: Mapping[str, Sequence[str]]) -> Item:
    """Return a passage as an item that is asked for by `asks`."""
    source = library.source(passage.source)
    words = [
        " ".join([source.name(language), source.number or "", passage.place, text, *asks.get(language, ())])
        for language, text in passage.text.items()
    ]
    # A clause of an added document may not say what it is about; its article's heading does.
    heading = f"{passage.place}\n" if source.added else ""
    texts = [piece for text in passage.text.values() for piece in pieces(heading + text)]
    return Item(tuple(words), tuple(texts), tuple(ask for asked in asks.values() for ask in asked))
