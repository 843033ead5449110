from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.intents import (
    LONG_FOR_TALK,
    RANKING,
    SURE_OF_TALK,
    TALK,
    Example,
    IntentModel,
    LinearIntentClassifier,
    Novelty,
    entity_features,
)
from tests.bot.nlu.components import trained

WEIGHTS = {"vector": 1.0, "characters": 1.0, "words": 1.0, "entities": 1.0, "novelty": 0.3}


def example(text: str, *entities: tuple[str, str, int, int]) -> Example:
    named = [{"entity": e, "value": v, "start": start, "end": end} for e, v, start, end in entities]
    return Example(text, np.ones(4, np.float32) * len(text), named)


def test_a_message_of_nothing_but_entities_is_told_from_a_question_about_them() -> None:
    alone = entity_features(example("CMND", ("document", "cmnd", 0, 4)))
    asked = entity_features(example("CMND là gì", ("document", "cmnd", 0, 4)))
    assert alone["only entities"] == 1
    assert asked["only entities"] == 0
    assert alone["document=cmnd"] == asked["document=cmnd"] == 1


def test_a_neighbouring_document_counts_as_such_only_without_one_of_ours() -> None:
    passport = ("neighbour", "passport", 0, 9)
    assert entity_features(example("hộ chiếu hết hạn", passport))["neighbour alone"] == 1
    both = example("hộ chiếu hay CCCD", passport, ("document", "cccd", 13, 17))
    assert entity_features(both)["neighbour alone"] == 0


def test_the_value_of_a_date_does_not_matter_to_the_intent() -> None:
    assert "birth_date=1990" not in entity_features(example("1990", ("birth_date", "1990", 0, 4)))


def test_unheard_words_are_novel_and_a_phrase_is_judged_without_itself() -> None:
    novelty = Novelty().fit(["mất thẻ", "đổi thẻ", "mở cảng cá"], ["lost_card", "renewal", "off_topic"])
    unheard_in_training = novelty.features("mất thẻ")[0]
    assert unheard_in_training == 0.5
    assert novelty.features("mua cảng cá")[0] == 1
    assert novelty.features("đổi thẻ mất")[0] == 0


def test_confidences_sum_to_one_and_the_margin_favours_out_of_scope() -> None:
    texts = ["mất thẻ", "mất thẻ rồi", "bị mất thẻ", "thời tiết", "thời tiết hôm nay", "xem thời tiết"]
    intents = ["lost_card"] * 3 + ["off_topic"] * 3
    examples = [example(text) for text in texts]
    asked = [example("mất thời gian")]
    even = IntentModel(WEIGHTS, 1.0, 4.0, 0.0).fit(examples, intents)
    wary = IntentModel(WEIGHTS, 1.0, 4.0, 0.5).fit(examples, intents)
    assert np.allclose(even.confidences(examples).sum(axis=1), 1)
    assert [even.intents[i] for i in even.confidences(examples).argmax(axis=1)] == intents
    at = even.intents.index("off_topic")
    assert wary.confidences(asked)[0, at] > even.confidences(asked)[0, at]


def told(text: str, intent: str | None = None) -> Message:
    """Return a message with a vector, as the featurizer before the classifier leaves it."""
    message = Message({TEXT: text, **({INTENT: intent} if intent else {})})
    vector = np.ones((1, 4), np.float32) * len(text)
    message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, "made up"))
    return message


def test_what_was_trained_is_kept_and_reads_messages_after_a_start(tmp_path: Path) -> None:
    phrases = {
        "lost_card": ["mất thẻ rồi", "tôi mất thẻ", "bị mất thẻ"],
        "fee": ["lệ phí bao nhiêu", "hết bao nhiêu tiền", "phí đổi bao nhiêu"],
        "off_topic": ["thời tiết hôm nay", "mai trời mưa không", "kể chuyện đi"],
    }
    data = TrainingData([told(text, intent) for intent, texts in phrases.items() for text in texts])
    classifier = trained(LinearIntentClassifier, data, tmp_path)
    [message] = classifier.process([told("em bị mất thẻ")])
    ranking = message.get("intent_ranking")
    assert message.get(INTENT) == ranking[0]
    assert message.get(INTENT)["name"] == "lost_card"
    assert {place["name"] for place in ranking} == set(phrases)
    assert np.isclose(sum(place["confidence"] for place in ranking), 1)


def test_only_the_likeliest_intents_are_ranked(tmp_path: Path) -> None:
    intents = [f"intent_{number}" for number in range(RANKING + 2)]
    many = [told(f"câu {intent}", intent) for intent in intents for _ in range(2)]
    classifier = trained(LinearIntentClassifier, TrainingData(many), tmp_path)
    [message] = classifier.process([told("câu intent_3")])
    ranking = message.get("intent_ranking")
    assert len(ranking) == RANKING
    assert [place["confidence"] for place in ranking] == sorted((p["confidence"] for p in ranking), reverse=True)


class TestTalk:
    """A yes, a no or a greeting that opens a long question gives way to the question."""

    QUESTION = "Không có tay phải làm thẻ được không"

    @staticmethod
    def ranked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, first: str, sure: float) -> list[str]:
        """The intents of a message that the model takes for `first`, so sure, and else for a first card."""
        data = TrainingData([told(f"{intent} {n}", intent) for intent in (first, "first_card") for n in range(2)])
        classifier = trained(LinearIntentClassifier, data, tmp_path)

        def confidences(model: IntentModel, asked: list[Example]) -> np.ndarray:
            return np.array([[sure if intent == first else 1 - sure for intent in model.intents]])

        monkeypatch.setattr(IntentModel, "confidences", confidences)
        [message] = classifier.process([told(text)])
        ranking = message.get("intent_ranking")
        assert message.get(INTENT) == ranking[0]
        return [one["name"] for one in ranking]

    @pytest.mark.parametrize("talk", sorted(TALK))
    def test_a_long_message_is_a_question(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, talk: str) -> None:
        assert self.ranked(monkeypatch, tmp_path, self.QUESTION, talk, 0.6) == ["first_card", talk]

    def test_a_short_one_is_talk(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        short = " ".join(self.QUESTION.split()[: LONG_FOR_TALK - 1])
        assert self.ranked(monkeypatch, tmp_path, short, "deny", 0.6) == ["deny", "first_card"]

    def test_a_long_one_that_is_surely_talk_stays_talk(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        assert self.ranked(monkeypatch, tmp_path, self.QUESTION, "deny", SURE_OF_TALK)[0] == "deny"

    def test_another_intent_stays_first_however_unsure(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        assert self.ranked(monkeypatch, tmp_path, self.QUESTION, "fee", 0.6) == ["fee", "first_card"]


def test_what_only_learning_needs_is_dropped_and_the_confidences_stay() -> None:
    texts = ["mất thẻ", "mất thẻ rồi", "bị mất thẻ", "thời tiết", "thời tiết hôm nay", "xem thời tiết"]
    examples = [example(text) for text in texts]
    model = IntentModel(WEIGHTS, 1.0, 4.0, 0.0).fit(examples, ["lost_card"] * 3 + ["off_topic"] * 3)
    before = model.confidences(examples)
    assert np.array_equal(model.keep_what_is_applied().confidences(examples), before)
    assert not hasattr(model, "_classifier")
