"""Brings a message to the one form that all who read it know: letters, marks and words as in the examples.

Each habit of typing is one function with a name. A word is only changed when it is none as it stands and known once it
is changed, so that ordinary Vietnamese, Spanish and English is left alone.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from common import diacritics
from common.chinese import in_our_words
from common.keyboards import TELEX, VNI, all_keys
from common.legacy_fonts import from_legacy_font
from common.syllables import UNMARKED, VOWELS, is_syllable, place_tone
from common.text import fold

WORD = re.compile(r"[^\W_]+")
LETTERS = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"(?<!\S)\S*?(?:@|://|www\.|\.(?:vn|com|gov|org|net|cn|info|apk)\b)\S*", re.IGNORECASE)
"""A link or a mail address: never a word."""
UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xAD, 0xFEFF])
"""Characters that show nothing: zero-width spaces and joiners, marks of direction, soft hyphens."""
LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһүткмАВЕКМНОРСТУХІЈЅοανικρυτηΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑɡ",
    "aeopcyxijsdhytkmABEKMHOPCTYXIJSoavikputnABEZHIKMNOPTYXiag",
)
"""Cyrillic, Greek and phonetic letters that are drawn like Latin ones."""
MEANT_LETTERS = str.maketrans("ðÐɖƉǎǍ", "đĐđĐăĂ")
"""Letters of other languages typed for a Vietnamese one: eth, an African d, a with a caron."""
SPOKEN_STOPS = {"dấu chấm hỏi": "?", "dấu phẩy": ",", "dấu chấm than": "!", "dấu chấm phẩy": ";", "xuống dòng": "."}
"""Stops that a phone writes out when a message is dictated."""
MISSPELT = {"cân cước": "căn cước", "căn cướt": "căn cước", "chứng minh nhân dâng": "chứng minh nhân dân"}
"""Misspellings that make other words."""
LOANS = frozenset(
    WORD.findall(
        "max tax sex box mix fix six fox bus gas pos ios sos wifi fax app sms car card air boss lens trans tonlé"
        " latinh daban"
    )
)
"""Words of other languages in Vietnamese sentences, some of them also the keys of a syllable ("trans")."""
_STRONG = re.compile(r"[jfzw]|(?:aa|ee|oo|dd)\w*[sfrxj]|[aeiouy]\w*\d")
_NOT_KEYS = re.compile(r"(?:\w\d|thu[2-7]|\w{1,2}\d{2,}|([aeo])\1)$")
"""What is no syllable in VNI: a class of licences ("a1"), a weekday ("thu7"), a form's number."""
FEWEST_KEYED = 2
FEWEST_GARBLED = 2
LOST_LETTER = re.compile(r"(?<![^\W_])[bcdghklmnpqrstvx]{1,3}\?{1,2}[a-z]|\ufffd")
"""A letter that was lost on the way: "c?n c??c"."""
SENSELESS = re.compile(
    r"[a-z]\d+[a-z]|[bcdfghjklmnpqrstvwxz]{5}|^[^aeiouy\d]{4,}$|[aeo]{2}\w*[fjwx]|[fjwxz]{2}|[bcdghklmnpqrstv][fjw]$"
)
"""What no word of the three languages has, and raw keys have."""
VIETNAMESE_ONLY = frozenset("ăâđêôơưạảãấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏõốồổỗộớờởỡợụủũứừửữựỳỵỷỹ")
"""Letters that neither Spanish nor English has."""
KNOWN = 2
"""Times that the counted texts must have a word for it to be known."""
PAIR_KNOWN = 3
"""Times that two words must have stood together to be parted."""
USUAL = 50
"""Times that the counted texts must have an unmarked word that is no syllable ("online", "ko") to be parted off."""
ROOT = Path(__file__).parents[1]
PHRASES = ROOT / "data" / "nlu"
LONGEST_RUN = 80
"""Letters of a word that is looked at; nobody runs more together."""
SHORTEST_RUN = 5
LONGEST_WORD = 7


