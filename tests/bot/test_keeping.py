"""The timer of the Rasa process that ends what is kept."""

from __future__ import annotations

import asyncio
import contextlib
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from bot import keeping
from bot.tracker_store import TABLE, DialogueStore
from tests.bot.site import DOMAIN, Dialogue


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DialogueStore:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DELETIONS_DIR", str(tmp_path / "deletions"))
    made = DialogueStore(DOMAIN, f"sqlite:///{tmp_path}/dialogue.db")
    with made._connection() as connection:
        for name, days in (("old", 31), ("new", 29)):
            row = {"conversation": name, "version": 1, "updated": time.time() - days * 86400, "events": "[]"}
            connection.execute(TABLE.insert(), row)
    return made


def run(app: Any, seconds: float = 0.3) -> None:
    async def scenario() -> None:
        task = asyncio.ensure_future(keeping.keep(app))
        await asyncio.sleep(seconds)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    asyncio.run(scenario())


def kept(store: DialogueStore) -> list[str]:
    with store._connection() as connection:
        return sorted(row.conversation for row in connection.execute(sa.select(TABLE.c.conversation)))


def test_it_ends_what_has_been_kept_for_as_long_as_is_set(
    store: DialogueStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEEP_DAYS", "30")
    run(SimpleNamespace(ctx=SimpleNamespace(agent=Dialogue(store))))
    assert kept(store) == ["new"]


def test_it_waits_for_the_model_and_goes_on_after_a_failure(
    store: DialogueStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(keeping, "LOADING_SECONDS", 0.01)
    monkeypatch.setattr(keeping, "TIDY_SECONDS", 0.01)
    run(SimpleNamespace(ctx=SimpleNamespace(agent=None)), 0.05)
    assert kept(store) == ["new", "old"]
    monkeypatch.setenv("KEEP_DAYS", "a week")
    run(SimpleNamespace(ctx=SimpleNamespace(agent=Dialogue(store))))
    assert kept(store) == ["new", "old"]
    assert "what is past its time could not be forgotten: ValueError" in caplog.text


def test_a_setting_that_is_no_number_keeps_rasa_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEEP_DAYS", "a week")
    with pytest.raises(ValueError, match="KEEP_DAYS"):
        keeping.check()
