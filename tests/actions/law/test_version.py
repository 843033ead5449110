from __future__ import annotations

from pathlib import Path

from actions.law.version import LENGTH, data_version


def test_the_same_content_has_the_same_version(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
        (folder / "fees.yml").write_text("fee_lines: []", encoding="utf-8")
    assert data_version((one,)) == data_version((two,))
    assert len(data_version((one,))) == LENGTH


def test_a_changed_or_renamed_file_is_another_version(tmp_path: Path) -> None:
    versions = set()
    for name, content in (("a.yml", "x"), ("a.yml", "y"), ("b.yml", "y")):
        folder = tmp_path / f"{name}-{content}"
        folder.mkdir()
        (folder / name).write_text(content, encoding="utf-8")
        versions.add(data_version((folder,)))
    assert len(versions) == 3
