"""How people type, and the one form that it is read as; measured on the training phrases, too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Literal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from common.diacritics import FILE
from common.keyboards import TELEX, VNI, all_keys, keys
from common.legacy_fonts import TCVN3
from common.spelling import WORD, Spelling, one_tone_place, small_letters, spelling
from common.syllables import is_syllable, split_tone
from common.text import has_marks

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="models/diacritics.json is made by `make train`")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # Keys of Telex and of VNI.
        ("caan cuwowcs bij maats thif lafm sao", "căn cước bị mất thì làm sao"),
        ("CAWN CUWOWCS BIJ MAATS", "căn cước bị mất"),
        ("ca8n cu7o71c bi5 ma61t", "căn cước bị mất"),
        ("mất thẻ thif làm sao", "mất thẻ thì làm sao"),
        # Words run together.
        ("matcccd lamlai the nao", "mat cccd lam lai the nao"),
        ("lamlaithecancuoc o dau", "lam lai the can cuoc o dau"),
        ("mấtthẻ thì sao", "mất thẻ thì sao"),
        ("tôibịmấtthẻcăncướcphảilàmsao", "tôi bị mất thẻ căn cước phải làm sao"),
        ("cháu13 tuổi, căncướcsau60tuổi", "cháu 13 tuổi, căn cước sau 60 tuổi"),
        # Letters held down.
        ("mấtttt thẻẻẻ rồiiii", "mất thẻ rồi"),
        ("giúp em vớiiiii ạạạ", "giúp em với ạ"),
        # Letters that only look like ours, or show nothing.
        ("ðổi thẻ căn cước ở ðâu", "đổi thẻ căn cước ở đâu"),
        ("тhẻ căn сước", "thẻ căn cước"),
        ("m\u200bất th\u200dẻ căn\ufeff cước", "mất thẻ căn cước"),
        ("ｍất ｔhẻ", "mất thẻ"),
        ("thẻ cǎn cước", "thẻ căn cước"),
        # Capitals, both places of the tone, both forms of Unicode.
        ("MẤT THẺ CĂN CƯỚC", "mất thẻ căn cước"),
        ("Mất Thẻ Căn Cước", "mất thẻ căn cước"),
        ("uỷ ban xã, khoá thẻ, Hoà Bình", "ủy ban xã, khóa thẻ, hòa bình"),
        (unicodedata.normalize("NFD", "mất thẻ"), "mất thẻ"),
        # Legacy fonts.
        ("c¨n c­íc bÞ mÊt", "căn cước bị mất"),
        ("caên cöôùc bò maát", "căn cước bị mất"),
        ("cãn cýõìc biò mâìt", "căn cước bị mất"),
        # Dictated, and misspelt.
        ("tôi mất thẻ dấu phẩy làm lại ở đâu dấu chấm hỏi", "tôi mất thẻ, làm lại ở đâu?"),
        ("làm lại thẻ cân cước", "làm lại thẻ căn cước"),
    ],
)
def test_a_habit_of_typing_is_read(typed: str, meant: str) -> None:
    assert spelling().one_form(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "i lost my identity card last week, how much is a new one?",
        "is it free for us as well? see you soon",
        "¿cómo renuevo el carné de mi hijo si no tiene cita en el banco?",
        "la comuna demora, hora de viajar a vietnam",
        "lam the mat bn tien vay ad",
        "bằng lái a1 b2, tờ khai dc01",
        "đổi cmnd sang cccd thu7 co lam ko",
        "wifi ở cty, vneid mức 2, sđt 0123",
        "vào dichvucong.gov.vn hoặc thongbao@matcccd.vn",
        "cccd cũ năm 2021, phí 8.000đ",
        "my son has two cars so far, thanks bro, lol wow",
        "buenos días amigos, dos más por favor",
        "hôm nay viii xxx",
        "",
    ],
)
def test_other_text_stays_word_for_word(text: str) -> None:
    assert spelling().one_form(text) == text


def test_a_payload_of_a_button_stays() -> None:
    assert spelling().one_form('/inform{"country":"VN"}') == '/inform{"country":"VN"}'


def test_the_one_form_is_its_own_one_form() -> None:
    for text in ("caan cuwowcs bij maats", "matcccd", "Uỷ ban", "mấtttt"):
        once = spelling().one_form(text)
        assert spelling().one_form(once) == once


def test_words_of_other_languages_are_neither_parted_nor_taken_for_keys() -> None:
    known = Spelling({"má": 5, "mất": 9, "ban": 9, "co": 9}, {"ban co": 9}, ["mas", "banco"])
    assert known.one_form("mas banco") == "mas banco"
    assert spelling().one_form("mình là người trans, đổi thẻ sao") == "mình là người trans, đổi thẻ sao"


def test_what_cannot_be_read_is_told_from_another_language() -> None:
    for garbled in ("m?t th? c?n c??c", "cwnn cwoscj", "m\ufffdt th\ufffd"):
        assert spelling().is_garbled(garbled)
    for readable in ("làm thẻ ở đâu?cần gì?mấy ngày?", "dc ko?co can k?", "bonjour je voudrais ma carte", "gplx bhyt"):
        assert not spelling().is_garbled(readable)


# The training phrases and the examples of the units.


@lru_cache(maxsize=1)
def phrases() -> list[tuple[str, str]]:
    """Return the training phrases, each with its language."""
    found = []
    for path in sorted(Path("data/nlu").glob("*/*.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]:
            lines = block["examples"].splitlines()
            found += [(line.removeprefix("- ").strip(), path.parent.name) for line in lines if line.strip()]
    return found


@lru_cache(maxsize=1)
def examples() -> list[str]:
    """Return the questions of the units in all languages."""
    tables = [yaml.load(p.read_text(encoding="utf-8"), yaml.CSafeLoader) for p in Path("data/questions").glob("*.yml")]
    units = [unit for table in tables for unit in table["units"]]
    return [str(text) for unit in units for texts in unit["examples"].values() for text in texts]


def plain_form(text: str) -> str:
    """Return a text with composed small letters and each tone in its place, no word changed."""
    return one_tone_place(small_letters(unicodedata.normalize("NFKC", text)))


def changed(texts: list[str]) -> list[str]:
    return [text for text in texts if spelling().one_form(text) != plain_form(text)]


def test_no_word_of_a_training_phrase_changes_but_for_letters_held_down() -> None:
    found = changed([text for text, _ in phrases()])
    assert [text for text in found if not re.search(r"(.)\1\1", text.lower())] == []


def test_no_word_of_a_units_question_changes_but_for_letters_held_down() -> None:
    found = changed(examples())
    assert [text for text in found if not re.search(r"(.)\1\1", text.lower())] == []


def new_tone_place(text: str) -> str:
    """Return a text with the tones as the newer school has it: "hoà", "uỷ"."""

    def placed(match: re.Match[str]) -> str:
        letters, tone = split_tone(match[0])
        newer = tone and is_syllable(match[0].lower()) and re.search(r"(?<!q)(?:oa|oe|uy)$", letters)
        return unicodedata.normalize("NFC", letters + tone) if newer else match[0]

    return WORD.sub(placed, text)


def in_keys(spelt: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: WORD.sub(lambda match: spelt(match[0]), text.lower())


def in_tcvn3(text: str) -> str:
    signs = {letter: sign for sign, letter in TCVN3.items()}
    return "".join(signs.get(character, character) for character in text.lower())


HABITS: dict[str, tuple[Callable[[str], str], float]] = {
    "capitals": (str.upper, 0.0),
    "capitals in every word": (str.title, 0.0),
    "decomposed": (lambda text: unicodedata.normalize("NFD", text), 0.0),
    "newer tone place": (new_tone_place, 0.0),
    "telex": (in_keys(lambda word: keys(word, TELEX)), 0.02),
    "telex, other order": (in_keys(lambda word: list(all_keys(word, TELEX))[-1] if has_marks(word) else word), 0.03),
    "vni": (in_keys(lambda word: keys(word, VNI)), 0.02),
    "vni, other order": (in_keys(lambda word: list(all_keys(word, VNI))[-1] if has_marks(word) else word), 0.02),
    "tcvn3": (in_tcvn3, 0.02),
    "utf-8 as latin-1": (lambda text: text.encode().decode("latin-1"), 0.02),
}
"""How a phrase is typed, and the share of the phrases that may not be read back."""


@pytest.mark.parametrize("habit", HABITS)
def test_marked_phrases_are_read_back(habit: str) -> None:
    typed, share = HABITS[habit]
    marked = [text for text, language in phrases() if language == "vi" and has_marks(text)][::7]
    wrong = [text for text in marked if spelling().one_form(typed(text)) != spelling().one_form(text)]
    assert len(wrong) <= share * len(marked), wrong[:5]


FORMS: tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...] = ("NFC", "NFD", "NFKC", "NFKD")


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_case_form_and_tone_place_change_nothing(data: st.DataObject) -> None:
    text, _ = data.draw(st.sampled_from([phrase for phrase in phrases() if phrase[1] == "vi"]))
    typed = "".join(c.upper() if data.draw(st.booleans()) else c for c in text)
    if data.draw(st.booleans()):
        typed = new_tone_place(typed)
    form = data.draw(st.sampled_from(FORMS))
    assert spelling().one_form(unicodedata.normalize(form, typed)) == spelling().one_form(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_a_form_and_only_one(text: str) -> None:
    form = spelling().one_form(text)
    assert len(form) <= 20 * len(text) + 1
    spelling().is_garbled(form)