class Spelling:
    """What is known of Vietnamese words: how often each stands in the counted texts, and after which other."""

    def __init__(self, single: Mapping[str, int], pairs: Mapping[str, int], foreign: Iterable[str] = ()):
        self._foreign = LOANS | frozenset(foreign)
        self._known: Counter[str] = Counter()
        self._folded: Counter[str] = Counter()
        for word, count in single.items():
            self._known[place_tone(word)] += count
            self._folded[fold(word)] += count
        self._total = sum(single.values()) + 1
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

    @classmethod
    def read(cls, path: Path = diacritics.FILE, foreign: Iterable[Path] = ()) -> Spelling:
        """Read the counts that `common.diacritics` keeps, and the words of the files of other languages' phrases."""
        words = {word for file in foreign for word in LETTERS.findall(file.read_text(encoding="utf-8").lower())}
        single, pairs, _ = json.loads(path.read_text(encoding="utf-8"))
        return cls(single, pairs, words)

    def one_form(self, text: str) -> str:
        """Return `text` in the one form; a button's payload ("/inform...") as it is."""
        if text.startswith("/"):
            return text
        text = small_letters(in_our_words(plain_letters(text)))
        words = WORD.findall(ADDRESS.sub(" ", text))
        changed = self._changed(words)
        if changed:
            text = _replaced(text, changed)
        return meant_words(spoken_stops(one_tone_place(text)))

    def _changed(self, words: list[str]) -> dict[str, str]:
        """Return what the words that are none are meant to be."""
        strange = [word for word in dict.fromkeys(words) if len(word) <= LONGEST_RUN and not self.is_known(word)]
        if not strange:
            return {}
        changed = {word: self.undoubled(word) for word in strange}
        if not self.is_foreign(words):
            changed |= {word: self._parted(word, form) for word, form in changed.items()}
            keyed = self.keyed([changed.get(word, word) for word in words])
            changed = {word: keyed.get(form, form) for word, form in changed.items()}
        return {word: form for word, form in changed.items() if form != word}

    def _parted(self, word: str, undoubled: str) -> str:
        if undoubled in self._keyed or self.is_known(undoubled) or word in self._foreign:
            return undoubled
        if not word.isascii() and word[0].isalpha() and not word.isalpha():
            parts = [part for run in re.findall(r"\d+|\D+", word) for part in self.parted(run)]
            return " ".join(parts) if all(map(self.is_known, parts)) else undoubled
        parts = self.parted(word)
        return " ".join(parts if parts[1:] else self.parted(undoubled))

    def is_foreign(self, words: list[str]) -> bool:
        """Say whether a message is Spanish or English by its words: more of theirs than of Vietnamese ones alone."""
        if any(VIETNAMESE_ONLY & set(word) for word in words):
            return False
        theirs = [word in self._foreign and not self._known[word] for word in words]
        ours = [(word in UNMARKED or word in self._keyed) and word not in self._foreign for word in words]
        return sum(theirs) > sum(ours)

    def is_known(self, word: str) -> bool:
        """Say whether `word` (small letters) stands in the counted texts, or could: a number, a marked syllable."""
        if word.isdigit() or self._known[word] >= KNOWN:
            return True
        return not word.isascii() and is_syllable(word)

    def undoubled(self, word: str) -> str:
        """Return a word without the letters held down: "mấtttt" -> "mất", "thẻẻ" -> "thẻ", "okkkk" -> "ok"."""
        if not re.search(r"([^\W\d])\1\1", word) and (word.isascii() or is_syllable(word)):
            return word
        if (
            not word.isalpha()
            or set(word) <= set("ivxw")
            or "cccd" in word
            or (word.isascii() and len(set(word)) == 1)
        ):
            return word
        once, twice = re.sub(r"(.)\1+", r"\1", word), re.sub(r"(.)\1\1+", r"\1\1", word)
        forms = (once, twice, re.sub(r"(.)\1\1+", r"\1", word))
        if word.isascii():
            return next((form for form in forms if self.is_known(form) or form in self._keyed), forms[-1])
        return next((form for form in forms if is_syllable(form)), word)

    def keyed(self, words: list[str]) -> dict[str, str]:
        """Return the words of a message that are keys of Telex or VNI, with their syllables; empty where none is sure.

        Sure is a word amid marked ones; or several where there is no more of other languages.
        """
        may_be = {word: self._keyed[word] for word in words if word in self._keyed and self._known[word] < KNOWN}
        sure = {word: form for word, form in may_be.items() if word not in self._foreign and not _NOT_KEYS.match(word)}
        if not sure or any(VIETNAMESE_ONLY & set(word) for word in words):
            return sure
        strong = {word for word in sure if _STRONG.search(word)}
        rest = {word for word in words if word not in may_be and not word.isdigit()}
        ours = rest and all(self.is_known(word) and word not in self._foreign for word in rest)
        other = {word for word in rest if not self.is_known(word) and word not in UNMARKED}
        if (strong or ours or len(sure) >= FEWEST_KEYED) and len(other) * 2 <= len(sure):
            return may_be
        return {}

    def parted(self, word: str) -> list[str]:
        """Return the words that were run together in `word`, or `word` alone: "matcccd" -> "mat", "cccd".

        Without a mark only words that often stand together are parted: "banco" could be another language's.
        """
        shortest = SHORTEST_RUN - (not word.isascii())
        if len(word) < shortest or not word.isalpha() or fold(word) in UNMARKED:
            return [word]
        fewest = 0 if VIETNAMESE_ONLY & set(word) else PAIR_KNOWN
        # The likeliest way to part the letters up to each place, by its last word.
        ways: list[dict[str, tuple[float, list[str]]]] = [{"": (0.0, [])}, *({} for _ in word)]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - LONGEST_WORD), end):
                part = word[start:end]
                if not ways[start] or not self._is_part(part):
                    continue
                folded = fold(part)
                chances = [
                    (chance + self._log_chance(before, folded), parts)
                    for before, (chance, parts) in ways[start].items()
                    if not before or self._pairs[before, folded] >= fewest
                ]
                if chances:
                    chance, parts = max(chances)
                    ways[end][folded] = (chance, [*parts, part])
        return max(ways[-1].values())[1] if ways[-1] else [word]

    def is_garbled(self, text: str) -> bool:
        """Say whether a text in the one form cannot be read: letters were lost, or no word has any sense."""
        if len(LOST_LETTER.findall(text)) >= FEWEST_GARBLED:
            return True
        words = [word for word in WORD.findall(text) if not word.isdigit()]
        strange = [w for w in words if not (self.is_known(w) or w in self._foreign or fold(w) in UNMARKED)]
        senseless = sum(bool(SENSELESS.search(fold(word[:LONGEST_RUN]))) for word in strange)
        return len(words) >= FEWEST_GARBLED and len(strange) == len(words) and senseless * 2 >= len(words)

    def _is_part(self, part: str) -> bool:
        if part.isascii():
            usual = self._known[part] >= USUAL or part in UNMARKED or not VOWELS & set(part)
            return len(part) > 1 and usual and self._folded[part] >= PAIR_KNOWN
        return self._known[place_tone(part)] > 0 or is_syllable(part)

    def _log_chance(self, before: str, folded: str) -> float:
        pair = self._pairs[before, folded] / (self._folded[before] or 1) if before else 0.0
        return math.log(
            diacritics.PAIR_WEIGHT * pair + (1 - diacritics.PAIR_WEIGHT) * (self._folded[folded] + 0.1) / self._total
        )


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
    """Return the one spelling of this process, from models/diacritics.json and the phrases of Spanish and English."""
    files = [file for language in ("es", "en") for file in sorted(PHRASES.glob(f"{language}/*.yml"))]
    return Spelling.read(ROOT / diacritics.FILE, files)


def _latin(text: str) -> int:
    return sum(c.isalpha() and (ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00) for c in text)


def _replaced(text: str, changed: Mapping[str, str]) -> str:
    addresses = [match.span() for match in ADDRESS.finditer(text)]

    def form(match: re.Match[str]) -> str:
        inside = any(start <= match.start() < end for start, end in addresses)
        return match[0] if inside else changed.get(match[0], match[0])

    return WORD.sub(form, text)
