"""Measures the understanding of a trained model: `python -m bot.nlu.evaluate models/assistant.tar.gz`.

Writes docs/evaluation/understanding.md and confusion.png. `--folds 5` adds a cross-validation of the intents
on the training phrases. Third-party questions in ../shared/eval are measured when they are there.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import structlog
import yaml
from rasa.core.agent import Agent
from rasa.shared.nlu.training_data.loading import load_data
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.model_selection import StratifiedKFold

from actions.knowledge.marks import Marks
from actions.knowledge.onnx_encoder import OnnxEncoder
from actions.text import fold, has_marks
from bot.nlu.entities import find_entities
from bot.nlu.intents import Example, IntentModel, LinearIntentClassifier
from bot.nlu.languages import LANGUAGES, example_language

OWN_SET = Path("tests/nlu")
PHRASES = Path("data/nlu")
ENCODER = Path("models/encoder")
THIRD_PARTY = Path("../shared/eval")
REPORT = Path("docs/evaluation/understanding.md")
PLOT = Path("docs/evaluation/confusion.png")
UNLABELLED = frozenset({"language", "aspect", "cue", "problem"})
"""Entities that the own set does not label: they serve the dialogue, not the case."""
TALK = frozenset(
    {"greet", "goodbye", "thanks", "help", "bot_challenge", "human_handoff", "change_language", "affirm", "deny"}
    | {"inform", "scam", "emergency", "neighbouring_procedure", "off_topic", "nlu_fallback", "unreadable"}
)
"""Intents that are not answered with the law."""
THIRD_PARTY_TOPICS = {
    "lost": {"lost_card"},
    "renewal": {"renewal", "validity"},
    "fees": {"fee", "exemption"},
    "timeline": {"timeline"},
    "documents": {"papers", "checklist"},
    "where": {"place", "online"},
}
"""The topics of questions.jsonl in our intents; any other topic is right with any intent on cards."""


class Utterance(NamedTuple):
    """A labelled message of the own set; `intents` are all that are right, the first one the label."""

    text: str
    language: str
    slice: str
    intents: tuple[str, ...]
    entities: frozenset[tuple[str, str]]


class Reading(NamedTuple):
    """What the model made of a message."""

    intent: str
    entities: frozenset[tuple[str, str]]


def own_set(folder: Path = OWN_SET) -> list[Utterance]:
    """Return the labelled messages of tests/nlu."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        for entry in table["utterances"]:
            entities = frozenset((name, str(value)) for one in entry["entities"] for name, value in one.items())
            intents = (entry["intent"], *entry.get("also", ()))
            found.append(Utterance(entry["text"], table["language"], entry["slice"], intents, entities))
    return found


def agreed(utterance: Utterance, intent: str) -> str:
    """Return the label to count `intent` against: itself where a double question allows it."""
    return intent if intent in utterance.intents else utterance.intents[0]


def macro_f1(utterances: Sequence[Utterance], intents: Sequence[str]) -> float:
    """Return the macro-F1 of `intents` over the labels that occur in `utterances`."""
    truth = [agreed(u, intent) for u, intent in zip(utterances, intents, strict=True)]
    return float(f1_score(truth, intents, labels=sorted(set(truth)), average="macro", zero_division=0))


def entity_f1(utterances: Iterable[Utterance], readings: Iterable[Reading]) -> float:
    """Return the micro-F1 of the (entity, value) pairs."""
    right = wanted = found = 0
    for utterance, reading in zip(utterances, readings, strict=True):
        seen = {pair for pair in reading.entities if pair[0] not in UNLABELLED}
        labelled = {named for named in utterance.entities if named[0] not in UNLABELLED}
        right, wanted, found = right + len(seen & labelled), wanted + len(labelled), found + len(seen)
    return 2 * right / (wanted + found)


