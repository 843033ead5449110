"""Questions that are joined in one sentence are told apart; what only lists or explains is left whole."""

from __future__ import annotations

import pytest

from common.clauses import clauses, is_joined, kind_of


@pytest.mark.parametrize(
    ("sentence", "questions"),
    [
        ("mất thẻ thì làm lại ở đâu và hết bao nhiêu tiền?", ["mất thẻ thì làm lại ở đâu", "hết bao nhiêu tiền?"]),
        ("mat the lam o dau va bao nhieu tien", ["mat the lam o dau", "bao nhieu tien"]),
        (
            "CCCD hết hạn có bị phạt không, phạt bao nhiêu, đổi ở đâu",
            ["CCCD hết hạn có bị phạt không", "phạt bao nhiêu", "đổi ở đâu"],
        ),
        (
            "Can I fly with an expired CCCD, and what should I bring instead?",
            ["Can I fly with an expired CCCD", "what should I bring instead?"],
        ),
        (
            "My son is 5: does he need a card, and how much does it cost?",
            ["My son is 5: does he need a card", "how much does it cost?"],
        ),
        ("¿Necesito cita previa y cuánto tarda?", ["¿Necesito cita previa", "cuánto tarda?"]),
        ("¿Puedo hacerlo en línea o tengo que ir?", ["¿Puedo hacerlo en línea", "tengo que ir?"]),
    ],
)
def test_questions_joined_in_one_sentence(sentence: str, questions: list[str]) -> None:
    assert clauses(sentence) == questions


@pytest.mark.parametrize(
    "sentence",
    [
        "mất thẻ thì làm lại ở đâu",
        "tôi mất thẻ rồi, giờ làm lại ở đâu",
        "lệ phí và thời hạn đổi thẻ là bao nhiêu",
        "khi nào thì phải nộp tiền, lúc nộp hồ sơ hay lúc nhận thẻ",
        "Tengo 45 años y mi CCCD es de 2021, ¿tengo que cambiarla?",
        "I lost my card and my phone, what do I do?",
        "đổi tên, ngày sinh thì có phải đổi thẻ không",
    ],
)
def test_what_asks_once_is_left_whole(sentence: str) -> None:
    assert clauses(sentence) == []


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("hết bao nhiêu tiền", "how_much"),
        ("and how long does it take", "how_long"),
        ("¿dónde la pido", "where"),
        ("cần mang gì", "which_papers"),
        ("có phải đổi không", "must"),
        ("can I refuse", "may"),
        ("ai được phạt", "who"),
        ("what is the fine if I am late", "fine"),
        ("đến khi nào", "until_when"),
    ],
)
def test_its_words_tell_the_kind_of_a_question(question: str, kind: str) -> None:
    assert kind_of(question) == {kind: 1.0}


def test_words_that_tell_no_kind() -> None:
    assert kind_of("con họ thì sao") == {}


def test_one_thing_is_asked_where_nothing_is_joined() -> None:
    assert not is_joined("đổi thẻ trễ bao lâu thì bị phạt?")
    assert is_joined("phạt bao nhiêu, lệ phí bao nhiêu")
    assert is_joined("Lost my card. Price? How many days?")
