from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.nlu import known_entities
from bot.nlu.entities import find_entities

TODAY = date(2026, 11, 22)
TEXTS = ["mất thẻ căn cước ngày mai", "lệ phí", "mất thẻ căn cước ngày mai"]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are looked through."""
    seen: list[str] = []

    def looked_through(text: str, today: date) -> list[dict[str, Any]]:
        seen.append(text)
        return find_entities(text, today)

    monkeypatch.setattr(known_entities, "find_entities", looked_through)
    return seen


def test_each_text_is_looked_through_once_and_gets_what_is_in_it(found: list[str], tmp_path: Path) -> None:
    file = tmp_path / "models" / "entities.json"
    expected = [find_entities(text, TODAY) for text in TEXTS]
    for _ in range(2):
        assert known_entities.entities_of(TEXTS, TODAY, file) == expected
    assert known_entities.entities_of(["lệ phí", "ở đâu"], TODAY, file)[1] == find_entities("ở đâu", TODAY)
    assert found == [*TEXTS[:2], "ở đâu"]


def test_who_changes_an_entity_changes_no_other(found: list[str], tmp_path: Path) -> None:
    first, _, third = known_entities.entities_of(TEXTS, TODAY, tmp_path / "e.json")
    first[0]["value"] = "something else"
    assert third[0]["value"] != "something else"


def test_another_day_other_code_or_other_phrases_are_looked_through_anew(
    found: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, rule = tmp_path / "e.json", tmp_path / "rule.yml"
    monkeypatch.setattr(known_entities, "_files", lambda: [rule])
    rule.write_text("one")
    known_entities.entities_of(["mai"], TODAY, file)
    known_entities.entities_of(["mai"], TODAY + timedelta(days=1), file)
    rule.write_text("another")
    known_entities.entities_of(["mai"], TODAY + timedelta(days=1), file)
    assert found == ["mai"] * 3
