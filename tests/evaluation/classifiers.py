"""Compares intent classifiers on the own set: `python -m tests.evaluation.classifiers`, by hand, in about 15 minutes.

Each candidate is a pipeline of Rasa's own components, or ours, trained in a process of its own on the same phrases:
every sixth one of each file, because DIET over all of them takes hours. Writes docs/evaluation/candidates.md.
`--share 1` trains on all.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import structlog
import yaml

from bot.nlu.languages import LANGUAGES
from tests.evaluation.understanding import OWN_SET, PHRASES, macro_f1, own_set, table

REPORT = Path("docs/evaluation/candidates.md")
EPOCHS = 100
DIET = {
    "name": "DIETClassifier",
    "epochs": EPOCHS,
    "batch_size": 128,
    "number_of_transformer_layers": 0,
    "entity_recognition": False,
    "random_seed": 1,
}
"""Without its transformer, whose two layers took 90 s an epoch for a third of the phrases on a busy machine, and
with a third of the epochs it has by default."""
WORDS: list[dict[str, Any]] = [
    {"name": "bot.nlu.unmarked.UnmarkedCopies"},
    {"name": "bot.nlu.tokens.FoldingTokenizer"},
    {"name": "bot.nlu.languages.LanguageIdentifier"},
]
E5: list[dict[str, Any]] = [{"name": "bot.nlu.e5_features.E5Featurizer"}]
NGRAMS: list[dict[str, Any]] = [
    {
        "name": "CountVectorsFeaturizer",
        "analyzer": "char_wb",
        "min_ngram": 2,
        "max_ngram": 5,
        "min_df": 2,
        "use_lemma": True,
    }
]
FEATURES = {"e5": E5, "n-grams": NGRAMS, "e5 + n-grams": E5 + NGRAMS}
SHAPES: list[dict[str, Any]] = [{"name": "LexicalSyntacticFeaturizer", "features": [[], ["BOS", "EOS", "title"], []]}]
"""What DIET gets beside the sentence vector alone: it refuses to start without features of each word."""
CLASSIFIERS: dict[str, list[dict[str, Any]]] = {
    "LogisticRegression": [{"name": "LogisticRegressionClassifier", "max_iter": 100}],
    "DIET": [DIET],
}
CANDIDATES = {
    f"{classifier}, {features}": WORDS + FEATURES[features] + CLASSIFIERS[classifier]
    for classifier in CLASSIFIERS
    for features in FEATURES
}
CANDIDATES["DIET, e5"] = WORDS + FEATURES["e5"] + SHAPES + CLASSIFIERS["DIET"]
OURS = "linear SVM, e5 + n-grams + entities + novelty"
CANDIDATES[OURS] = (
    WORDS + E5 + [{"name": "bot.nlu.entities.EntityLayer"}, {"name": "bot.nlu.intents.LinearIntentClassifier"}]
)


def thinned(folder: Path, share: int) -> None:
    """Write every `share`-th phrase of each file of data/nlu to `folder`."""
    for path in PHRASES.glob("*/*.yml"):
        head, _, phrases = path.read_text(encoding="utf-8").partition("examples: |\n")
        kept = phrases.splitlines(keepends=True)[::share]
        target = folder / path.relative_to(PHRASES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"{head}examples: |\n{''.join(kept)}", encoding="utf-8")


def measure(name: str, phrases: Path, folder: Path) -> dict[str, Any]:
    """Train one candidate and return its scores, seconds of training, milliseconds a message and memory in MB."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    config = folder / "config.yml"
    settings = {"recipe": "default.v1", "language": "vi", "assistant_id": "candidate", "pipeline": CANDIDATES[name]}
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    before = time.process_time()
    model = train_nlu(str(config), str(phrases), str(folder), fixed_model_name="candidate")
    trained = time.process_time() - before
    agent = Agent.load(str(model))
    utterances = own_set(OWN_SET)

    async def intents() -> list[str]:
        return [(await agent.parse_message(u.text))["intent"]["name"] or "none" for u in utterances]

    asyncio.run(intents())  # The first round loads what is loaded late.
    begun = time.perf_counter()
    found = asyncio.run(intents())
    spent = (time.perf_counter() - begun) / len(utterances)
    scores = {}
    for language in LANGUAGES:
        at = [i for i, u in enumerate(utterances) if u.language == language]
        scores[language] = macro_f1([utterances[i] for i in at], [found[i] for i in at])
    slices = sorted({u.slice for u in utterances})
    right = {
        part: float(np.mean([i in u.intents for u, i in zip(utterances, found, strict=True) if u.slice == part]))
        for part in slices
    }
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**scores, "slices": right, "training": trained, "message": 1000 * spent, "memory": memory}


def report(measured: dict[str, dict[str, Any]], share: int) -> str:
    """Return the tables in Markdown."""
    parts = sorted(next(iter(measured.values()))["slices"])
    costs = {name: (round(m["training"]), round(m["message"], 1), round(m["memory"])) for name, m in measured.items()}
    scores = [(name, *(m[language] for language in LANGUAGES), *costs[name]) for name, m in measured.items()]
    head = ["candidate", *(f"macro-F1 {lang}" for lang in LANGUAGES), "training, CPU s", "ms a message", "peak MB"]
    slices = [(name, *(m["slices"][part] for part in parts)) for name, m in measured.items()]
    return "\n\n".join(
        [
            "# Intent classifiers compared",
            f"Written by `python -m tests.evaluation.classifiers`: one phrase in {share} of data/nlu, with unmarked "
            "copies, measured on the own set (tests/evaluation/utterances). "
            f"DIET without its transformer, {EPOCHS} epochs, and with the "
            "shapes of words where it has e5 alone, because it needs features of each word. Training is CPU time "
            "with reading the phrases; the peak of memory is that of training and answering in one process.",
            table(head, scores),
            "Share of right intents by slice:",
            table(["candidate", *parts], slices),
        ]
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure all candidates, each in a process of its own, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=int, default=6, help="train on one phrase in this many")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--phrases", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with TemporaryDirectory() as folder:
        if chosen.one:
            print(json.dumps(measure(chosen.one, chosen.phrases, Path(folder))))
            return
        thinned(Path(folder), chosen.share)
        measured: dict[str, dict[str, Any]] = {}
        for name in CANDIDATES:
            command = [sys.executable, "-m", "tests.evaluation.classifiers", "--one", name, "--phrases", folder]
            without_cache = {**os.environ, "RASA_MAX_CACHE_SIZE": "0"}  # Or a candidate would inherit features.
            run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env=without_cache)
            if run.returncode:
                print(f"{name}: failed, left out")
                continue
            measured[name] = json.loads(run.stdout.splitlines()[-1])
            print(name, measured[name], flush=True)
            REPORT.write_text(report(measured, chosen.share) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
