"""Measures the understanding of a trained model: `python -m tests.evaluation.understanding models/assistant.tar.gz`.

Writes docs/evaluation/understanding.md, confusion.png and slices.png. `--folds 5` adds a cross-validation of the
intents on the training phrases. Third-party questions in ../shared/eval are measured when they are there.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import structlog
import yaml
from rasa.core.agent import Agent
from rasa.shared.nlu.training_data.loading import load_data
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.model_selection import StratifiedGroupKFold

from bot.nlu.entities import find_entities
from bot.nlu.intents import Example, LinearIntentClassifier
from bot.nlu.languages import LANGUAGES, example_language
from common import clock
from common.diacritics import DiacriticRestorer
from common.encoder import OnnxEncoder
from common.text import fold, has_marks

OWN_SET = Path("tests/evaluation/utterances")
PHRASES = Path("data/nlu")
ENCODER = Path("models/encoder")
THIRD_PARTY = Path("../shared/eval")
REPORT = Path("docs/evaluation/understanding.md")
CONFUSION = Path("docs/evaluation/confusion.png")
SLICES = Path("docs/evaluation/slices.png")
NEAR_DUPLICATE = 0.85
"""Cosine of two phrases' folded character n-grams from which on they stay in one fold."""
UNLABELLED = frozenset({"language", "likely_language", "aspect", "cue", "problem", "who", "abroad", "beside"})
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
"""The topics of questions.jsonl in ours; its "other-id" is right with any topic on cards."""
TOPIC_OF_DETAIL = {
    "birth_date": "validity",
    "issue_date": "validity",
    "received_date": "timeline",
    "person": "exemption",
    "reason": "renewal",
}
"""What a first message that only gives a detail is answered on, as in actions/router.py."""


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
    """Return the labelled messages of tests/evaluation/utterances."""
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


def own_report(utterances: Sequence[Utterance], readings: Sequence[Reading], unmarked: Sequence[Reading]) -> str:
    """Return the part of the report on the own set; `unmarked` are the readings of its texts without any marks."""
    groups = [(language, "all") for language in LANGUAGES] + sorted({(u.language, u.slice) for u in utterances})
    rows = []
    for language, part in groups:
        at = [i for i, u in enumerate(utterances) if u.language == language and part in ("all", u.slice)]
        chosen, read_as = [utterances[i] for i in at], [readings[i] for i in at]
        intents = [reading.intent for reading in read_as]
        right = float(np.mean([intent in u.intents for u, intent in zip(chosen, intents, strict=True)]))
        score = macro_f1(chosen, intents) if part == "all" else ""
        rows.append((language, part, len(at), right, score, entity_f1(chosen, read_as)))
    for language in LANGUAGES[:2]:
        at = [i for i, u in enumerate(utterances) if u.language == language]
        chosen, read_as = [utterances[i] for i in at], [unmarked[i] for i in at]
        intents = [reading.intent for reading in read_as]
        right = float(np.mean([intent in u.intents for u, intent in zip(chosen, intents, strict=True)]))
        score = macro_f1(chosen, intents)
        rows.append((language, "all, typed without marks", len(at), right, score, entity_f1(chosen, read_as)))
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


def plot_confusion(utterances: Sequence[Utterance], readings: Sequence[Reading], path: Path = CONFUSION) -> None:
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