async def read(model: Path, texts: Sequence[str]) -> list[Reading]:
    """Return what the trained model makes of each text."""
    agent = Agent.load(str(model))
    readings = []
    for text in texts:
        parsed = await agent.parse_message(text)
        entities = frozenset((e["entity"], str(e["value"])) for e in parsed["entities"])
        readings.append(Reading(parsed["intent"]["name"], entities))
    return readings


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a Markdown table; floats with three decimals."""
    cells = [[f"{c:.3f}" if isinstance(c, float) else str(c) for c in row] for row in rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in [list(head), ["---"] * len(head), *cells])


def own_report(utterances: Sequence[Utterance], readings: Sequence[Reading]) -> str:
    """Return the part of the report on the own set."""
    groups = [(language, "all") for language in LANGUAGES] + sorted({(u.language, u.slice) for u in utterances})
    rows = []
    for language, part in groups:
        at = [i for i, u in enumerate(utterances) if u.language == language and part in ("all", u.slice)]
        chosen, read_as = [utterances[i] for i in at], [readings[i] for i in at]
        intents = [reading.intent for reading in read_as]
        right = float(np.mean([intent in u.intents for u, intent in zip(chosen, intents, strict=True)]))
        score = macro_f1(chosen, intents) if part == "all" else ""
        rows.append((language, part, len(at), right, score, entity_f1(chosen, read_as)))
    missed = [
        f"- {u.language} {'/'.join(u.intents)} → {r.intent}: {u.text}"
        for u, r in zip(utterances, readings, strict=True)
        if r.intent not in u.intents
    ]
    return "\n\n".join(
        [
            "## Own set",
            table(["language", "slice", "messages", "right intent", "macro-F1", "entity F1"], rows),
            "A slice has too few messages of each intent for a macro-F1; its share of right intents is given.",
            "### Misread\n\n" + "\n".join(missed),
        ]
    )


def plot_confusion(utterances: Sequence[Utterance], readings: Sequence[Reading], path: Path = PLOT) -> None:
    """Draw the confusion matrix of the own set."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    truth = [agreed(u, r.intent) for u, r in zip(utterances, readings, strict=True)]
    labels = sorted({*truth, *(r.intent for r in readings)})
    counts = confusion_matrix(truth, [r.intent for r in readings], labels=labels)
    figure, axes = pyplot.subplots(figsize=(11, 10))
    axes.imshow(np.sqrt(counts), cmap="Blues")
    axes.set_xticks(range(len(labels)), labels, rotation=90)
    axes.set_yticks(range(len(labels)), labels)
    for row, column in zip(*np.nonzero(counts), strict=True):
        axes.text(column, row, counts[row, column], ha="center", va="center", fontsize=7)
    axes.set(xlabel="read as", ylabel="meant", title="Intents of the own set, all languages")
    figure.tight_layout()
    figure.savefig(path, dpi=90)


def third_party_report(model: Path, folder: Path = THIRD_PARTY) -> str:
    """Return the part of the report on third-party questions; only counts, none of their words."""
    questions, strangers = (list(_lines(folder / name)) for name in ("questions.jsonl", "out_of_scope.jsonl"))
    readings = asyncio.run(read(model, [entry["text"] for entry in questions + strangers]))
    rows: list[tuple[str, int, float]] = []
    right = [_on_topic(entry, r.intent) for entry, r in zip(questions, readings, strict=False)]
    for language in (*LANGUAGES, None):
        at = [hit for hit, entry in zip(right, questions, strict=True) if language in (None, entry["lang"])]
        rows.append((f"right topic, {language or 'all'}", len(at), float(np.mean(at))))
    account = [entry.get("subject") == "e-id" for entry in questions]
    at = [hit for hit, left in zip(right, account, strict=True) if not left]
    rows.append(("right topic, without VNeID accounts", len(at), float(np.mean(at))))
    for kind in ("far", "near", "chitchat", "injection", "underspecified"):
        answered = [
            reading.intent not in TALK
            for entry, reading in zip(strangers, readings[len(questions) :], strict=True)
            if entry["kind"] == kind
        ]
        rows.append((f"out of scope, {kind}: taken for our subject", len(answered), float(np.mean(answered))))
    return "## Third-party questions\n\n" + table(["measure", "messages", "share"], rows)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _on_topic(entry: dict[str, Any], intent: str) -> bool:
    topics = [entry["topic"], *entry.get("also", ())]
    return any(intent in THIRD_PARTY_TOPICS.get(topic, ()) for topic in topics) or (
        intent not in TALK and any(topic not in THIRD_PARTY_TOPICS for topic in topics)
    )


