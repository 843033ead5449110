from __future__ import annotations

import numpy as np
import pytest

from common.asking import asking, texts_of, vector_of
from common.text import MAX_QUESTION


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "Chào anh. Em sinh 20.05.1990, hôm qua đi chợ bị mất thẻ. Giờ làm lại ở đâu và bao nhiêu tiền?",
            ["Giờ làm lại ở đâu", "bao nhiêu tiền?"],
        ),
        ("tôi mất thẻ rồi. làm lại có lâu không ạ. cảm ơn", ["làm lại có lâu không ạ."]),
        (
            "Hello! I lost my card. Can I fly with VNeID? How much is a new one?",
            ["Can I fly with VNeID?", "How much is a new one?"],
        ),
        ("Thẻ em gãy, đi đâu ai cũng hỏi. Giờ làm lại mất mấy ngày", ["Giờ làm lại mất mấy ngày"]),
        ("Hola. He perdido la tarjeta; ¿dónde la pido? Gracias.", ["¿dónde la pido?"]),
    ],
)
def test_the_sentences_that_ask_are_told_from_the_story_around_them(message: str, asked: list[str]) -> None:
    assert asking(message) == asked


STORIES = {
    "Hôm qua em đi chợ, trời mưa to, về đến nhà mới thấy ví không còn trong túi. ": (
        "Giờ làm lại thẻ căn cước bị mất hết bao nhiêu tiền ạ?"
    ),
    "On Sunday we went to the market and when I came home my wallet was gone. ": (
        "How much does it cost to replace a lost Vietnamese identity card?"
    ),
    "El domingo fuimos al mercado y al volver a casa ya no tenía la cartera. ": (
        "¿Cuánto cuesta reponer la tarjeta vietnamita perdida?"
    ),
}
"""A sentence of a story in each language, and the question in it."""


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("behind", [0, 12], ids=["at the end", "in the middle"])
def test_one_question_in_a_story_as_long_as_a_message_may_be_is_found(story: str, behind: int) -> None:
    sentences = 25
    message = f"{story * (sentences - behind)}{STORIES[story]} {story * behind}".strip()
    assert 0.9 * MAX_QUESTION < len(message) <= MAX_QUESTION
    assert asking(message) == [STORIES[story]]


def test_one_sentence_is_all_that_is_asked() -> None:
    assert asking("Mất CCCD thì làm lại ở đâu?") == []


def test_a_question_of_two_words_cannot_be_understood_alone() -> None:
    assert asking("Tôi bị mất thẻ. Bao nhiêu?") == []


@pytest.mark.parametrize(
    "message",
    [
        "How much is it to renew a card? And if it is broken, the same?",
        "¿Cuánto cuesta si se pierde? Y si se rompe, ¿lo mismo?",
        "Đổi thẻ hết bao nhiêu tiền? Còn thẻ gãy thì cũng vậy?",
    ],
)
def test_whether_it_is_the_same_is_no_question_alone(message: str) -> None:
    assert len(asking(message)) == 1


def test_whether_two_things_are_the_same_is_a_question() -> None:
    assert len(asking("How much is a card? Is my old card and the new one the same?")) == 2
    assert len(asking("Lệ phí bao nhiêu? Ba tôi có thẻ như thế nào mới được làm lại thẻ?")) == 2


def test_a_message_of_one_sentence_has_the_vector_of_it() -> None:
    vector = np.array([[0.6, 0.8]], np.float32)
    assert vector_of(vector).tolist() == vector[0].tolist()
    assert texts_of("Mất thẻ rồi") == ["Mất thẻ rồi"]


def test_what_asks_weighs_more_than_the_whole() -> None:
    whole, asked = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
    mixed = vector_of(np.stack([whole, asked]))
    assert mixed @ asked > mixed @ whole > 0
    assert np.isclose(np.linalg.norm(mixed), 1)
