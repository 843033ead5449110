from __future__ import annotations

import pytest

from common.legacy_fonts import from_legacy_font

SAID = "thẻ căn cước bị mất"


@pytest.mark.parametrize(
    "typed",
    [
        "thÎ c¨n c­íc bÞ mÊt",
        "theû caên cöôùc bò maát",
        "theÒ cãn cýõìc biò mâìt",
        "tháº» cÄƒn cÆ°á»›c bá»‹ máº¥t",
        SAID.encode().decode("latin-1"),
    ],
)
def test_a_legacy_font_is_read(typed: str) -> None:
    assert from_legacy_font(typed) == SAID


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        "mất thẻ",
        "¿cómo renuevo mi cédula?, ¿aún así qué más?",
        "aún",
        "¿Qué día me dan cita en Hanói?",
        "tôi sống ở España, làm thẻ ở đâu",
        "I lost my café card — really",
        "我的身份证",
        "ok 👍",
        "",
    ],
)
def test_other_text_stays(text: str) -> None:
    assert from_legacy_font(text) == text


def test_an_abbreviation_or_a_picture_amid_it_does_not_matter() -> None:
    assert from_legacy_font("thÎ c¨n c­íc bÞ mÊt ®c kh«ng 😭") == "thẻ căn cước bị mất đc không 😭"
