from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu import known_entities


@pytest.fixture(autouse=True)
def _entities_are_kept_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the entities of toy examples out of models/."""
    monkeypatch.setattr(known_entities, "FILE", tmp_path / "entities.json")
