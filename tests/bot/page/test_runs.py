from __future__ import annotations

import pytest

from bot.page.runs import marked


@pytest.mark.parametrize(
    ("text", "language", "html"),
    [
        ("Go to any Công an phường.", "en", 'Go to any <span lang="vi">Công an phường</span>.'),
        ("the Công an, then", "en", 'the <span lang="vi">Công an</span>, then'),
        ("¿Cuánto cuesta? Según el artículo 5, sí.", "es", "¿Cuánto cuesta? Según el artículo 5, sí."),
        ("en Hà Nội", "es", 'en <span lang="vi">Hà Nội</span>'),
        ("Công an phường", "vi", "Công an phường"),
        ("居民身份证法, artículo 1", "es", '<span lang="zh">居民身份证法</span>, artículo 1'),
        ("a < b & c", "en", "a &lt; b &amp; c"),
        ("call 1900 0368.", "en", 'call <a href="tel:19000368">1900 0368</a>.'),
        (
            "see https://dichvucong.gov.vn/p/home.",
            "en",
            'see <a href="https://dichvucong.gov.vn/p/home" rel="noopener noreferrer">'
            "https://dichvucong.gov.vn/p/home</a>.",
        ),
        (
            "dichvucong.gov.vn",
            "vi",
            '<a href="https://dichvucong.gov.vn" rel="noopener noreferrer">dichvucong.gov.vn</a>',
        ),
    ],
)
def test_foreign_words_addresses_and_numbers_are_marked(text: str, language: str, html: str) -> None:
    assert str(marked(text, language)) == html


def test_an_address_cannot_break_out_of_its_link() -> None:
    said = str(marked('https://a.gov.vn/"onclick=x', "en"))
    assert said.startswith('<a href="https://a.gov.vn/" rel="noopener noreferrer">https://a.gov.vn/</a>&#34;onclick')


def test_the_numbers_that_an_answer_names_can_be_pressed() -> None:
    said = str(marked("028 1234 5678 or 113, not 1130 or 113/2020", "en", ["028 1234 5678", "113"]))
    assert said == '<a href="tel:02812345678">028 1234 5678</a> or <a href="tel:113">113</a>, not 1130 or 113/2020'
