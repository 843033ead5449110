from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.core.settings import Settings
from scripts import models, surroundings
from scripts.doctor import built


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty tree, and no settings of the machine's own."""
    monkeypatch.chdir(tmp_path)
    for name in (*Settings.model_fields, "assistant_today"):
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def python(tree: Path, name: str, version: str) -> None:
    place = tree / ".venv" / name / "bin" / "python"
    place.parent.mkdir(parents=True)
    place.write_text(f"#!/bin/sh\necho {version}\n")
    place.chmod(0o755)


def test_an_environment_is_missing_wrong_or_right(tree: Path) -> None:
    assert built.environments().fix == "make setup"
    python(tree, "bot", "3.10")
    python(tree, "actions", "3.13")
    assert "3.13, 3.11 is needed" in built.environments().says
    (tree / ".venv/actions/bin/python").write_text("#!/bin/sh\necho 3.11\n")
    assert built.environments().state == "well"


def test_a_python_in_somebodys_home_is_told_of_on_a_server(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python(tree, "bot", "3.10")
    monkeypatch.setattr(built, "HOMES", (tree,))
    monkeypatch.setattr(surroundings, "is_installed", lambda: True)
    assert "may not read" in built.environments().says


def test_models_are_missing_old_or_up_to_date(tree: Path) -> None:
    assert "models/index" in built.trained().says
    for name in models.BUILT:
        (tree / name).mkdir(parents=True)
    (tree / "models/index/.ready").touch()
    (tree / "models/law_pages/index.html").touch()
    (tree / "Makefile").write_text("models/index/.ready: fees.yml\n\ttrue\n")
    assert "changed since" in built.trained().says  # no fees.yml: make cannot say that it is up to date
    (tree / "Makefile").write_text("models/index/.ready:\n\ttrue\n")
    assert built.trained().state == "well"


def test_the_page_is_built_or_not(tree: Path) -> None:
    assert built.page().fix == "make setup"
    (tree / "bot/widget/dist").mkdir(parents=True)
    (tree / "bot/widget/dist/chat.js").touch()
    assert built.page().state == "well"


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("BRIDGE_PORT", "no", "BRIDGE_PORT"),
        ("ZALO_APP_ID", "1", "ZALO_APP_SECRET"),  # half set
        ("ASSISTANT_TODAY", "2026-01-01", "every answer is for that day"),
    ],
)
def test_a_wrong_setting_is_named(setting: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(setting, value)
    found = built.settings_file()
    assert found.state == "fault"
    assert said in found.says + found.fix


def test_an_office_whose_file_cannot_be_read_is_named(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OFFICES_DIR", raising=False)
    assert built.offices().state == "note"
    folder = tree / "var" / "offices"
    folder.mkdir(parents=True)
    (folder / "phuong-a.yml").write_text("name: A\n", encoding="utf-8")
    assert built.offices().says == "phuong-a"
    (folder / "phuong-b.yml").write_text("name: B\ncountry: xx\n", encoding="utf-8")
    assert built.offices().state == "fault"
    assert "phuong-b.yml: country: 'xx' is not known" in built.offices().says
    (folder / "phuong-b.yml").write_text("name: B\n", encoding="utf-8")
    assert "phuong-a, phuong-b are each for everything" in built.offices().says
    (folder / "phuong-b.yml").write_text("name: B\nserves: {accounts: [zalo]}\n", encoding="utf-8")
    assert built.offices().says == "phuong-a, phuong-b"


def test_looking_at_the_settings_makes_no_secret(tree: Path) -> None:
    assert built.settings_file().says == "channels: web"
    assert not (tree / "var").exists()
