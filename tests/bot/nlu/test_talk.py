"""What is meant as a joke, and what is thanks."""

from __future__ import annotations

import pytest

from bot.nlu.talk import is_a_joke, is_thanks


@pytest.mark.parametrize(
    "text",
    [
        "làm căn cước cho bé mèo nhà mình được không",
        "lam cccd cho con meo",
        "con chó nhà em có cần làm thẻ không",
        "hồn ma có được cấp cccd không",
        "cộng số căn cước lại xem bói giúp em",
        "does my parrot need an ID",
        "an ID card for our hamster",
        "do vampires get a card",
        "does the number on my card bring me luck",
        "¿mi perro puede tener un DNI vietnamita?",
        "una tarjeta para mi loro",
        "¿los fantasmas renuevan el carné?",
        "¿mi número trae mala suerte?",
    ],
)
def test_nonsense_about_cards_is_a_joke(text: str) -> None:
    assert is_a_joke(text)


@pytest.mark.parametrize(
    "text",
    [
        "chó nhà em cắn nát cái thẻ, xin cấp lại ở đâu",
        "my dog ate my ID, how do I get another",
        "el gato rompió mi tarjeta",
        "con mà mất thẻ thì làm sao",
        "cat toc ngan co phai doi can cuoc khong",
        "làm thẻ cho con ở đâu",
        "una empresa fantasma usó mi tarjeta",
        "can I pick a lucky number for my son",
    ],
)
def test_a_question_with_an_animal_or_luck_in_it_is_none(text: str) -> None:
    assert not is_a_joke(text)


@pytest.mark.parametrize(
    "text",
    [
        "cảm ơn bạn nhiều, chúc bạn buổi tối vui",
        "cam on ad, chao nhe",
        "thank you very much, all the best from Leeds",
        "mil gracias, saludos desde Quito",
        "gracias por la ayuda, hasta luego",
    ],
)
def test_thanks_with_a_greeting_are_thanks(text: str) -> None:
    assert is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "thanks, and how much is it",
        "gracias, un saludo, ¿y cuánto cuesta?",
        "cảm ơn, chào bạn, làm ở đâu vậy",
        "saludos desde Lima",
        "cảm ơn",
    ],
)
def test_with_a_question_or_alone_they_are_left_to_the_understanding(text: str) -> None:
    assert not is_thanks(text)
