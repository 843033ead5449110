from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from actions.anatomy import Answer, AnswerLine
from actions.answers import office
from actions.corrections import current
from actions.reply import Reply
from common import offices
from common.corrections.definition import LiveNotice
from tests.actions.made import question
from tests.common.corrections.made import notice

EXAMPLE = Path(__file__).parents[3] / "deploy" / "offices" / "example.yml"
AT = datetime(2026, 11, 30, 9)
CITED = ({"ref": "luat-26-2023-qh15#d21"},)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with the example as its one office."""
    shutil.copy(EXAMPLE, tmp_path)
    here = offices.Offices(tmp_path)
    monkeypatch.setattr(offices, "current", lambda: here)
    return tmp_path


def reply(topic: str = "place") -> Reply:
    lines = tuple(AnswerLine("note", str(number)) for number in range(4))
    return Reply("Ở đâu cũng được.", "retrieved", "vi", citations=CITED, topic=topic, answer=Answer("Ở đâu.", lines))


def test_an_answer_on_where_to_go_names_the_office_and_its_notice() -> None:
    said = office.beside(reply(), question(country="vn"), AT)
    assert said.text.splitlines()[1:] == [
        "Cơ quan này: Công an phường Mẫu (ví dụ); Số 1 đường Ví Dụ, phường Mẫu; đang mở cửa đến 11:30; 000 0000 0000.",
        "Thông báo: Trong tháng này thu hồ sơ ở tầng 2 (ví dụ).",
    ]
    assert said.answer is not None
    assert [line.label for line in said.answer.lines] == ["note", "note", "office", "notice"]
    assert said.custom()["contact"]["office"]["open"] is True


@pytest.mark.parametrize(("topic", "country"), [("fee", "vn"), ("place", "cn")])
def test_it_says_nothing_where_nobody_asks_for_it(topic: str, country: str) -> None:
    assert office.beside(reply(topic), question(country=country), AT) == reply(topic)


def test_a_notice_ends_on_its_day() -> None:
    said = office.beside(reply(), question(country="vn"), datetime(2027, 1, 4, 9))
    assert "Thông báo" not in said.text
    assert "Công an phường Mẫu" in said.text


def test_another_offices_conversation_sees_nothing_of_it(folder: Path) -> None:
    (folder / "hai.yml").write_text('name: Hai\nserves: {pages: ["https://hai.example.org/"]}', encoding="utf-8")
    assert "Hai" in office.beside(reply(), question(country="vn", office="hai"), AT).text
    assert "Mẫu" not in office.beside(reply(), question(country="vn", office="hai"), AT).text
    assert office.beside(reply(), question(country="vn", office="gone"), AT) == reply()


def test_its_country_is_meant_where_nothing_else_tells() -> None:
    assert office.country_of(question(country=None)) == "vn"


def test_without_an_office_nothing_changes(folder: Path) -> None:
    (folder / "example.yml").unlink()
    assert office.beside(reply(), question(country="vn"), AT) == reply()
    assert office.country_of(question(country=None)) is None


def test_a_live_notice_is_shown_beneath_those_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = [notice(topics=("place",), first=AT.date(), last=AT.date()), notice(office="another-office")]
    live = [LiveNotice(id=number, draft=draft, author="lan", answers_for="lan") for number, draft in enumerate(drafts)]
    known = replace(current.NOTHING, notices=tuple(live))
    monkeypatch.setattr(current, "current", lambda: known)
    said = office.beside(reply(), question(country="vn"), AT)
    assert said.text.splitlines()[2:] == [
        "Thông báo: Trong tháng này thu hồ sơ ở tầng 2 (ví dụ).",
        "Thông báo: Quầy nghỉ hai ngày.",
    ]
    assert "Quầy nghỉ" not in office.beside(reply("fee"), question(country="vn"), AT).text
