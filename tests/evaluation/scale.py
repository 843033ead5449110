"""Measures the search on a large made-up library: `python -m tests.evaluation.scale [PASSAGES]`.

The passages are mixed from the words of the real ones and their vectors drawn around the real vectors, since
neither the words nor the values change how long a search takes. The questions come read and encoded, as in a chat.
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import replace
from typing import Any

import numpy as np

from actions.search import artifacts
from actions.search.index import Floats, Index, Item
from actions.search.searcher import Searcher, features_of
from actions.sources.library import Library, Passage
from common import clock
from tests.evaluation import search
from tests.evaluation.readings import read_by_bot

PASSAGES = 60_000
WORDS = 90
"""Syllables of a made-up passage: what the real ones have in the middle."""
ROUNDS = 300


def measure(count: int = PASSAGES) -> dict[str, float]:
    """Return the search's p50 and p95 in milliseconds, and its memory in MB, over `count` passages."""
    random = np.random.default_rng(7)
    library = Library.load()
    built = artifacts.read().passages
    real = built.index
    words = " ".join(passage.say("vi") for passage in library.passages).split()
    passages = [_made(library.passages[i % len(library.passages)], i, words, random) for i in range(count)]

    def near_real_ones(texts: list[str]) -> Floats:
        drawn = real.vectors[random.integers(len(real.vectors), size=len(texts))]
        drawn = drawn + random.normal(scale=0.02, size=drawn.shape).astype(np.float32)
        return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), np.float32)

    items = [Item((passage.say("vi"),), (passage.say("vi"),)) for passage in passages]
    index = Index.build(items, near_real_ones)
    large = Library(library.sources, {passage.ref: passage for passage in passages})
    centroids = replace(built.centroids, owners=count)
    searcher = Searcher(passages, features_of(large), replace(built, index=index, centroids=centroids))
    readings = read_by_bot(search.FOLDER)
    questions = [readings.of(case.text, "vi") for case in search.load()["vi"]]
    taken = []
    for number in range(ROUNDS):
        started = time.perf_counter()
        searcher.search(questions[number % len(questions)], clock.today())
        taken.append(1000 * (time.perf_counter() - started))
    return {
        "p50": float(np.percentile(taken, 50)),
        "p95": float(np.percentile(taken, 95)),
        "vectors": index.vectors.nbytes / 1e6,
        "process": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _made(like: Passage, number: int, words: list[str], random: np.random.Generator) -> Passage:
    start = int(random.integers(len(words) - WORDS))
    text = " ".join(random.permutation(words[start : start + WORDS]))
    changes: dict[str, Any] = {"ref": f"{like.source}#m{number}", "text": {"vi": text}, "asks": {}}
    return replace(like, **changes)


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else PASSAGES
    found = measure(asked)
    print(
        f"{asked} passages: p50 {found['p50']:.0f} ms, p95 {found['p95']:.0f} ms a search; "
        f"vectors {found['vectors']:.0f} MB, the process at most {found['process']:.0f} MB"
    )
