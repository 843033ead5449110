"""A term that is not the time of the making: of a card that is held, or until when somebody must act."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.entities import find_entities

TODAY = date(2026, 11, 29)


def named(text: str) -> list[tuple[str, object]]:
    found = find_entities(text, TODAY)
    return [(one["entity"], one["value"]) for one in found if one["entity"] in ("term", "aspect")]


@pytest.mark.parametrize(
    "said",
    [
        "trại giữ căn cước của anh tôi bao lâu",
        "họ giữ thẻ bao nhiêu ngày",
        "for how long can the prison keep his card",
        "¿cuánto tiempo pueden retener la tarjeta?",
    ],
)
def test_how_long_a_card_is_held(said: str) -> None:
    assert named(said) == [("term", "held")]


@pytest.mark.parametrize(
    "said",
    [
        "how long may I wait before I change it",
        "is there any deadline for me",
        "deadline to renew the card",
        "trong bao nhiêu ngày thì phải đổi thẻ",
        "chậm nhất ngày nào em phải đi làm",
        "¿hay algún plazo para pedirla?",
        "¿hasta qué día tengo para renovarla?",
        "cuánto tiempo puedo esperar",
    ],
)
def test_until_when_somebody_must_act(said: str) -> None:
    assert named(said) == [("term", "own")]


@pytest.mark.parametrize(
    "said", ["how long will my card be good for", "thẻ này dùng được bao lâu", "¿cuánto tiempo dura la tarjeta?"]
)
def test_how_long_a_card_is_good(said: str) -> None:
    assert named(said) == [("term", "good")]


@pytest.mark.parametrize(
    "said",
    [
        "how long do I have to wait for the new card",
        "làm thẻ bao lâu có",
        "chậm nhất hôm nào có thẻ",
        "nộp 3/3/2026 thì chậm nhất ngày nào phải có thẻ",
        "¿qué plazo tienen para darme la tarjeta?",
        "em bị tạm giữ xe, làm thẻ bao lâu",
    ],
)
def test_the_time_of_the_making_stays_what_is_asked(said: str) -> None:
    found = named(said)
    assert ("aspect", "timeline") in found
    assert "term" not in dict(found)


def test_until_when_it_is_good_and_wherever_somebody_goes_ask_for_nothing_else() -> None:
    assert named("until when will the new one be valid") == []
    assert named("đi đâu người ta cũng đòi thẻ") == []
    assert named("làm lại thì đi đâu") == [("aspect", "place")]
