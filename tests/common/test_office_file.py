from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import yaml

from common.office import OfficeError, Span
from common.office_file import read_office

EXAMPLE = Path(__file__).parents[2] / "deploy" / "offices" / "example.yml"


def written(folder: Path, **fields: Any) -> Path:
    path = folder / "mau.yml"
    path.write_text(yaml.safe_dump({"name": "Mẫu", **fields}, allow_unicode=True), encoding="utf-8")
    return path


def test_the_example_is_whole_and_says_that_it_is_made_up() -> None:
    office = read_office(EXAMPLE)
    assert "made up" in EXAMPLE.read_text(encoding="utf-8")
    assert (office.key, office.name.en, office.country) == ("example", "Mẫu ward police (example)", "vn")
    assert office.hours[5] == (Span(time(7, 30), time(11, 30)),)
    assert [one.number for one in office.telephones] == ["000 0000 0000"]
    assert office.is_for_all()
    assert office.second_person


def test_all_but_the_name_may_be_left_out(tmp_path: Path) -> None:
    office = read_office(written(tmp_path))
    assert (office.name.es, office.address, office.telephones, dict(office.hours)) == ("Mẫu", None, (), {})
    assert office.holidays == "vn"


def test_a_notice_is_shown_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    notice = {"from": date(2026, 12, 1), "to": date(2026, 12, 3), "show": ["page"], "text": "Tầng 2"}
    office = read_office(written(tmp_path, notices=[notice]))
    shown = [day for day in range(1, 6) if office.notices_on(date(2026, 12, day), "page")]
    assert shown == [1, 2, 3]
    assert office.notices_on(date(2026, 12, 2), "widget") == ()


@pytest.mark.parametrize(
    ("fields", "field", "fix"),
    [
        ({"name": ""}, "name", "write one text, or one for each of vi, es and en"),
        ({"name": {"vi": "Mẫu"}}, "name", "one for each of vi, es and en"),
        ({"adress": "x"}, "adress", "there is no such field"),
        ({"map": "maps.example.org"}, "map", "write it as https://"),
        ({"booking": "javascript:alert(1)"}, "booking", "write it as https://"),
        ({"country": "fr"}, "country", "write vn or cn"),
        ({"second_person": "yes please"}, "second_person", "write true or false"),
        ({"telephones": ["028"]}, "telephones[1]", "write number:"),
        ({"telephones": [{"number": "call me", "for": "x"}]}, "telephones[1].number", "is no number"),
        ({"hours": {"mon": []}}, "hours.mon", "there is no such day"),
        ({"hours": {"monday": ["7h30-11h"]}}, "hours.monday[1]", 'write it as "07:30-11:30"'),
        ({"hours": {"monday": ["11:30-07:30"]}}, "hours.monday[1]", "no span of a day"),
        ({"hours": {"monday": ["07:30-11:30", "11:00-12:00"]}}, "hours.monday", "before the one before it"),
        ({"public_holidays": "es"}, "public_holidays", "write vn or cn"),
        ({"closed": [{"from": "x", "to": "y", "reason": "z"}]}, "closed[1]", "write from: 2026-12-24"),
        ({"notices": [{"text": "x"}]}, "notices[1]", "write from, to, show and text"),
        ({"serves": {"pages": ["http://a.vn"]}}, "serves.pages[1]", "write it as https://"),
    ],
)
def test_a_fault_names_file_field_and_what_to_write(
    tmp_path: Path, fields: dict[str, Any], field: str, fix: str
) -> None:
    with pytest.raises(OfficeError) as told:
        read_office(written(tmp_path, **fields))
    assert [problem for problem in told.value.problems if problem.startswith(f"mau.yml: {field}: ")]
    assert fix in str(told.value)


@pytest.mark.parametrize(
    ("show", "topics"), [(["answers"], []), (["page"], ["fee"]), (["wall"], []), (["answers"], ["x"])]
)
def test_a_notice_in_answers_names_their_topics(tmp_path: Path, show: list[str], topics: list[str]) -> None:
    notice = {"from": date(2026, 12, 1), "to": date(2026, 12, 3), "show": show, "topics": topics, "text": "Tầng 2"}
    with pytest.raises(OfficeError, match=r"mau\.yml: notices\[1\]\.(show|topics)"):
        read_office(written(tmp_path, notices=[notice]))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(OfficeError) as told:
        read_office(written(tmp_path, map="x", country="fr"))
    assert len(told.value.problems) == 2


@pytest.mark.parametrize("content", ["name: [", "just words", "\xff"])
def test_what_is_no_yaml_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "mau.yml"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(OfficeError, match=r"mau\.yml: "):
        read_office(path)


def test_the_files_name_is_a_key(tmp_path: Path) -> None:
    path = tmp_path / "Phường Mẫu.yml"
    path.write_text("name: Mẫu", encoding="utf-8")
    with pytest.raises(OfficeError, match=r"the file's name: write small letters"):
        read_office(path)


def test_where_its_cases_go_is_an_address_or_an_inbox(tmp_path: Path) -> None:
    office = read_office(written(tmp_path, handover={"email": "mot-cua@phuong.example", "inbox": 7}))
    assert (office.handover_email, office.handover_inbox) == ("mot-cua@phuong.example", 7)
    for wrong in ({"email": "phường"}, {"inbox": "seven"}, {"inbox": True}):
        with pytest.raises(OfficeError, match="handover"):
            read_office(written(tmp_path, handover=wrong))
