"""Brings a message to the one form that all who read it know: letters, marks, words and small letters as in the examples.

Each habit of typing is one function with a name. A word is only changed when it is none as it stands and known once it
is changed, so that ordinary Vietnamese, Spanish and English is left alone.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from common import diacritics
from common.keyboards import TELEX, VNI, all_keys
from common.legacy_fonts import from_legacy_font
from common.syllables import UNMARKED, VOWELS, is_syllable, place_tone
from common.text import fold

WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"\S*(?:@|://|www\.|\.(?:vn|com|gov|org|net|cn|info|apk)\b)\S*", re.IGNORECASE)
"""A link or a mail address: never a word."""
UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xAD, 0xFEFF])
"""Characters that show nothing: zero-width spaces and joiners, marks of direction, soft hyphens."""
LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһүткмАВЕКМНОРСТУХІЈЅοανικρυτηΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑɡ", "aeopcyxijsdhytkmABEKMHOPCTYXIJSoavikputnABEZHIKMNOPTYXiag"
)
"""Cyrillic, Greek and phonetic letters that are drawn like Latin ones."""
MEANT_LETTERS = str.maketrans("ðÐɖƉǎǍ", "đĐđĐăĂ")
"""Letters of other languages typed for a Vietnamese one: eth, an African d, a with a caron."""
SPOKEN_STOPS = {"dấu chấm hỏi": "?", "dấu phẩy": ",", "dấu chấm than": "!", "dấu chấm phẩy": ";", "xuống dòng": "."}
"""Stops that a phone writes out when a message is dictated."""
MISSPELT = {"cân cước": "căn cước", "căn cướt": "căn cước", "chứng minh nhân dâng": "chứng minh nhân dân"}
"""Misspellings that make other words."""
LOANS = frozenset(
    "as is us his has was if of or for far her how now law new saw few raw row too see seen been seem need feel keep soon"
    " moon noon book look good food room door poor school tool cool week deep free fee fees bees car card max tax sex box"
    " mix fix six fox bus gas pos ios los las mas dos tres des es nos sus tus mis vos par por ver dar tar her per air sir"
    " maybe app add odd off how low bow cow show view saw mas mes pies dias ser ir hoy haz sos sms ads bar bor der fur"
    " tour hour our your four van sun ban con son ton boss less mess miss kiss loss pass class press does goes lens mens"
    " tens pens hens dads kids was ways says pays days boys toys keys lays bays buys guys".split()
)
"""Words of Spanish, English and shops that are also the keys of a syllable."""
_STRONG = re.compile(r"[jfzw]|(?:aa|ee|oo|dd)\w*[sfrxj]|[aeiouy]\w*\d")
FEWEST_KEYED = 2
KNOWN = 2
"""Times that the counted texts must have a word for it to be known."""
PAIR_KNOWN = 3
"""Times that two words must have stood together to be parted."""
LONGEST_RUN = 80
SHORTEST_RUN = 5
LONGEST_WORD = 7


class Spelling:
    """What is known of Vietnamese words: how often each stands in the counted texts, and after which other."""

    def __init__(self, single: Mapping[str, int], pairs: Mapping[str, int], phrases: Iterable[str] = ()):
        self._known: Counter[str] = Counter()
        self._folded: Counter[str] = Counter()
        for word, count in single.items():
            self._known[place_tone(word)] += count
            self._folded[fold(word)] += count
        self._pairs: Counter[tuple[str, str]] = Counter()
        for pair, count in pairs.items():
            before, _, after = fold(pair).partition(" ")
            self._pairs[before, after] += count
        self._keyed: dict[str, str] = {}
        for word in sorted(self._known, key=lambda one: -self._known[one]):
            if not word.isascii() and is_syllable(word):
                for method in (TELEX, VNI):
                    for typed in all_keys(word, method):
                        self._keyed.setdefault(typed, word)
        self._joined = {phrase.replace(" ", ""): phrase for phrase in phrases if " " in phrase and len(phrase) > 7}

    @classmethod
    def read(cls, path: Path = diacritics.FILE, phrases: Iterable[str] = ()) -> Spelling:
        """Read the counts that `common.diacritics` keeps; `phrases` are known as wholes, too."""
        return cls(*json.loads(path.read_text(encoding="utf-8")), phrases)

    def one_form(self, text: str) -> str:
        """Return `text` in the one form; a button's payload ("/inform...") as it is."""
        if text.startswith("/"):
            return text
        text = small_letters(plain_letters(text))
        words = [word for word in WORD.findall(ADDRESS.sub(" ", text))]
        changed = self._changed(words)
        if changed:
            text = _replaced(text, changed)
        return meant_words(spoken_stops(one_tone_place(text)))

    def _changed(self, words: list[str]) -> dict[str, str]:
        """Return what the words that are none are meant to be."""
        strange = [word for word in dict.fromkeys(words) if not self.is_known(word)]
        if not strange:
            return {}
        changed = {word: " ".join(self.parted(word)) for word in strange if word not in self._keyed}
        for word in strange:
            form = self.undoubled(word)
            if changed.get(word, word) == word and form != word:
                known = form in self._keyed or self.is_known(form)
                changed[word] = form if known else " ".join(self.parted(form))
        meant = [changed.get(word, word) for word in words]
        if self.is_keyed(meant):
            changed |= {w: self._keyed[form] for w in strange if (form := self.undoubled(w)) in self._keyed and _keys(form)}
        return {word: form for word, form in changed.items() if form != word}

    def is_known(self, word: str) -> bool:
        """Say whether `word` (small letters) stands in the counted texts, or could: a number, a marked syllable."""
        if word.isdigit() or self._known[word] >= KNOWN:
            return True
        return not word.isascii() and is_syllable(word)

    def undoubled(self, word: str) -> str:
        """Return a word without the letters held down: "mấtttt" -> "mất", "thẻẻ" -> "thẻ", "okkkk" -> "ok"."""
        if not re.search(r"([^\W\d])\1\1", word) and (word.isascii() or is_syllable(word)):
            return word
        if not word.isalpha() or set(word) <= set("ivxw"):
            return word
        once, twice = re.sub(r"(.)\1+", r"\1", word), re.sub(r"(.)\1\1+", r"\1\1", word)
        forms = (once, twice, re.sub(r"(.)\1\1+", r"\1", word))
        if word.isascii():
            return next((form for form in forms if self.is_known(form) or form in self._keyed), forms[-1])
        return next((form for form in forms if is_syllable(form)), word)

    def is_keyed(self, words: list[str]) -> bool:
        """Say whether a message was typed in the keys of Telex or VNI: several words are, and no other is foreign."""
        keyed = {word for word in words if word in self._keyed and not self.is_known(word) and _keys(word)}
        if not keyed:
            return False
        if any(not word.isascii() and is_syllable(word) for word in words):
            return True
        rest = {word for word in words if word not in keyed and not word.isdigit()}
        foreign = {word for word in rest if not self.is_known(word) and word not in UNMARKED} | (rest & LOANS)
        strong = sum(1 for word in keyed if _STRONG.search(word))
        if not strong:
            return len(keyed) >= FEWEST_KEYED and not foreign
        return strong + len(keyed) > 2 * len(foreign) + 1 or not foreign

    def parted(self, word: str) -> list[str]:
        """Return the words that were run together in `word`, or `word` alone: "matcccd" -> "mat", "cccd"."""
        if word in self._joined:
            return self._joined[word].split()
        if not SHORTEST_RUN <= len(word) <= LONGEST_RUN or not word.isalpha() or fold(word) in UNMARKED:
            return [word]
        # The best way to part the letters up to each place, by its last word.
        ways: list[dict[str, tuple[int, list[str]]]] = [{"": (0, [])}, *({} for _ in word)]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - LONGEST_WORD), end):
                part = word[start:end]
                if not ways[start] or not self._is_part(part):
                    continue
                folded = fold(part)
                for before, (seen, parts) in ways[start].items():
                    together = self._pairs[before, folded] if before else PAIR_KNOWN
                    if together < PAIR_KNOWN:
                        continue
                    least = min(seen, together) if parts[1:] else together
                    best = ways[end].get(folded)
                    if best is None or (-len(parts) - 1, least) > (-len(best[1]), best[0]):
                        ways[end][folded] = (least, [*parts, part])
        return max(ways[-1].values(), key=lambda way: (-len(way[1]), way[0]))[1] if ways[-1] else [word]

    def _is_part(self, part: str) -> bool:
        if len(part) < 2:
            return False
        if part.isascii():
            syllable = part in UNMARKED or not VOWELS & set(part)
            return self._folded[part] >= PAIR_KNOWN and syllable
        return self._known[place_tone(part)] >= KNOWN


