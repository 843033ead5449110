"""docs/dependencies.md speaks of the versions that are pinned."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

DOCUMENT = Path("docs/dependencies.md").read_text(encoding="utf-8")


def pins(file: str) -> dict[str, str]:
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    return dict(re.split("==|;", line)[:2] for line in lines if "==" in line)


def test_the_table_names_versions_that_are_pinned() -> None:
    pinned = pins("bot/requirements.txt")
    rows = re.findall(r"^\| ([a-z][^|]+) \| ([\d., ]+) \|", DOCUMENT, re.MULTILINE)
    said = {
        name: version
        for names, versions in rows
        for name, version in zip(names.split(", "), versions.split(", "), strict=False)
    }
    assert len(said) >= 12
    assert {name: pinned.get(name) for name in said} == {name: version.strip() for name, version in said.items()}


def test_rasa_is_the_one_that_is_spoken_of() -> None:
    assert f"Rasa Open Source {pins('bot/requirements.txt')['rasa']}" in DOCUMENT


def test_what_old_pythons_need_is_said() -> None:
    assert 'async-timeout==5.0.1; python_full_version < "3.11.3"' in Path("actions/requirements.txt").read_text()


def test_npm_is_spoken_of_for_every_folder_that_uses_it_and_nothing_of_it_reaches_a_browser() -> None:
    listed = subprocess.run(["git", "ls-files", "*package.json"], capture_output=True, text=True, check=True)
    packages = [Path(name) for name in listed.stdout.splitlines()]
    (said,) = re.findall(r"^`npm audit`.*?\n\n", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert {f"`{package.parent}`" for package in packages} <= set(re.findall(r"`[\w/]+`", said))
    assert not any("dependencies" in json.loads(package.read_text(encoding="utf-8")) for package in packages)
    scripts = [*Path("bot/widget/src").glob("*.js"), *Path("bot/widget/page").glob("*.js")]
    imported = {
        name for path in scripts for name in re.findall(r"^import [^;]*?'([^']+)'", path.read_text(), re.MULTILINE)
    }
    assert scripts
    assert [name for name in imported if not name.startswith(".")] == []
