"""Measures from which cosine on a correction may answer: `python -m actions.training.nearness`, needs `make train`.

Each of some units is taken as a correction of a few of its questions. Asked are its held-out questions, and those of
all units that answer otherwise.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from actions.search.reading import Floats
from actions.search.units import UnitEntry
from actions.sources import questions
from actions.sources.questions import QuestionUnit
from actions.training import readings
from actions.training.parts import HELD_OUT, in_part
from actions.training.readings import Readings
from common.vocabulary import LANGUAGES

COSINES = (0.76, 0.78, 0.80, 0.82, 0.84, 0.86, 0.88, 0.90)
PHRASES = 3
"""Questions that a correction is made of."""
CORRECTIONS = 300
"""Units of a language that are taken as corrections."""
MOST_TAKEN = 0.5
"""Questions of others that a correction may take, in the mean: most corrections take none (docs/corrections.md)."""


@dataclass(frozen=True)
class Measured:
    """Of one cosine: the share of own questions answered, and how many of the others a correction takes."""

    cosine: float
    own: float
    others: float


def measure(units: Sequence[QuestionUnit], read: Readings, language: str, seed: int = 1) -> list[Measured]:
    """Return what each of COSINES would do in a language."""
    asked = list(_questions(units, read, language))
    answers = np.array([answer for answer, _, _ in asked])
    names = np.array([name for _, name, _ in asked])
    vectors = np.stack([vector for _, _, vector in asked])
    chance = random.Random(seed)
    own, others = np.zeros(len(COSINES)), np.zeros(len(COSINES))
    mine, taken = 0, [unit for unit in units if len(_kept(unit, language)) >= PHRASES]
    chosen = chance.sample(taken, min(CORRECTIONS, len(taken)))
    for unit in chosen:
        phrases = chance.sample(_kept(unit, language), PHRASES)
        cosines = (vectors @ np.stack([read.of(text, language).vector for text in phrases]).T).max(axis=1)
        is_own, is_other = names == unit.id, answers != UnitEntry(unit).answer
        mine += int(is_own.sum())
        own += _from(cosines[is_own])
        others += _from(cosines[is_other])
    return [
        Measured(cosine, float(own[place] / mine), float(others[place] / len(chosen)))
        for place, cosine in enumerate(COSINES)
    ]


def least(languages: Iterable[Sequence[Measured]]) -> float | None:
    """Return the least cosine that takes no more than MOST_TAKEN in any language; None where each takes more."""
    rows = zip(*languages, strict=True)
    return min((row[0].cosine for row in rows if all(one.others <= MOST_TAKEN for one in row)), default=None)


def _questions(units: Sequence[QuestionUnit], read: Readings, language: str) -> Iterator[tuple[str, str, Floats]]:
    """Yield the held-out questions: what answers them, the unit, the vector."""
    for unit in units:
        for number, text in enumerate(unit.examples.get(language, ())):
            if in_part(number, HELD_OUT):
                yield UnitEntry(unit).answer, unit.id, read.of(text, language).vector


def _kept(unit: QuestionUnit, language: str) -> list[str]:
    asks: Mapping[str, Sequence[str]] = unit.examples
    return [text for number, text in enumerate(asks.get(language, ())) if not in_part(number, HELD_OUT)]


def _from(cosines: Floats) -> npt.NDArray[np.float64]:
    """Return how many cosines reach each of COSINES."""
    return np.array([float((cosines >= cosine).sum()) for cosine in COSINES])


def main() -> None:
    """Print a table for each language, and the cosine that follows from them."""
    units, read = questions.load(), readings.load()
    found = {language: measure(units, read, language) for language in LANGUAGES}
    for language, measured in found.items():
        print(f"{language}, {len(list(_questions(units, read, language)))} questions held out")
        print("  cosine, own questions answered, questions of others taken by a correction")
        for one in measured:
            print(f"  {one.cosine:.2f}  {one.own:6.1%}  {one.others:6.2f}")
    print(f"the least that takes at most {MOST_TAKEN} in every language: {least(found.values())}")


if __name__ == "__main__":
    main()
