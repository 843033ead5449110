from __future__ import annotations

import unicodedata

import pytest

from actions.sources.reading.blocks import UnreadableError
from actions.sources.reading.encoding import converted, decode, share_of_syllables, to_one_form
from common.legacy_fonts import TCVN3

TEXT = "Điều 1. Phạm vi điều chỉnh\nQuyết định này quy định việc tiếp nhận hồ sơ cấp thẻ căn cước tại xã."


def tcvn3(text: str) -> str:
    shown = {letter: sign for sign, letter in TCVN3.items()}
    return "".join(shown.get(letter, letter) for letter in text)


def cp1258(text: str) -> bytes:
    """Vietnamese in code page 1258: vowels with their shape in one byte, the tone behind them."""
    result = b""
    for letter in text:
        try:
            result += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFD", letter)[:-1], unicodedata.normalize("NFD", letter)[-1]
            if tone not in "\u0300\u0301\u0303\u0309\u0323":
                marks = unicodedata.normalize("NFD", letter)
                tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
                base = marks.replace(tone, "")
            result += unicodedata.normalize("NFC", base).encode("cp1258") + tone.encode("cp1258")
    return result


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_a_byte_order_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, [])


def test_marks_are_composed_and_eth_becomes_d() -> None:
    assert decode(unicodedata.normalize("NFD", TEXT).encode()) == (TEXT, [])
    assert to_one_form("Ðiều 7. ÐIỀU") == "Điều 7. ĐIỀU"
    assert to_one_form("Ðor") == "Ðor", "no Vietnamese: eth stays"
    assert to_one_form("\u200bcăn\u00a0cước \ufb01") == "căn cước fi"


def test_code_page_1258_is_converted_and_told() -> None:
    text, told = decode(cp1258(TEXT))
    assert text == TEXT
    assert told == ["the text was in code page 1258 and was converted to Unicode"]


def test_tcvn3_is_converted_as_bytes_and_as_letters() -> None:
    for data in (tcvn3(TEXT).encode("latin-1"), tcvn3(TEXT).encode("utf-8")):
        text, told = decode(data)
        assert text == TEXT
        assert "TCVN3" in told[0]


def test_vni_is_converted_and_capitals_stay() -> None:
    text, told = decode("Ñieàu 1. Phaïm vi ñieàu chænh\nQUYEÁT ÑÒNH naøy quy ñònh vieäc tieáp nhaän hoà sô.".encode())
    assert text == "Điều 1. Phạm vi điều chỉnh\nQUYẾT ĐỊNH này quy định việc tiếp nhận hồ sơ."
    assert "VNI" in told[0]


def test_utf8_that_was_read_as_latin_letters_is_mended() -> None:
    text, told = decode(TEXT.encode("utf-8").decode("latin-1").encode("utf-8"))
    assert text == TEXT
    assert "UTF-8 that was read" in told[0]
    with pytest.raises(UnreadableError, match="gibberish"):
        decode(TEXT.encode("utf-8").decode("cp1252", errors="ignore").encode("utf-8"))


def test_only_strange_lines_are_converted() -> None:
    lines, told = converted(["Điều 1. Tên tiếng Pháp: Châteauneuf, Müller, Göteborg", "Người dân nộp hồ sơ tại xã."])
    assert lines[0].endswith("Châteauneuf, Müller, Göteborg")
    assert told == []


def test_what_is_in_no_certain_encoding_is_refused() -> None:
    with pytest.raises(UnreadableError, match="encoding of the text is not certain"):
        decode(bytes(range(128, 256)) * 3 + b" abc")
    with pytest.raises(UnreadableError, match="gibberish"):
        decode("§¶°ß£ ¤¥x ¬¦q± µ»¿z §§b ¢¢k¹ ®®¶ ±±²".encode())
    with pytest.raises(UnreadableError, match="lost letters"):
        decode("Th\ufffd c\ufffdn c\ufffd\ufffdc c\ufffdng d\ufffdn v\ufffdo".encode())


def test_spanish_and_english_are_left_alone() -> None:
    assert decode("Artículo 1. La dirección está allí.".encode("cp1252"))[0] == "Artículo 1. La dirección está allí."
    assert share_of_syllables("plain words only") == 1.0


def test_a_line_that_is_vietnamese_either_way_is_read_as_the_whole_text_is() -> None:
    lines = ["Quy định này nói về việc phối hợp giữa các xã cho người tạm", "trú."]
    shown = {letter: sign for sign, letter in TCVN3.items()}
    typed = ["".join(shown.get(letter, letter) for letter in line) for line in lines]
    assert typed[1] == "tró."
    assert converted(typed)[0] == lines
    assert converted([*typed, "Tiền trả lại"])[0][1:] == ["tró.", "Tiền trả lại"], "a text in two encodings"
