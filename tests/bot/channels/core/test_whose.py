from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.channels.core import switch, whose
from bot.channels.core.settings import Settings
from common import offices

DOCUMENT = Path(__file__).parents[4] / "docs" / "offices.md"


@pytest.fixture(autouse=True)
def two_offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "phuong-a.yml").write_text("name: A\nserves: {accounts: [telegram]}\n", encoding="utf-8")
    (tmp_path / "phuong-b.yml").write_text("name: B\n", encoding="utf-8")
    (tmp_path / "phuong-d.yml").write_text("name: D\nserves: {pages: ['https://d.example/']}\n", encoding="utf-8")
    here = offices.Offices(tmp_path)
    monkeypatch.setattr(offices, "current", lambda: here)


def test_a_message_is_of_the_office_that_the_page_told_else_of_the_channels() -> None:
    assert whose.office_of("web", {"office": "phuong-a"}) == "phuong-a"
    assert whose.office_of("telegram", {}) == "phuong-a"
    assert whose.office_of("web", {}) == "phuong-b"  # that of everything else


def test_a_key_that_is_no_offices_is_nobodys() -> None:
    assert whose.office_of("telegram", {"office": "phuong-c"}) is None


def test_the_dialogue_is_told_the_channels_office_where_a_file_names_it() -> None:
    assert whose.of_the_channel("telegram") == {"office": "phuong-a"}
    assert whose.of_the_channel("web") == {}


def test_a_page_is_of_the_office_whose_file_names_its_address() -> None:
    assert whose.of_the_page("https://d.example/card") == {"office": "phuong-d"}
    assert whose.of_the_page("https://elsewhere.example/") == {}


def test_the_accounts_that_the_document_names_are_the_channels() -> None:
    said = re.search(r"`serves\.accounts` names channels \(([^)]+)\)", DOCUMENT.read_text(encoding="utf-8"))
    assert said is not None
    assert {"web", *re.findall(r"`(\w+)`", said.group(1))} == set(switch.CHANNELS)


def test_a_second_account_of_a_channel_would_need_a_second_token() -> None:
    said = re.findall(r"`([A-Z_]+_TOKEN)`", DOCUMENT.read_text(encoding="utf-8"))
    assert len(said) == len(set(switch.CHANNELS) - {"web"})
    assert {Settings.model_fields[name.lower()].annotation for name in said} <= {str, str | None}
    assert whose.of_the_channel("telegram:7") == {}