def cross_validate(folds: int) -> str:
    """Return the part of the report on a cross-validation over the training phrases.

    Copies without marks stay in the fold of their phrase. Vietnamese is tested in both spellings.
    """
    phrases = [
        (e.get("text"), str(e.get("intent")), str(example_language(e)))
        for e in load_data(str(PHRASES)).intent_examples
    ]
    encoder = OnnxEncoder(ENCODER)
    truth: dict[str, list[str]] = {}
    found: dict[str, list[str]] = {}
    strata = [intent + language for _, intent, language in phrases]
    for learn, test in StratifiedKFold(folds, shuffle=True, random_state=0).split(phrases, strata):
        learned = [phrases[i] for i in learn]
        learned += [(fold(t), i, lang) for t, i, lang in learned if lang == "vi" and has_marks(t)]
        marks = Marks.count(t for t, _, lang in learned if lang == "vi" and has_marks(t))
        defaults = LinearIntentClassifier.get_default_config()
        model = IntentModel(*(defaults[k] for k in ("weights", "regularisation", "sharpness", "margin")))
        model.fit(_examples(learned, marks, encoder), [intent for _, intent, _ in learned])
        tested = [(*phrases[i], phrases[i][2]) for i in test]
        tested += [(fold(t), i, lang, "vi without marks") for t, i, lang, _ in tested if lang == "vi"]
        best = model.confidences(_examples([t[:3] for t in tested], marks, encoder)).argmax(axis=1)
        for (_, intent, _, group), at in zip(tested, best, strict=True):
            truth.setdefault(group, []).append(intent)
            found.setdefault(group, []).append(model.intents[at])
    rows = [(g, len(truth[g]), float(f1_score(truth[g], found[g], average="macro"))) for g in sorted(truth)]
    return f"## Cross-validation, {folds} folds\n\n" + table(["language", "phrases", "macro-F1"], rows)


_vectors: dict[str, Any] = {}


def _examples(phrases: Sequence[tuple[str, str, str]], marks: Marks, encoder: OnnxEncoder) -> list[Example]:
    today = date.today()
    examples = []
    for text, _, language in phrases:
        read_as = marks.restore(text) if language == "vi" else text
        if read_as not in _vectors:
            _vectors[read_as] = encoder.encode([read_as])[0]
        examples.append(Example(text, _vectors[read_as], find_entities(text, today)))
    return examples


def main() -> None:
    """Measure, print and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="folds of a cross-validation (0: none)")
    arguments = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    utterances = own_set()
    readings = asyncio.run(read(arguments.model, [u.text for u in utterances]))
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    plot_confusion(utterances, readings)
    intents = Counter(u.intents[0] for u in utterances)
    parts = [
        "# How well the assistant understands",
        f"Written by `python -m bot.nlu.evaluate`. Own set: {len(utterances)} messages, {len(intents)} intents.",
        own_report(utterances, readings),
        f"![confusion matrix]({PLOT.name})",
    ]
    if arguments.folds:
        parts.append(cross_validate(arguments.folds))
    if THIRD_PARTY.is_dir():
        parts.append(third_party_report(arguments.model))
    REPORT.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    print("\n\n".join(parts))


if __name__ == "__main__":
    main()
