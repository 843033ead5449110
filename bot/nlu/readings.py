"""Reads examples once for all who learn from them: `python -m bot.nlu.readings`, part of `make train`.

The search learns in another environment, which cannot load the models of this one. So every example is read here, as a
message would be, and written to models/readings: `readings.jsonl` has a line an example (text, language, entities,
intents and kinds of question with their chances), `vectors.npy` its sentence vector in the same row. What a model was
trained on is judged by one that was not. With `--questions FOLDER` a set for measuring is read the same way.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tarfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import joblib
import numpy as np
import numpy.typing as npt

from bot.nlu import intents as classifier
from bot.nlu.example_features import features_of
from bot.nlu.examples import (
    Example,
    both_spellings,
    labelled_questions,
    passage_questions,
    phrases,
    unit_questions,
)
from bot.nlu.intents import RANKING, IntentModel, LinearIntentClassifier
from bot.nlu.question_kinds import KINDS_TOLD, QUESTION_KINDS, QuestionKindClassifier
from common.text import fold

MODEL = Path("models/assistant.tar.gz")
READINGS = Path("models/readings")
FOLDS = 2
"""Parts of what a model learnt; each is judged by a model of the other."""

Chances = npt.NDArray[np.float64]


class Labelled(NamedTuple):
    """Chances (examples, labels) and the labels."""

    chances: Chances
    labels: Sequence[str]

    def likeliest(self, row: int, most: int) -> dict[str, float]:
        """Return the likeliest labels of an example with their chances."""
        first = np.argsort(-self.chances[row])[:most]
        return {self.labels[i]: round(float(self.chances[row, i]), 4) for i in first}


def trained_model(name: str, path: Path = MODEL) -> IntentModel:
    """Return a model that Rasa trained, by the name of its file; FileNotFoundError where there is none."""
    with tarfile.open(path) as packed:
        for member in packed.getnames():
            if member.endswith(f"/{name}"):
                file = packed.extractfile(member)
                assert file is not None
                return joblib.load(BytesIO(file.read()))  # type: ignore[no-any-return]
    raise FileNotFoundError(f"{path} holds no {name}")


def unseen_chances(
    examples: Sequence[Example],
    seen: Sequence[classifier.Example],
    model: IntentModel,
    new_model: Callable[[], IntentModel],
    learnt: Callable[[Example], tuple[str, str] | None],
) -> Chances:
    """Return (examples, labels of `model`) chances; what a model learnt is judged by one that never saw it.

    `learnt` gives the label that an example taught and the group that stays together when parts are held out; None of
    an example that taught nothing.
    """
    chances = np.zeros((len(examples), len(model.intents)))
    taught = {row: label for row, example in enumerate(examples) if (label := learnt(example))}
    asked = [row for row in range(len(examples)) if row not in taught]
    if asked:
        chances[asked] = model.confidences([seen[row] for row in asked])
    groups = {
        group: number % FOLDS for number, group in enumerate(dict.fromkeys(group for _, group in taught.values()))
    }
    for part in range(FOLDS) if taught else ():
        rows = [row for row, (_, group) in taught.items() if groups[group] != part]
        judged = [row for row, (_, group) in taught.items() if groups[group] == part]
        other = new_model().fit([seen[row] for row in rows], [taught[row][0] for row in rows])
        columns = [model.intents.index(label) for label in other.intents]
        chances[np.ix_(judged, columns)] = other.confidences([seen[row] for row in judged])
    return chances


def intent_taught(example: Example) -> tuple[str, str] | None:
    """Return the intent of a training phrase; a phrase and its copy without marks stay together."""
    return (example.intent, fold(example.text)) if example.intent else None


def kind_taught(example: Example) -> tuple[str, str] | None:
    """Return the kind of question of a unit's question; the questions of a unit stay together."""
    return (example.kind, str(example.unit)) if example.kind else None


def write(
    folder: Path,
    examples: Sequence[Example],
    seen: Sequence[classifier.Example],
    intents: Labelled,
    kinds: Labelled,
) -> None:
    """Write the readings of `examples` to `folder`, all of it or nothing."""
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    np.save(part / "vectors.npy", np.stack([one.vector for one in seen]))
    with (part / "readings.jsonl").open("w", encoding="utf-8") as file:
        for row, (example, one) in enumerate(zip(examples, seen, strict=True)):
            line = _line(example, one) | {
                "intents": intents.likeliest(row, RANKING),
                QUESTION_KINDS: kinds.likeliest(row, KINDS_TOLD),
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)


def _line(example: Example, seen: classifier.Example) -> dict[str, Any]:
    entities: dict[str, list[Any]] = {}
    for entity in seen.entities:
        entities.setdefault(entity["entity"], []).append(entity["value"])
    return {
        "text": example.text,
        "language": example.language,
        "intent": example.intent,
        "entities": entities,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the examples, or a set for measuring."""
    parser = argparse.ArgumentParser(prog="python -m bot.nlu.readings", description=__doc__)
    parser.add_argument("--questions", type=Path, help="a folder of labelled questions instead of the examples")
    parser.add_argument("--out", type=Path, default=READINGS)
    chosen = parser.parse_args(arguments)
    learnt = (*phrases(), *passage_questions(), *unit_questions())
    found = labelled_questions(chosen.questions) if chosen.questions else learnt
    examples = both_spellings(found)
    seen = features_of(examples)
    intents = trained_model(LinearIntentClassifier.MODEL_FILE)
    kinds = trained_model(QuestionKindClassifier.MODEL_FILE)
    write(
        chosen.out,
        examples,
        seen,
        Labelled(
            unseen_chances(examples, seen, intents, LinearIntentClassifier.new_model, intent_taught), intents.intents
        ),
        Labelled(unseen_chances(examples, seen, kinds, QuestionKindClassifier.new_model, kind_taught), kinds.intents),
    )
    print(f"read {len(examples)} examples: {chosen.out}")


if __name__ == "__main__":
    main()
