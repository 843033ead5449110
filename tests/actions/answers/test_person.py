from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from actions.answers import parts, person, refusals
from common import offices
from tests.actions.made import question

EXAMPLE = Path(__file__).parents[3] / "deploy" / "offices" / "example.yml"
pytestmark = pytest.mark.usefixtures("library")
MONDAY, SATURDAY_NIGHT = datetime(2026, 11, 30, 9), datetime(2026, 11, 28, 22)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation with the example as its one office."""
    shutil.copy(EXAMPLE, tmp_path)
    here = offices.Offices(tmp_path)
    monkeypatch.setattr(offices, "current", lambda: here)


@pytest.fixture
def no_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = offices.Offices(tmp_path)
    monkeypatch.setattr(offices, "current", lambda: here)


@pytest.mark.usefixtures("office")
def test_the_office_is_named_first_with_its_hours_and_its_number() -> None:
    said = person.answer(question(intent="human_handoff", country="vn"), MONDAY)
    assert said.text.splitlines() == [
        "Người thật ở Công an phường Mẫu (ví dụ): đang mở cửa đến 11:30.",
        "Nơi làm: Số 1 đường Ví Dụ, phường Mẫu, https://maps.example.org/phuong-mau.",
        "Gọi: 000 0000 0000 (trực ban); 1900 0368 (tổng đài về dân cư, căn cước, VNeID của Bộ Công an); "
        "khẩn cấp: 113.",
        "Trên mạng: Đặt lịch ở https://booking.example.org/phuong-mau; tra cứu và nộp hồ sơ ở https://dichvucong.gov.vn.",
        "Lưu ý: Mang theo điều mình vừa trả lời để cán bộ đối chiếu.",
    ]


@pytest.mark.usefixtures("office")
def test_outside_its_hours_it_says_when_again() -> None:
    said = person.answer(question(intent="human_handoff", country="vn", language="en"), SATURDAY_NIGHT)
    assert said.text.splitlines()[0] == (
        "You can speak with a person at Mẫu ward police (example): "
        "closed now, open again at 07:30 on Monday, 30 Nov 2026."
    )


@pytest.mark.usefixtures("no_office")
@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_without_an_office_the_national_numbers_remain(language: str) -> None:
    said = person.answer(question(intent="human_handoff", country="vn", language=language), MONDAY)
    assert (said.status, said.reason) == ("handoff", "asked")
    assert [one["number"] for one in said.custom()["contact"]["telephones"]] == ["1900 0368", "113"]
    assert "office" not in said.custom()["contact"]
    assert "dichvucong.gov.vn" in said.text


@pytest.mark.usefixtures("no_office")
def test_the_national_numbers_stand_in_what_is_cited() -> None:
    said = person.answer(question(intent="human_handoff", country="vn"), MONDAY)
    texts = " ".join(parts.library().passage(ref).text["vi"] for ref in person.NUMBERS_FROM)
    assert [citation["ref"] for citation in said.citations] == list(person.NUMBERS_FROM)
    for number in person.NATIONAL:
        assert number in texts
        assert number in said.text


@pytest.mark.usefixtures("office")
def test_of_a_chinese_card_no_office_or_number_of_vietnam_is_named() -> None:
    said = person.answer(question(intent="human_handoff", country="cn"), MONDAY)
    assert "113" not in said.text
    assert "Mẫu" not in said.text


@pytest.mark.usefixtures("no_office")
def test_after_misunderstandings_the_contact_follows_an_apology() -> None:
    said = refusals.misunderstood_again(question(intent="off_topic", country="vn"))
    assert said.reason == "misunderstood"
    assert "1900 0368" in said.text
