"""Which added documents a message speaks of: by the words that only they have, above all the names of their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from actions.sources.library import Library, Source
from actions.sources.questions import QuestionUnit
from common.text import fold, has_marks

LEAST_PAIRS = 2
"""Pairs of syllables that only added documents have, from which on a message speaks of one;
a place's name suffices."""
LEAST_SHARE = 0.2
"""Share of the message's pairs that these must be."""
_WORD = "xã|phường|thị trấn|đặc khu|huyện|quận|tỉnh|thành phố|xa|phuong|thi tran|dac khu|huyen|quan|tinh|thanh pho"
_AT = "ở|o|của|cua|tại|tai"
_NAMED = re.compile(r"\b(?i:xã|phường|thị trấn|đặc khu|thôn|khu phố)\s+((?:[A-ZĐÀ-Ỹ]\w*\s?){2,3})")
_WITHIN = re.compile(r"\b(?:thôn|bản|ấp|xóm|buôn|làng|khu phố|tổ dân phố)\b:?\s+", re.IGNORECASE)
"""What a place within a commune or ward is called; in a row of a table its name stands behind a colon."""
SYLLABLES = (2, 4)
"""Least and most syllables of the name of such a place; one alone ("Đông") is a word like others."""
Pair = tuple[str, str]


@dataclass(frozen=True)
class LocalWords:
    """What tells added documents: the names of their places, and pairs of syllables that none of our own texts has.

    places: each place as it is written, in small letters; "" where the issuer names none. numbers: without marks.
    within: the hamlets and quarters that a document names, in small letters.
    """

    places: dict[str, str]
    within: dict[str, frozenset[str]]
    numbers: dict[str, str]
    own_pairs: dict[str, frozenset[Pair]]
    all_pairs: dict[str, frozenset[Pair]]

    @classmethod
    def of(cls, library: Library, units: Iterable[QuestionUnit]) -> LocalWords:
        """Read the words of all sources and question units."""
        added = [source for source in library.sources.values() if source.added]
        if not added:
            return cls({}, {}, {}, {}, {})
        ours = [text for source in library.sources.values() if not source.added for text in _texts(source)]
        for unit in units:
            ours += [*unit.lead.values(), *(ask for asks in unit.examples.values() for ask in asks)]
        common = frozenset(pair for text in ours for pair in _pairs(text))
        pairs = {source.id: frozenset(p for text in _texts(source) for p in _pairs(text)) for source in added}
        own = {name: found - common for name, found in pairs.items()}
        places = {source.id: _place(source) for source in added}
        within = {
            source.id: frozenset(
                place for text in _texts(source) for place in _within(text) if not common.issuperset(_pairs(place))
            )
            for source in added
        }
        numbers = {source.id: fold(source.number or "") for source in added}
        return cls(places, within, numbers, own, pairs)

    def sources_of(self, text: str) -> list[str]:
        """Return the ids of the added documents that a message speaks of; none where it names another place."""
        asked = _pairs(text)
        numbered = [name for name, number in self.numbers.items() if number and number in fold(text)]
        if numbered:
            return numbered
        named = [name for name, place in self.places.items() if _names(text, place)]
        if named or not asked:
            return named
        others = [pair for place in _NAMED.findall(text) for pair in _pairs(place)]
        found = []
        for name, pairs in self.own_pairs.items():
            shared = [pair for pair in asked if pair in pairs]
            elsewhere = any(pair not in self.all_pairs[name] for pair in others)
            telling = len(shared) >= LEAST_PAIRS and len(shared) >= LEAST_SHARE * len(asked)
            if (telling or any(_names(text, place) for place in self.within[name])) and not elsewhere:
                found.append(name)
        return found

    def without_places(self, text: str, sources: Iterable[str]) -> str:
        """Return a message without the names of these documents' places: all their passages are of there."""
        for name in sources:
            if place := self.places[name]:
                either = "|".join(map(re.escape, (place, fold(place))))
                text = re.sub(rf"\b(?:(?:{_AT})\s+)?(?:(?:{_WORD})\s+)?(?:{either})\b", " ", text, flags=re.I)
        return " ".join(text.split())


def _names(text: str, place: str) -> bool:
    """Say whether a message names a place: with its marks, or typed without any."""
    if not place:
        return False
    if re.search(rf"\b{re.escape(place)}\b", text.lower()):
        return True
    return not has_marks(text) and bool(re.search(rf"\b{re.escape(fold(place))}\b", text.lower()))


def _within(text: str) -> Iterator[str]:
    """Yield the names of hamlets and quarters in a text, in small letters: "bản Nà Phặc" -> "nà phặc"."""
    least, most = SYLLABLES
    for called in _WITHIN.finditer(text):
        line = text[called.end() :].partition("\n")[0]
        # A line in capitals ("XÃ BẢN LÁC") does not tell where a name ends.
        name = list(takewhile(str.istitle, re.findall(r"\w+|[^\w\s]", line)[:most]))
        if len(name) >= least:
            yield " ".join(name).lower()


def _pairs(text: str) -> list[Pair]:
    syllables = re.findall(r"\w+", fold(text))
    return list(pairwise(syllables))


def _texts(source: Source) -> list[str]:
    texts = [*source.title.values(), source.number or "", source.issuer]
    for passage in source.passages:
        texts += [passage.place, *passage.text.values(), *(ask for asks in passage.asks.values() for ask in asks)]
    return texts


def _place(source: Source) -> str:
    """Return the name of the place that issued a document, in small letters: "UBND xã Suối Mơ" -> "suối mơ"."""
    found = re.search(rf"\b(?:{_WORD})\s+(.+)$", source.issuer, re.IGNORECASE)
    return found[1].strip().lower() if found else ""