def plain_letters(text: str) -> str:
    """Return composed letters alone: no legacy font, no hidden character, no letter that only looks like another."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    text = from_legacy_font(text).translate(UNSEEN)
    text = unicodedata.normalize("NFKC", text)
    alike = text.translate(LOOK_ALIKES)
    if alike != text and _latin(text) * 2 > sum(c.isalpha() for c in text):
        text = alike
    if any(c in text for c in "ðÐɖƉǎǍ"):
        text = text.translate(MEANT_LETTERS)
    return text


def small_letters(text: str) -> str:
    """Return `text` in small letters, one for each letter."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def one_tone_place(text: str) -> str:
    """Return `text` with each tone where dictionaries put it: "hoà", "uỷ" -> "hòa", "ủy"."""
    return text if text.isascii() else WORD.sub(lambda match: place_tone(match[0]), text)


def spoken_stops(text: str) -> str:
    """Return `text` with the stops that a phone wrote out."""
    if "dấu" in text or "xuống" in text:
        for said, stop in SPOKEN_STOPS.items():
            text = text.replace(f" {said}", stop)
    return text


def meant_words(text: str) -> str:
    """Return `text` with the right word for a misspelling that makes another one."""
    for wrong, right in MISSPELT.items():
        if wrong in text:
            text = text.replace(wrong, right)
    return text


@lru_cache(maxsize=1)
def spelling() -> Spelling:
    """Return the one spelling of this process, from models/diacritics.json."""
    return Spelling.read()


def _keys(word: str) -> bool:
    """Say whether a word can be meant as keys: no loan, no weekday ("thu7"), nothing of one letter ("a1")."""
    return word not in LOANS and not re.fullmatch(r"\w\d|thu[2-7]|\w{1,2}\d{2,}", word)


def _latin(text: str) -> int:
    return sum(c.isalpha() and ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in text)


def _replaced(text: str, changed: Mapping[str, str]) -> str:
    addresses = [match.span() for match in ADDRESS.finditer(text)]

    def form(match: re.Match[str]) -> str:
        inside = any(start <= match.start() < end for start, end in addresses)
        return match[0] if inside else changed.get(match[0], match[0])

    return WORD.sub(form, text)


