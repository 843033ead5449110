"""What of a library is indexed, and which texts teach how Vietnamese is marked."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from actions import settings
from actions.search.index import Item, pieces
from actions.sources.library import Library, Passage


def items(library: Library) -> list[Item]:
    """Return an item a passage: its texts with all that stands around them, and each text and ask alone."""
    return [_item(library, passage) for passage in library.passages]


def vietnamese_texts(library: Library) -> Iterator[str]:
    """Yield the Vietnamese texts and asks of the library, and the Vietnamese training phrases."""
    for passage in library.passages:
        yield passage.text.get("vi", "")
        yield from passage.asks.get("vi", ())
    for path in sorted(settings.QUESTIONS.glob("vi/*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            yield from (line.removeprefix("- ") for line in block["examples"].splitlines())


def _item(library: Library, passage: Passage) -> Item:
    source = library.source(passage.source)
    words = [
        " ".join([source.name(language), source.number or "", passage.place, text, *passage.asks.get(language, ())])
        for language, text in passage.text.items()
    ]
    # A clause of an added document may not say what it is about; its article's heading does.
    heading = f"{passage.place}\n" if source.added else ""
    texts = [piece for text in passage.text.values() for piece in pieces(heading + text)]
    asks = [ask for asked in passage.asks.values() for ask in asked]
    return Item(tuple(words), tuple(texts), tuple(asks))
