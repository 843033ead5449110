from __future__ import annotations

from actions.places.words import key_of, read, typed_key


def test_a_name_is_found_however_it_is_spelt() -> None:
    assert key_of("D'Ran") == key_of("dran") == "dran"
    assert key_of("Vỹ Dạ") == key_of("Vĩ Dạ") == "vida"
    assert key_of("Văn Miếu - Quốc Tử Giám") == "vanmieuquoctugiam"
    assert key_of("05") == "5"
    assert typed_key("Hoà Vang") == typed_key("Hòa Vang")


def test_unit_words_are_found_with_and_without_marks() -> None:
    found = read("TX. Từ Sơn, p. Đồng Kỵ, thị trấn Lim")
    assert [(marker.word.level, marker.word.kind) for marker in found.markers] == [
        ("district", "thixa"),
        ("commune", "phuong"),
        ("commune", "thitran"),
    ]


def test_a_number_run_together_with_its_unit_word_is_read() -> None:
    found = read("P5 Q3")
    assert [word.key for word in found.words] == ["p", "5", "q", "3"]
    assert [marker.word.level for marker in found.markers] == ["commune", "district"]


def test_a_syllable_with_other_marks_is_no_unit_word() -> None:
    assert read("Quán Toan, Tịnh Biên").markers == ()


def test_a_question_word_is_no_name() -> None:
    assert read("giờ là xã nào, phường mới gì").markers == ()
    assert len(read("phuong minh khai").markers) == 1
