from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from actions.search.local_words import LocalWords
from actions.sources.library import Library, Passage, Source


def source(name: str, issuer: str, text: str, added: bool = True, number: str | None = None) -> Source:
    fields: dict[str, object] = dict.fromkeys(Passage.__dataclass_fields__, ())
    fields |= {"ref": f"{name}#d1", "source": name, "id": "d1", "place": "Điều 1", "asks": {}, "text": {"vi": text}}
    passage = Passage(**fields)  # type: ignore[arg-type]
    whole: dict[str, object] = dict.fromkeys(Source.__dataclass_fields__)
    whole |= {"id": name, "title": {"vi": "Văn bản"}, "number": number, "issuer": issuer, "passages": (passage,)}
    return Source(**(whole | {"added": date(2026, 11, 1) if added else None}))  # type: ignore[arg-type]


OURS = source("luat", "Quốc hội", "Người dân nộp hồ sơ ở công an xã. Đổi thông tin trên thẻ.", added=False)
MOBILE = source("mobile", "UBND xã Suối Mơ", "Tổ lưu động nhận hồ sơ ở thôn Hạ vào thứ năm.", number="15/QĐ-UBND")
FARES = source("fares", "UBND xã Đồi Thông", "Hỗ trợ đi lại cho thôn Đoài 65 nghìn đồng.")
BUSES = source(
    "buses",
    "UBND xã Bản Lác",
    "XÃ BẢN LÁC Số: 77\nXe đón người.\nBản: Nà Phặc; Ngày: Thứ ba\nHọp ở thôn Hạ và thôn Tân Lập Trên.",
)
WORDS = LocalWords.of(Library({one.id: one for one in (OURS, MOBILE, FARES, BUSES)}, {}), ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Xã Suối Mơ làm thẻ hôm nào?", ["mobile"]),
        ("o suoi mo lam the hom nao", ["mobile"]),
        ("tổ lưu động nhận ở đâu", ["mobile"]),
        ("Quyết định 15/QĐ-UBND nói gì?", ["mobile"]),
        ("thon doai ho tro di lai bao nhieu", ["fares"]),
        ("may gio xe den na phac", ["buses"]),
        ("Thôn Tân Lập Trên có xe không?", ["buses"]),
        ("Xã Tân Bình có xe đến Nà Phặc không?", []),
        ("bi that lac so ho khau", []),
        ("Đổi thông tin trên thẻ thế nào?", []),
        ("người dân nộp hồ sơ ở đâu", []),
        ("Tổ lưu động xã Tân Bình nhận hồ sơ ở đâu?", []),
        ("", []),
    ],
)
def test_a_message_speaks_of_a_document_by_its_place_or_by_words_of_its_own(text: str, found: list[str]) -> None:
    assert WORDS.sources_of(text) == found


def test_the_place_is_taken_out_of_a_message() -> None:
    assert WORDS.without_places("Ở xã Suối Mơ làm thẻ hôm nào?", ["mobile"]) == "làm thẻ hôm nào?"
    assert WORDS.without_places("suoi mo lam the hom nao", ["mobile"]) == "lam the hom nao"


def test_without_added_documents_nothing_is_spoken_of() -> None:
    assert LocalWords.of(Library({"luat": replace(OURS)}, {}), ()).sources_of("xã Suối Mơ") == []
