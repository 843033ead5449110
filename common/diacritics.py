"""Restores the diacritics of Vietnamese typed without them, from runs of syllables counted in marked texts."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from common.syllables import place_tone
from common.text import fold, has_marks

START = ""
UNMARKED_SHARE = 0.6
"""A question of which no more than this share of syllables carries marks is taken for typed without them."""
PAIR_WEIGHT = 0.9
"""How much a syllable's chance rests on the syllable before it; the rest on how common it is."""
TRIPLE_WEIGHT = 0.5
"""How much it rests on the two before it, where they were seen often; chosen on an eighth of the texts left out, of
which 85.8 % come back as they were, against 82.4 % by pairs alone."""
MOST_PATHS = 30
"""Beginnings of a sentence that are followed up; the right one is nearly always among the first five."""
FILE = Path("models/diacritics.json")
"""Where `python -m actions.training.diacritics` keeps the counts: the one restorer of all processes."""
WORD = re.compile(r"[^\W\d_]+")


class DiacriticRestorer:
    """Counts of syllables, of pairs and of triples of them, and the marked forms of each unmarked syllable."""

    def __init__(self, single: dict[str, int], pairs: dict[str, int], triples: dict[str, int]):
        self._single = single
        self._pairs = pairs
        self._triples = triples
        self._total = sum(single.values()) + 1
        self._forms: dict[str, list[str]] = defaultdict(list)
        for syllable in single:
            self._forms[fold(syllable)].append(syllable)

    @classmethod
    def count(cls, texts: Iterable[str]) -> DiacriticRestorer:
        """Count the syllables of Vietnamese `texts`, both places of a tone as one.

        What was typed without marks teaches nothing: it would come back as it is.
        """
        single: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        triples: Counter[str] = Counter()
        for text in filter(_is_marked, texts):
            for run in re.split(r"[.;:!?\n]", text.lower()):
                syllables = [place_tone(word) for word in WORD.findall(run)]
                single.update(syllables)
                pairs.update(map(" ".join, zip([START, *syllables], syllables, strict=False)))
                before = ([START, START, *syllables], [START, *syllables], syllables)
                triples.update(map(" ".join, zip(*before, strict=False)))
        return cls(dict(single), dict(pairs), dict(triples))

    def save(self, path: Path) -> None:
        """Write the counts to `path` as JSON."""
        path.write_text(json.dumps([self._single, self._pairs, self._triples], ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> DiacriticRestorer:
        """Read what `save` wrote."""
        return cls(*json.loads(path.read_text(encoding="utf-8")))

    def restore(self, text: str) -> str:
        """Return `text` with marks when it was typed (almost) without them, and as it is otherwise.

        Syllables that carry marks stay; each other one becomes the form that makes the likeliest
        sequence (Viterbi over triples).
        """
        if _is_marked(text) or not WORD.search(text):
            return text
        likeliest = iter(self._likeliest(WORD.findall(text.lower())))
        return WORD.sub(lambda _: next(likeliest), text.lower())

    def readable(self, text: str, language: str | None) -> str:
        """Return `text` as it is encoded, the same however it is marked: Vietnamese with marks, Spanish without.

        The encoder hardly knows Vietnamese typed without marks; of Spanish it loses little with them.
        """
        if language == "vi":
            return self.restore(text)
        return fold(text) if language == "es" else text

    def _likeliest(self, syllables: list[str]) -> list[str]:
        paths: dict[tuple[str, str], tuple[float, list[str]]] = {(START, START): (0.0, [])}
        for syllable in syllables:
            forms = [syllable] if has_marks(syllable) else self._forms.get(syllable) or [syllable]
            steps: dict[tuple[str, str], tuple[float, list[str]]] = {}
            for (first, second), (cost, path) in paths.items():
                for form in forms:
                    chance = cost + self._log_chance(first, second, form)
                    if (second, form) not in steps or chance > steps[second, form][0]:
                        steps[second, form] = (chance, [*path, form])
            paths = dict(sorted(steps.items(), key=lambda step: -step[1][0])[:MOST_PATHS])
        return max(paths.values())[1]

    def _log_chance(self, first: str, second: str, form: str) -> float:
        alone = (self._single.get(form, 0) + 0.1) / self._total
        known = self._single.get(second, 0) if second else self._total
        pair = self._pairs.get(f"{second} {form}", 0) / known if known else 0.0
        likely = PAIR_WEIGHT * pair + (1 - PAIR_WEIGHT) * alone
        seen = self._pairs.get(f"{first} {second}", 0) if second else 0
        if seen:
            weight = TRIPLE_WEIGHT * seen / (seen + 1)
            likely = weight * self._triples.get(f"{first} {second} {form}", 0) / seen + (1 - weight) * likely
        return math.log(likely)


def _is_marked(text: str) -> bool:
    """Say whether a Vietnamese text was typed with its marks."""
    syllables = WORD.findall(text.lower())
    return sum(map(has_marks, syllables)) > UNMARKED_SHARE * len(syllables)
