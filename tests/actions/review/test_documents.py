from __future__ import annotations

import base64
import os
import time
from pathlib import Path
from typing import Any

import pytest

from actions import settings
from actions.review import documents
from actions.sources.fetching import RefusedError
from actions.sources.library import Library
from tests.actions.sources.test_adding import TEXT

SAID = {
    "name": "lich.txt",
    "title": "Quyết định về lịch tiếp dân",
    "number": "7/QĐ-UBND",
    "issuer": "UBND phường Mẫu",
    "kind": "decision",
    "language": "vi",
    "in_force_from": "2026-10-01",
    "in_force_to": "",
}


def sent(text: str = TEXT, **other: Any) -> dict[str, Any]:
    return {**SAID, "data": base64.b64encode(text.encode()).decode(), **other}


@pytest.fixture(autouse=True)
def knowledge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of added documents of the test's own, and none of our sources."""
    monkeypatch.setattr(settings, "ADDED", tmp_path)
    monkeypatch.setattr(Library, "load", classmethod(lambda _class: Library({}, {})))
    return tmp_path


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What would be run, as at the command line."""
    run: list[tuple[str, ...]] = []
    monkeypatch.setattr(documents, "_run", lambda *arguments: run.append(arguments))
    return run


def test_a_file_is_shown_as_it_was_understood_beside_its_own_text() -> None:
    shown = documents.look(sent())
    assert (shown["id"], shown["replaces"], shown["doubts"]) == ("7-qd-ubnd", False, [])
    assert shown["original"] == TEXT.splitlines()
    assert any(line.startswith("kept: 100.0%") for line in shown["outline"])


def test_a_yes_runs_the_operators_own_command(commands: list[tuple[str, ...]], knowledge: Path) -> None:
    key = documents.look(sent())["key"]
    assert documents.add(key, looked_through=False) == "7-qd-ubnd"
    assert commands == [
        (
            "add", str(knowledge / "held" / key / "lich.txt"), "--yes", "--title", "Quyết định về lịch tiếp dân",
            "--number", "7/QĐ-UBND", "--issuer", "UBND phường Mẫu", "--kind", "decision",
            "--in-force-from", "2026-10-01", "--language", "vi",
        )
    ]  # fmt: skip
    assert not (knowledge / "held" / key).exists()


def test_what_is_doubtful_is_added_only_when_it_was_looked_at(commands: list[tuple[str, ...]]) -> None:
    shown = documents.look(sent(TEXT.replace("Điều 2.", "Điều 5.")))
    assert shown["doubts"]
    with pytest.raises(RefusedError, match="doubtful"):
        documents.add(shown["key"], looked_through=False)
    documents.add(shown["key"], looked_through=True)
    assert len(commands) == 1


def test_a_file_that_waited_too_long_is_gone(knowledge: Path) -> None:
    key = documents.look(sent())["key"]
    long_ago = time.time() - documents.HELD_SECONDS - 1
    os.utime(knowledge / "held" / key, (long_ago, long_ago))
    documents.look(sent(TEXT + " Thêm."))
    with pytest.raises(RefusedError, match="waited too long"):
        documents.add(key, looked_through=True)


@pytest.mark.parametrize("key", ["", "../..", "a" * 64, None])
def test_only_a_file_that_was_shown_can_be_added(key: Any) -> None:
    with pytest.raises(RefusedError, match="send it again"):
        documents.add(key, looked_through=True)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": "a.exe"}, "are not read"),
        ({"name": ""}, "are not read"),
        ({"data": "%%"}, "did not arrive whole"),
        ({"data": ""}, "empty"),
        ({"title": " "}, "title is missing"),
        ({"kind": "rumour"}, "kind or the language"),
        ({"language": "fr"}, "kind or the language"),
        ({"in_force_from": "2026-02-30"}, "is no day"),
        ({"in_force_to": "2026-09-01"}, "ends before it begins"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(wrong: dict[str, Any], why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        documents.look(sent(**wrong))


def test_a_name_leads_to_no_other_folder(knowledge: Path) -> None:
    key = documents.look(sent(name="../../x/đơn;1.txt"))["key"]
    assert sorted(path.name for path in (knowledge / "held" / key).iterdir()) == ["told.json", "đơn_1.txt"]


def test_only_an_added_document_is_removed(commands: list[tuple[str, ...]]) -> None:
    with pytest.raises(RefusedError, match="no such added document"):
        documents.remove("luat-26-2023-qh15")
    assert commands == []
