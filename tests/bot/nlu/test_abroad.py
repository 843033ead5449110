"""A country as the place where somebody is, and as the one whose card is meant."""

from __future__ import annotations

import pytest

from bot.nlu.abroad import is_of_a_paper, is_place


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
        ("can my cusin in germany renew his card", "germany"),
        ("my wife who lives in france", "france"),
        ("we vietnamese in korea", "korea"),
        ("my uncle from canada wants a card", "canada"),
        ("can i renew from australia", "australia"),
        ("my son was born in germany", "germany"),
        ("does the embassy in japan make the card", "japan"),
        ("mi prima que vive en alemania", "alemania"),
        ("mi hermana en españa perdió la tarjeta", "españa"),
        ("desde chile, ¿puedo renovar la cccd?", "chile"),
        ("mi hijo nació en francia", "francia"),
        ("un visado para corea", "corea"),
        ("mi esposa, de camboya, ya es vietnamita", "camboya"),
        ("bạn tôi đang ở hàn quốc, căn cước hết hạn", "hàn quốc"),
        ("ban toi o han quoc", "han quoc"),
        ("người nhà bên canada", "canada"),
        ("chồng em đi nhật bản làm", "nhật bản"),
        ("em ở mỹ", "ở mỹ"),
        ("pasaremos el invierno y estaremos en argentina", "argentina"),
        ("volvimos de francia con dos hijos", "francia"),
        ("mi cuñada es de camboya", "camboya"),
        ("llevo seis años en italia", "italia"),
        ("i grew up in poland", "poland"),
        ("vợ tôi người hàn quốc", "hàn quốc"),
        ("đại sứ quán hàn quốc", "hàn quốc"),
        ("em du học nhật bản", "nhật bản"),
        ("can it be done from canada", "canada"),
        ("si me instalo en españa, me la quitan", "españa"),
        ("cha mẹ đi làm đài loan", "đài loan"),
        ("mi novia taiwanesa quiere la tarjeta", "taiwanesa"),
        ("ella es vietnamita y yo peruano", "peruano"),
        ("con una partida de nacimiento camboyana", "camboyana"),
        ("anh ấy là người hàn quốc", "người hàn quốc"),
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
        ("my id card in germany expired", "germany"),
        ("the id card from germany", "germany"),
        ("renovar mi dni en españa", "españa"),
        ("thẻ của hàn quốc", "hàn quốc"),
        ("căn cước hàn quốc làm ở đâu", "hàn quốc"),
        ("perú", "perú"),
    ],
)
def test_whose_card_it_is(text: str, country: str) -> None:
    assert not is_place(text, text.index(country))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("a spanish id", "spanish"),
        ("his german passport", "german"),
        ("dni de españa", "españa"),
        ("hộ chiếu hàn quốc", "hàn quốc"),
        ("thẻ của nhật bản", "nhật bản"),
    ],
)
def test_a_paper_carries_its_country(text: str, country: str) -> None:
    start = text.index(country)
    assert is_of_a_paper(text, start, start + len(country))
    assert not is_place(text, start, start + len(country))


def test_who_is_of_a_country_carries_no_paper() -> None:
    text = "my wife is german and lost her card"
    assert not is_of_a_paper(text, 11, 17)
    assert is_place(text, 11, 17)


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        ("my french husband lost his card", "french"),
        ("korean engineer here, can i get an account", "korean"),
        ("what on that spanish page is out of date", "spanish"),
        ("our american-born kids", "american"),
        ("my thai girlfriend", "thai"),
        ("german passport holder, can i have an account", "german"),
    ],
)
def test_a_persons_nation_is_no_card_of_another_country(text: str, nation: str) -> None:
    start = text.index(nation)
    assert is_place(text, start, start + len(nation))


@pytest.mark.parametrize(
    ("text", "nation"),
    [("my korean card", "korean"), ("a french id card", "french"), ("my spanish national id", "spanish")],
)
def test_a_card_that_carries_a_nation_is_that_nations(text: str, nation: str) -> None:
    start = text.index(nation)
    assert not is_place(text, start, start + len(nation))
