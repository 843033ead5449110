"""A country as the place where somebody is, and as the one whose card is meant."""

from __future__ import annotations

import pytest

from bot.nlu.abroad import is_place


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("my dad lost his card in canada", "canada"),
        ("i'm in spain and my card expired", "spain"),
        ("we are living in the united kingdom", "united kingdom"),
        ("my wallet was stolen on the train in france", "france"),
        ("i live now in australia, can i renew", "australia"),
        ("estoy en españa", "españa"),
        ("vivo en méxico, ¿cómo renuevo la cccd?", "méxico"),
        ("me robaron la tarjeta en francia", "francia"),
        ("perdí la tarjeta ayer en los estados unidos", "estados unidos"),
    ],
)
def test_where_somebody_is_tells_not_whose_card_it_is(text: str, country: str) -> None:
    assert is_place(text, text.index(country))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("how do i renew my id in canada", "canada"),
        ("the identity card of spain", "spain"),
        ("i lost my card. what does an id cost in france", "france"),
        ("cómo saco el dni en españa", "españa"),
        ("la cédula de colombia", "colombia"),
        ("perú", "perú"),
    ],
)
def test_whose_card_it_is(text: str, country: str) -> None:
    assert not is_place(text, text.index(country))
