"""Puts the passages of an office's document in order by the sentence of each that is nearest to what is asked.

The learned order knows what people ask of the law; which article of one short document says when, who and how much it
cannot tell so well: all of them are about the same. Within it the words that few of its passages have decide.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, pstdev
from typing import TypeVar

from actions.search.searcher import Hit
from actions.sources.library import Passage
from common.text import fold

OF_PAIRS = 0.5
"""Weight of two words that follow one another, beside that of each of them."""
OF_KIND = 0.5
"""Weight of a sentence that says the kind of thing that is asked for: an hour, an amount."""
OF_LEARNED = 0.15
"""Weight of the learned order, for each standard deviation. These three were chosen on the first 200 questions of
tests/evaluation/documents; much smaller and larger ones give nearly as many right (docs/evaluation/documents.md)."""
ASKING = re.compile(
    r"ai|gi|sao|dau|nao|may|bao|nhieu|khi|the|nhu|khong|co|duoc|bi|thi|la|o|tai|cua|va|cho|nhung|cac|a|phai|toi|"
    r"muon|hoi|xin"
)
"""Words that ask, or stand in every sentence; none of them tells what is asked about."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_NUMBER = r"(?:\d+|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
KINDS: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:hieu luc|ap dung|bat dau|thi hanh|keo dai|den het)\b.*\b(?:nao|gio|may|den|tu)\b|\bthay\b.*\bnao\b|"
        r"con hieu luc",
        r"\bhieu luc\b|\b(?:ap dung|thi hanh|thuc hien) tu\b|\bthay the\b",
    ),
    (
        r"bao nhieu (?:tien|dong)|may dong|mat tien|tra (?:them )?tien|\bgia\b|\bphi\b|het bao nhieu",
        r"\d[\d.]* (?:nghin |trieu )?dong\b|\(dong\)|khong (?:phai |thu|mat|tra)|\bmien\b",
    ),
    (r"may gio|luc nao|gio nao", r"\d+ gio"),
    (r"thu may|hom nao|ngay nao|ngay may", r"\bthu (?:hai|ba|tu|nam|sau|bay)\b|chu nhat|\bngay \d"),
    (r"\bai\b|nguoi nao|don vi nao", r"^(?:\w{1,3}[.)] ?)?(?:nguoi|truong|can bo|cong an|ke toan|chu|to|ban)\b"),
    (r"\bdau\b|(?:cho|noi|quay) nao", r"\b(?:tai|o)\b"),
    (r"bao lau|(?:may|bao nhieu) (?:ngay|thang|gio|phut)", rf"\b{_NUMBER} (?:ngay|thang|gio|phut)\b"),
    (r"so (?:dien thoai )?nao|goi so|dien thoai", r"\d{4} ?\d{3}"),
    (r"giay (?:to )?gi|\b(?:mang|can) (?:theo )?gi\b", r"\bgiay\b|\bmang\b"),
    (
        r"(?:bao nhieu|may) (?:nguoi|ho so|ghe|cho|to)\b|toi da",
        rf"\b{_NUMBER} (?:nguoi|ho so|ghe|cho|to)\b",
    ),
)
"""What a question asks for, and how a sentence that says it looks; both without marks."""
One = TypeVar("One")
_KINDS = tuple((re.compile(asked), re.compile(said)) for asked, said in KINDS)


@dataclass(frozen=True)
class Words:
    """The words of a text and their pairs, folded."""

    single: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, text: str) -> Words:
        """Return the words of a text."""
        words = re.findall(r"\w+", fold(text))
        return cls(frozenset(words), frozenset(pairwise(words)))


def ordered(text: str, hits: Sequence[Hit[Passage]], language: str) -> list[Hit[Passage]]:
    """Return passages of an office's documents, those first that say what a message asks without its place's name."""
    if not hits:
        return []
    asked = _Asked.of(text, [f"{hit.entry.place} {hit.entry.say(language)}" for hit in hits])
    learned = [hit.score for hit in hits]
    middle, spread = mean(learned), pstdev(learned) or 1.0

    def worth(hit: Hit[Passage]) -> float:
        best = max(map(asked.nearness, _sentences(hit.entry.say(language))), default=0.0)
        return best + OF_LEARNED * (hit.score - middle) / spread

    return sorted(hits, key=worth, reverse=True)


@dataclass(frozen=True)
class _Asked:
    """What a message asks: its words and pairs, weighed by how few passages have them, and the kinds it asks for."""

    words: dict[str, float]
    pairs: dict[tuple[str, str], float]
    said: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, text: str, passages: Sequence[str]) -> _Asked:
        own, read = Words.of(text), [Words.of(passage) for passage in passages]
        words = _rareness((words.single for words in read), len(read))
        pairs = _rareness((words.pairs for words in read), len(read))
        folded = fold(text)
        return cls(
            {word: words[word] for word in own.single if word in words and not ASKING.fullmatch(word)},
            {pair: OF_PAIRS * pairs[pair] for pair in own.pairs if pair in pairs},
            tuple(said for asked, said in _KINDS if asked.search(folded)),
        )

    def nearness(self, sentence: str) -> float:
        """Return how much of what is asked a sentence has: 0 to 1 for its words, and OF_KIND for what is asked for."""
        has = Words.of(sentence)
        whole = sum(self.words.values()) + sum(self.pairs.values())
        shared = sum(weight for word, weight in self.words.items() if word in has.single)
        shared += sum(weight for pair, weight in self.pairs.items() if pair in has.pairs)
        folded = fold(sentence)
        kinds = sum(bool(said.search(folded)) for said in self.said) / max(1, len(self.said))
        return shared / (whole or 1.0) + OF_KIND * kinds


def _rareness(sets: Iterable[frozenset[One]], passages: int) -> dict[One, float]:
    """Return for what stands in the passages how much it tells: the more, the fewer of them have it."""
    counted = Counter(one for found in sets for one in found)
    return {one: math.log(1 + passages / times) for one, times in counted.items()}


def _sentences(text: str) -> list[str]:
    return [sentence for line in text.split("\n") for sentence in _SENTENCE.split(line) if sentence.strip()]
