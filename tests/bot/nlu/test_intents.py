from __future__ import annotations

import numpy as np

from bot.nlu.intents import Example, IntentModel, Novelty, entity_features

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
