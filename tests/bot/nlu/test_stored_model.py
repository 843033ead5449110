from __future__ import annotations

from pathlib import Path

from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.stored_model import StoredModel
from tests.bot.nlu.components import trained


class Counting(StoredModel["list[int]"]):
    """Learns how many examples there are; keeps the number twice while it learns."""

    MODEL_FILE = "count.joblib"
    as_applied = staticmethod(lambda model: model[:1])

    def train(self, training_data: TrainingData) -> Resource:
        return self._keep([len(training_data.training_examples)] * 2)


def test_what_was_learned_is_there_again_without_what_only_learning_needs(tmp_path: Path) -> None:
    assert trained(Counting, TrainingData(), tmp_path)._model == [0]


def test_nothing_is_known_before_it_learned() -> None:
    assert Counting({}, None, Resource("count"))._model is None  # type: ignore[arg-type]
