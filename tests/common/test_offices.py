from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from common.offices import Offices


def write(folder: Path, key: str, content: str, at: int) -> None:
    path = folder / f"{key}.yml"
    path.write_text(content, encoding="utf-8")
    os.utime(path, ns=(at, at))


def names(offices: Offices) -> list[str]:
    return [office.name.vi for office in offices.all()]


def test_without_a_folder_there_is_no_office(tmp_path: Path) -> None:
    offices = Offices(tmp_path / "none")
    assert (offices.all(), offices.find(), offices.named("a")) == ((), None, None)


def test_a_change_holds_at_once(tmp_path: Path) -> None:
    offices = Offices(tmp_path)
    write(tmp_path, "a", "name: Một", 1)
    assert names(offices) == ["Một"]
    write(tmp_path, "a", "name: Hai", 2)
    assert names(offices) == ["Hai"]
    (tmp_path / "a.yml").unlink()
    assert names(offices) == []


def test_a_broken_file_keeps_its_last_good_version_and_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    offices = Offices(tmp_path)
    write(tmp_path, "a", "name: Một", 1)
    assert names(offices) == ["Một"]
    write(tmp_path, "a", "name: Hai\nmap: nowhere", 2)
    with caplog.at_level(logging.ERROR):
        assert names(offices) == ["Một"]
        assert names(offices) == ["Một"]
    assert len(caplog.messages) == 1
    assert "a.yml: map: 'nowhere' is no address" in caplog.text
    assert "its last good version stays in use" in caplog.text
    write(tmp_path, "a", "name: Hai", 3)
    assert names(offices) == ["Hai"]


def test_a_broken_file_without_a_good_version_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, "a", "nom: Một", 1)
    write(tmp_path, "b", "name: Hai", 1)
    assert names(Offices(tmp_path)) == ["Hai"]
    assert "the office is left out" in caplog.text


class TestSeveral:
    @pytest.fixture
    def offices(self, tmp_path: Path) -> Offices:
        write(tmp_path, "a", 'name: Một\nserves: {accounts: [telegram], pages: ["https://x.vn/mot"]}', 1)
        write(tmp_path, "b", 'name: Hai\nserves: {pages: ["https://x.vn/", "https://x.vn/mot/hai"]}', 1)
        return Offices(tmp_path)

    @pytest.mark.parametrize(
        ("account", "page", "key"),
        [
            ("telegram", None, "a"),
            ("zalo", None, None),
            (None, "https://x.vn/", "b"),
            (None, "https://x.vn/mot", "a"),
            (None, "https://x.vn/mot/trang", "a"),
            (None, "https://x.vn/mottrang", "b"),
            (None, "https://x.vn/mot/hai/ba", "b"),
            (None, "https://y.vn/", None),
            (None, None, None),
        ],
    )
    def test_account_and_page_lead_to_their_office_alone(
        self, offices: Offices, account: str | None, page: str | None, key: str | None
    ) -> None:
        found = offices.find(account, page)
        assert (found.key if found else None) == key

    def test_one_for_all_serves_whatever_is_nobodys(self, offices: Offices, tmp_path: Path) -> None:
        write(tmp_path, "c", "name: Ba", 1)
        found = offices.find(None, "https://y.vn/")
        assert found is not None
        assert found.key == "c"
        assert offices.named(None) is found
        write(tmp_path, "d", "name: Bốn", 1)
        assert offices.find(None, "https://y.vn/") is None, "of two nobody can tell which is meant"


@pytest.mark.parametrize(("key", "wanted"), [("a", True), ("b", False), ("none", False), (None, True)])
def test_a_second_person_is_wanted_by_an_office_and_for_all_where_any_wants_one(
    tmp_path: Path, key: str | None, wanted: bool
) -> None:
    write(tmp_path, "a", "name: Một\nsecond_person: true", 1)
    write(tmp_path, "b", "name: Hai", 1)
    assert Offices(tmp_path).wants_second_person(key) is wanted
