from __future__ import annotations

from pathlib import Path

import pytest

from actions import settings
from actions.sources import questions
from actions.training import diacritics
from common.diacritics import FILE, DiacriticRestorer
from tests.actions.made import unit


def test_the_counts_are_written_where_both_processes_read_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    monkeypatch.setattr(questions, "load", lambda: (unit("one"),))
    diacritics.main()
    restorer = DiacriticRestorer.read(tmp_path / FILE)
    assert restorer.restore("toi bi mat the can cuoc") == "tôi bị mất thẻ căn cước"
    assert restorer.restore("le phi bao nhieu") == "lệ phí bao nhiêu"
