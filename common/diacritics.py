"""Restores the diacritics of Vietnamese typed without them, from pairs of syllables counted in marked texts."""

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
FILE = Path("models/diacritics.json")
"""Where `python -m actions.training.diacritics` keeps the counts: the one restorer of all processes."""
WORD = re.compile(r"[^\W\d_]+")


class DiacriticRestorer:
    """Counts of syllables and of pairs of syllables, and the marked forms of each unmarked syllable."""

    def __init__(self, single: dict[str, int], pairs: dict[str, int]):
        self._single = single
        self._pairs = pairs
        self._total = sum(single.values()) + 1
        self._forms: dict[str, list[str]] = defaultdict(list)
        for syllable in single:
            self._forms[fold(syllable)].append(syllable)

    @classmethod
    def count(cls, texts: Iterable[str]) -> DiacriticRestorer:
        """Count the syllables of Vietnamese `texts`, both places of a tone as one."""
        single: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for text in texts:
            for run in re.split(r"[.;:!?\n]", text.lower()):
                syllables = [place_tone(word) for word in WORD.findall(run)]
                single.update(syllables)
                pairs.update(map(" ".join, zip([START, *syllables], syllables, strict=False)))
        return cls(dict(single), dict(pairs))

    def save(self, path: Path) -> None:
        """Write the counts to `path` as JSON."""
        path.write_text(json.dumps([self._single, self._pairs], ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> DiacriticRestorer:
        """Read what `save` wrote."""
        return cls(*json.loads(path.read_text(encoding="utf-8")))

    def restore(self, text: str) -> str:
        """Return `text` with marks when it was typed (almost) without them, and as it is otherwise.

        Syllables that carry marks stay; each other one becomes the form that makes the likeliest
        sequence (Viterbi over pairs).
        """
        syllables = WORD.findall(text.lower())
        if not syllables or sum(map(has_marks, syllables)) / len(syllables) > UNMARKED_SHARE:
            return text
        likeliest = iter(self._likeliest(syllables))
        return WORD.sub(lambda _: next(likeliest), text.lower())

    def _likeliest(self, syllables: list[str]) -> list[str]:
        paths = {START: (0.0, [START])}
        for syllable in syllables:
            forms = [syllable] if has_marks(syllable) else self._forms.get(syllable) or [syllable]
            steps = {}
            for form in forms:
                chance, path = max(
                    (cost + self._log_chance(before, form), path) for before, (cost, path) in paths.items()
                )
                steps[form] = (chance, [*path, form])
            paths = steps
        return max(paths.values())[1][1:]

    def _log_chance(self, before: str, form: str) -> float:
        alone = (self._single.get(form, 0) + 0.1) / self._total
        known = self._single.get(before, 0) if before else self._total
        pair = self._pairs.get(f"{before} {form}", 0) / known if known else 0.0
        return math.log(PAIR_WEIGHT * pair + (1 - PAIR_WEIGHT) * alone)
