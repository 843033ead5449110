"""Reads examples once for all who learn from them: `python -m bot.nlu.readings`, part of `make train`.

The search learns in another environment, which cannot load the models of this one. So every example is read here, as a
message would be, and written to models/readings: `readings.jsonl` has a line an example (text, language, entities,
intents with their chances), `vectors.npy` its sentence vector in the same row. A training phrase is judged by a model
that was not trained on it. With `--questions FOLDER` a set for measuring is read the same way.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tarfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import numpy.typing as npt

from bot.nlu import intents as classifier
from bot.nlu.e5_features import E5Featurizer, sentence_encoder
from bot.nlu.entities import find_entities
from bot.nlu.examples import Example, labelled_questions, passage_questions, phrases
from bot.nlu.intents import RANKING, IntentModel, LinearIntentClassifier
from common import clock, encoder
from common.text import fold
from common.vector_cache import VectorCache

MODEL = Path("models/assistant.tar.gz")
READINGS = Path("models/readings")
FOLDS = 3
"""Parts of the training phrases; each is judged by a model of the other two."""

Chances = npt.NDArray[np.float64]


def trained_model(path: Path = MODEL) -> IntentModel:
    """Return the intent model that Rasa trained; FileNotFoundError where there is none."""
    with tarfile.open(path) as packed:
        for name in packed.getnames():
            if name.endswith(LinearIntentClassifier.MODEL_FILE):
                file = packed.extractfile(name)
                assert file is not None
                return joblib.load(BytesIO(file.read()))  # type: ignore[no-any-return]
    raise FileNotFoundError(f"{path} holds no {LinearIntentClassifier.MODEL_FILE}")


def both_spellings(examples: Iterable[Example]) -> list[Example]:
    """Return the examples, Vietnamese ones also without marks, each text once a language."""
    spelt: dict[tuple[str, str], Example] = {}
    for example in examples:
        for text in (example.text, fold(example.text)) if example.language == "vi" else (example.text,):
            spelt.setdefault((text, example.language), example._replace(text=text))
    return list(spelt.values())


def read(examples: Sequence[Example]) -> list[classifier.Example]:
    """Return what the intent model sees of each example: text, vector, entities."""
    settings = E5Featurizer.get_default_config()
    sentences = sentence_encoder(settings["encoder"], settings["restorer"])
    cache = VectorCache(Path(settings["cache"]), encoder.identity(Path(settings["encoder"])))
    texts = [sentences.readable(example.text, example.language) for example in examples]
    vectors = cache.encode(texts, sentences.encode, "questions")
    cache.save()
    today = clock.today()
    return [
        classifier.Example(example.text, vector, find_entities(example.text, today))
        for example, vector in zip(examples, vectors, strict=True)
    ]


def unseen_chances(examples: Sequence[Example], seen: Sequence[classifier.Example], model: IntentModel) -> Chances:
    """Return (examples, intents of `model`) chances; a training phrase is judged by a model that never saw it."""
    chances = np.zeros((len(examples), len(model.intents)))
    trained = [row for row, example in enumerate(examples) if example.intent is not None]
    asked = [row for row, example in enumerate(examples) if example.intent is None]
    if asked:
        chances[asked] = model.confidences([seen[row] for row in asked])
    # By its folded text, so that a phrase and its copy without marks are in one part.
    parts = {
        text: number % FOLDS for number, text in enumerate(dict.fromkeys(fold(examples[r].text) for r in trained))
    }
    for part in range(FOLDS) if trained else ():
        learnt = [row for row in trained if parts[fold(examples[row].text)] != part]
        judged = [row for row in trained if parts[fold(examples[row].text)] == part]
        other = LinearIntentClassifier.new_model()
        other.fit([seen[row] for row in learnt], [str(examples[row].intent) for row in learnt])
        columns = [model.intents.index(intent) for intent in other.intents]
        chances[np.ix_(judged, columns)] = other.confidences([seen[row] for row in judged])
    return chances


def write(
    folder: Path,
    examples: Sequence[Example],
    seen: Sequence[classifier.Example],
    chances: Chances,
    names: Sequence[str],
) -> None:
    """Write the readings of `examples` to `folder`, all of it or nothing; `names` are the intents of the columns."""
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    np.save(part / "vectors.npy", np.stack([one.vector for one in seen]))
    with (part / "readings.jsonl").open("w", encoding="utf-8") as file:
        for example, one, row in zip(examples, seen, chances, strict=True):
            file.write(json.dumps(_line(example, one, row, names), ensure_ascii=False) + "\n")
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)


def _line(example: Example, seen: classifier.Example, chances: Chances, names: Sequence[str]) -> dict[str, Any]:
    entities: dict[str, list[Any]] = {}
    for entity in seen.entities:
        entities.setdefault(entity["entity"], []).append(entity["value"])
    likeliest = np.argsort(-chances)[:RANKING]
    return {
        "text": example.text,
        "language": example.language,
        "intent": example.intent,
        "entities": entities,
        "intents": {names[i]: round(float(chances[i]), 4) for i in likeliest},
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the examples, or a set for measuring."""
    parser = argparse.ArgumentParser(prog="python -m bot.nlu.readings", description=__doc__)
    parser.add_argument("--questions", type=Path, help="a folder of labelled questions instead of the examples")
    parser.add_argument("--out", type=Path, default=READINGS)
    chosen = parser.parse_args(arguments)
    found = labelled_questions(chosen.questions) if chosen.questions else [*phrases(), *passage_questions()]
    examples, model = both_spellings(found), trained_model()
    seen = read(examples)
    write(chosen.out, examples, seen, unseen_chances(examples, seen, model), model.intents)
    print(f"read {len(examples)} examples: {chosen.out}")


if __name__ == "__main__":
    main()