def plot_slices(utterances: Sequence[Utterance], readings: Sequence[Reading], path: Path = SLICES) -> None:
    """Draw the share of right intents by language and slice of the own set."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    right: dict[tuple[str, str], list[bool]] = {}
    for utterance, reading in zip(utterances, readings, strict=True):
        hit = reading.intent in utterance.intents
        right.setdefault((utterance.language, utterance.slice), []).append(hit)
    groups = sorted(right, reverse=True)
    shares = [float(np.mean(right[group])) for group in groups]
    figure, axes = pyplot.subplots(figsize=(8, 6))
    axes.barh([f"{language} {part} ({len(right[language, part])})" for language, part in groups], shares)
    for row, share in enumerate(shares):
        axes.text(share - 0.01, row, f"{share:.2f}", ha="right", va="center", color="white", fontsize=8)
    axes.set(xlim=(0.5, 1.0), xlabel="share of right intents", title="Own set by language and slice (messages)")
    figure.tight_layout()
    figure.savefig(path, dpi=90)


def topics_acted_on(reading: Reading) -> set[str]:
    """Return the topics that the dialogue answers for a first message read so (actions/router.py).

    Empty where it declines, asks back or talks. What it finds to say is not looked at: a search may still abstain.
    """
    named = {entity for entity, _ in reading.entities}
    aspects = {value for entity, value in reading.entities if entity == "aspect"}
    cards = {value for entity, value in reading.entities if entity == "document"} - {"electronic_id"}
    elsewhere = "neighbour" in named and not cards and reading.intent not in ("papers", "electronic_id")
    if "impossible_date" in named or elsewhere:
        return set()
    if reading.intent == "nlu_fallback":
        return aspects
    if reading.intent == "inform":
        return {topic for entity, topic in TOPIC_OF_DETAIL.items() if entity in named}
    return set() if reading.intent in TALK else {reading.intent} | aspects


def knows_the_country(reading: Reading) -> bool:
    """Say whether a first message tells whose card is meant: it names one or its country, or is Vietnamese.

    The assistant asks back otherwise (`country_missing`).
    """
    named = {entity for entity, _ in reading.entities}
    return bool({"document", "country"} & named) or not {("language", "es"), ("language", "en")} & reading.entities


def third_party_report(model: Path, folder: Path = THIRD_PARTY) -> str:
    """Return the part of the report on third-party questions; only counts, none of their words."""
    questions, strangers = (list(_lines(folder / name)) for name in ("questions.jsonl", "out_of_scope.jsonl"))
    readings = asyncio.run(read(model, [entry["text"] for entry in questions + strangers]))
    rows: list[tuple[str, int, float]] = []
    right = [_on_topic(entry, topics_acted_on(r)) for entry, r in zip(questions, readings, strict=False)]
    for language in (*LANGUAGES, None):
        at = [hit for hit, entry in zip(right, questions, strict=True) if language in (None, entry["lang"])]
        rows.append((f"right topic, {language or 'all'}", len(at), float(np.mean(at))))
    account = [entry.get("subject") == "e-id" for entry in questions]
    for name, wanted in (("on the electronic identity", True), ("on cards", False)):
        at = [hit for hit, of_account in zip(right, account, strict=True) if of_account is wanted]
        rows.append((f"right topic, {name}", len(at), float(np.mean(at))))
    for kind in ("far", "near", "chitchat", "injection", "underspecified"):
        of_kind = [
            reading
            for entry, reading in zip(strangers, readings[len(questions) :], strict=True)
            if entry["kind"] == kind
        ]
        taken = [bool(topics_acted_on(reading)) for reading in of_kind]
        answered = [took and knows_the_country(r) for took, r in zip(taken, of_kind, strict=True)]
        rows.append((f"out of scope, {kind}: taken for our subject", len(taken), float(np.mean(taken))))
        rows.append((f"out of scope, {kind}: answered", len(answered), float(np.mean(answered))))
    mapping = "; ".join(f"{topic}: {', '.join(sorted(ours))}" for topic, ours in THIRD_PARTY_TOPICS.items())
    return "\n\n".join(
        [
            "## Third-party questions",
            "What the dialogue acts on: the intent and every aspect named, none where it declines or asks back. "
            f"A question's topic counts as acted on with these of ours: {mapping}; its other-id: any topic on cards. "
            "Questions on the card of a third country count by their topic, although the assistant says that it "
            "does not know that country. "
            "Out of scope, a message taken for our subject is answered when it tells whose card is meant, or is "
            "Vietnamese; the assistant asks back otherwise. Whether the search then finds ground is not part of this "
            "measure.",
            table(["measure", "messages", "share"], rows),
        ]
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _on_topic(entry: dict[str, Any], acted_on: set[str]) -> bool:
    topics = [entry["topic"], *entry.get("also", ())]
    return any(acted_on & THIRD_PARTY_TOPICS[topic] if topic in THIRD_PARTY_TOPICS else acted_on for topic in topics)


def near_duplicates(texts: Sequence[str], near: float = NEAR_DUPLICATE) -> list[int]:
    """Return a group number a text; texts that read nearly the same are of one group."""
    parent = list(range(len(texts)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = at = parent[parent[at]]
        return at

    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), preprocessor=fold).fit_transform(texts)
    for first in range(0, len(texts), 1000):
        alike = (vectors[first : first + 1000] @ vectors.T).tocoo()
        for row, column in zip(alike.row[alike.data >= near], alike.col[alike.data >= near], strict=True):
            parent[root(first + int(row))] = root(int(column))
    return [root(at) for at in range(len(texts))]


def cross_validate(folds: int, together: bool) -> str:
    """Return the part of the report on a cross-validation over the training phrases.

    Copies without marks stay in the fold of their phrase, and with `together` near-duplicates do. Vietnamese is tested
    in both spellings.
    """
    phrases = [
        (e.get("text"), str(e.get("intent")), str(example_language(e)))
        for e in load_data(str(PHRASES)).intent_examples
    ]
    encoder = OnnxEncoder(ENCODER)
    truth: dict[str, list[str]] = {}
    found: dict[str, list[str]] = {}
    strata = [intent + language for _, intent, language in phrases]
    groups = near_duplicates([text for text, _, _ in phrases]) if together else list(range(len(phrases)))
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=0)
    for learn, test in splitter.split(phrases, strata, groups):
        learned = [phrases[i] for i in learn]
        learned += [(fold(t), i, lang) for t, i, lang in learned if lang == "vi" and has_marks(t)]
        marks = DiacriticRestorer.count(t for t, _, lang in learned if lang == "vi" and has_marks(t))
        model = LinearIntentClassifier.new_model()
        model.fit(_examples(learned, marks, encoder), [intent for _, intent, _ in learned])
        tested = [(*phrases[i], phrases[i][2]) for i in test]
        tested += [(fold(t), i, lang, "vi without marks") for t, i, lang, _ in tested if lang == "vi"]
        best = model.confidences(_examples([t[:3] for t in tested], marks, encoder)).argmax(axis=1)
        for (_, intent, _, group), at in zip(tested, best, strict=True):
            truth.setdefault(group, []).append(intent)
            found.setdefault(group, []).append(model.intents[at])
    rows = [(g, len(truth[g]), float(f1_score(truth[g], found[g], average="macro"))) for g in sorted(truth)]
    kept = (
        f"Phrases whose character n-grams have a cosine of {NEAR_DUPLICATE} or more are kept in one fold: "
        f"{len(set(groups))} groups of {len(phrases)} phrases."
    )
    return "\n\n".join(
        [
            f"## Cross-validation, {folds} folds" + (", near-duplicates together" if together else ""),
            kept if together else "Phrases are dealt out one by one, each intent and language evenly.",
            table(["language", "phrases", "macro-F1"], rows),
        ]
    )


_vectors: dict[str, Any] = {}


def _examples(
    phrases: Sequence[tuple[str, str, str]], marks: DiacriticRestorer, encoder: OnnxEncoder
) -> list[Example]:
    today = clock.today()
    examples = []
    for text, _, language in phrases:
        read_as = marks.readable(text, language)
        if read_as not in _vectors:
            _vectors[read_as] = encoder.encode([read_as])[0]
        examples.append(Example(text, _vectors[read_as], find_entities(text, today)))
    return examples


def main() -> None:
    """Measure, print and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, nargs="?", default=Path("models/assistant.tar.gz"))
    parser.add_argument("--folds", type=int, default=0, help="folds of a cross-validation (0: none)")
    arguments = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    utterances = own_set()
    texts = [u.text for u in utterances]
    both = asyncio.run(read(arguments.model, texts + [fold(text) for text in texts]))
    readings, unmarked = both[: len(texts)], both[len(texts) :]
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    plot_confusion(utterances, readings)
    plot_slices(utterances, readings)
    intents = Counter(u.intents[0] for u in utterances)
    parts = [
        "# How well the assistant understands",
        f"Written by `python -m tests.evaluation.understanding`. Own set: {len(utterances)} messages, {len(intents)} "
        "intents.",
        "The own set was written apart from the training phrases. What it showed to be misread told which kinds of "
        "phrases training lacked, so that it flatters by now; the cross-validation and the third-party questions do "
        "not.",
        own_report(utterances, readings, unmarked),
        f"![confusion matrix]({CONFUSION.name})",
        f"![slices]({SLICES.name})",
    ]
    if arguments.folds:
        parts += [cross_validate(arguments.folds, together) for together in (False, True)]
    if THIRD_PARTY.is_dir():
        parts.append(third_party_report(arguments.model))
    REPORT.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    print("\n\n".join(parts))


if __name__ == "__main__":
    main()
