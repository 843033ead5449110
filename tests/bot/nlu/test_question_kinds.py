"""Which kind of question a message is; needs the built encoder and restorer in models/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import yaml
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import examples, question_kinds
from bot.nlu.e5_features import E5Featurizer
from bot.nlu.intents import Example, IntentModel
from bot.nlu.languages import LIKELY_LANGUAGE
from bot.nlu.question_kinds import KINDS_TOLD, QUESTION_KINDS, QuestionKindClassifier, likeliest
from tests.bot.nlu.components import trained

ASKED = {
    "how_much": ["hết bao nhiêu tiền", "phí mấy đồng", "tốn bao nhiêu", "giá bao nhiêu vậy", "đóng bao nhiêu tiền"],
    "where": ["nộp ở đâu", "làm ở chỗ nào", "đến đâu để làm", "cơ quan nào nhận, ở đâu", "nộp tại đâu vậy"],
    "must": ["có phải đổi không", "có bắt buộc đổi không", "có cần đổi lại không", "bắt buộc làm hả", "phải đổi hả"],
    "how_long": ["mấy ngày thì có", "bao lâu có thẻ", "chờ bao nhiêu ngày", "mất mấy hôm", "bao lâu thì xong"],
}


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of four units, one a kind of question."""
    folder = tmp_path_factory.mktemp("questions")
    content = [
        {"id": kind.replace("_", "-"), "kind": kind, "examples": {"vi": texts}} for kind, texts in ASKED.items()
    ]
    (folder / "units.yml").write_text(yaml.safe_dump({"units": content}, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    cache = tmp_path_factory.mktemp("cache") / "vectors.npz"
    return {**E5Featurizer.get_default_config(), "cache": str(cache)}


@pytest.fixture(scope="module")
def classifier(
    units: Path, settings: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[QuestionKindClassifier]:
    """Trained on these units, and opened again as a running assistant does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(question_kinds, "unit_questions", lambda: examples.unit_questions(units))
        patch.setattr(E5Featurizer, "get_default_config", lambda: settings)
        yield trained(QuestionKindClassifier, TrainingData(), tmp_path_factory.mktemp("model"))


def kinds(classifier: QuestionKindClassifier, settings: dict[str, object], text: str) -> dict[str, float]:
    """The kinds of question of a message, read as in a chat."""
    message = Message({TEXT: text, LIKELY_LANGUAGE: "vi", ENTITIES: []})
    E5Featurizer("component", settings).process([message])
    classifier.process([message])
    found: dict[str, float] = message.get(QUESTION_KINDS)
    return found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("làm lại thẻ hết bao nhiêu tiền vậy", "how_much"),
        ("lam lai the het bao nhieu tien vay", "how_much"),
        ("đổi thẻ thì nộp ở đâu", "where"),
        ("thẻ còn hạn có bắt buộc đổi không", "must"),
        ("bao lâu thì có thẻ mới", "how_long"),
    ],
)
def test_a_new_message_is_of_the_kind_that_its_words_ask(
    classifier: QuestionKindClassifier, settings: dict[str, object], text: str, kind: str
) -> None:
    found = kinds(classifier, settings, text)
    assert next(iter(found)) == kind
    assert list(found.values()) == sorted(found.values(), reverse=True), "the likeliest first"
    assert sum(found.values()) == pytest.approx(1, abs=0.001), "all four are told"


def test_the_kinds_travel_with_the_message(classifier: QuestionKindClassifier, settings: dict[str, object]) -> None:
    message = Message({TEXT: "nộp ở đâu", LIKELY_LANGUAGE: "vi", ENTITIES: []})
    E5Featurizer("component", settings).process([message])
    classifier.process([message])
    assert QUESTION_KINDS in message.as_dict(only_output_properties=True)


def test_before_it_has_learned_a_message_stays_as_it_is() -> None:
    message = Message({TEXT: "nộp ở đâu"})
    untrained = QuestionKindClassifier({}, None, None)  # type: ignore[arg-type]
    assert untrained.process([message]) == [message]
    assert message.get(QUESTION_KINDS) is None


def test_no_more_than_the_likeliest_are_told() -> None:
    class Model(IntentModel):
        def __init__(self) -> None: ...

        @property
        def intents(self) -> list[str]:
            return [*"abcdefg"]

        def confidences(self, examples: list[Example]) -> np.ndarray:  # type: ignore[type-arg]
            return np.array([[0.1, 0.3, 0.2, 0.05, 0.25, 0.06, 0.04]])

    found = likeliest(Model(), Example("…", np.zeros(384, np.float32), []))
    assert list(found) == ["b", "e", "c", "a", "f"]
    assert len(found) == KINDS_TOLD
    assert found["b"] == 0.3


def test_the_cache_of_rasa_knows_the_units(units: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question_kinds, "UNITS", units)
    usual = QuestionKindClassifier.fingerprint_addon({})
    assert usual == QuestionKindClassifier.fingerprint_addon({})
    (tmp_path / "units.yml").write_text("units: []")
    monkeypatch.setattr(question_kinds, "UNITS", tmp_path)
    assert usual != QuestionKindClassifier.fingerprint_addon({})


def test_it_is_trained_with_what_its_settings_say() -> None:
    model = QuestionKindClassifier.new_model()
    assert isinstance(model, IntentModel)
    assert QuestionKindClassifier.get_default_config()["weights"]["novelty"] == 0
