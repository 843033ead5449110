from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from actions.corrections.current import SECONDS, SECONDS_AWAY, Following
from common.corrections import store
from common.corrections.tables import Table
from common.database import address
from tests.common.corrections.made import DAY, draft, notice

T = TypeVar("T")


class Desk:
    """Writes into the database as the bridge does."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(address(url))
        Table.metadata.create_all(self.engine)

    def do(self, work: Callable[[Session], T]) -> T:
        with Session(self.engine) as session, session.begin():
            return work(session)

    def approve(self, phrase: str) -> int:
        def work(session: Session) -> int:
            number = store.write(session, draft(phrases={"vi": (phrase,)}), "lan").id
            store.propose(session, number)
            return store.approve(session, number, "minh", DAY, True).id

        return self.do(work)


class Server:
    """An action server that follows the database at `url`, with a clock that is set by hand."""

    def __init__(self, url: str) -> None:
        self.now, self.encoded = 0.0, list[str]()
        self.following = Following(address(url), self.encode, lambda: self.now)

    def encode(self, text: str, _language: str) -> np.ndarray:
        self.encoded.append(text)
        return np.ones(4, np.float32) / 2

    def said(self) -> list[int]:
        return [one.id for one in self.following.known().corrections]


@pytest.mark.sqlite
def test_before_there_is_a_database_there_are_no_corrections_and_no_file_is_made(
    database_url: str, tmp_path: Path
) -> None:
    assert Server(database_url).said() == []
    assert list(tmp_path.iterdir()) == []


def test_a_correction_answers_within_a_second(database_url: str) -> None:
    server = Server(database_url)
    assert server.said() == []
    number = Desk(database_url).approve("bao lâu có thẻ")
    server.now += SECONDS
    assert server.said() == [number]
    assert server.following.known().vectors.shape == (1, 4)


def test_the_database_is_looked_at_once_a_second_at_most(database_url: str) -> None:
    desk, server = Desk(database_url), Server(database_url)
    first = desk.approve("một")
    assert server.said() == [first]
    second = desk.approve("hai")
    server.now += SECONDS / 2
    assert server.said() == [first]
    server.now += SECONDS / 2
    assert server.said() == [first, second]


def test_only_new_phrases_are_encoded(database_url: str) -> None:
    desk, server = Desk(database_url), Server(database_url)
    desk.approve("một")
    server.said()
    desk.approve("hai")
    server.now += SECONDS
    server.said()
    assert server.encoded == ["một", "hai"]


def test_one_that_ended_is_said_no_more(database_url: str) -> None:
    desk, server = Desk(database_url), Server(database_url)
    desk.approve("một")
    assert len(server.said()) == 1
    desk.do(lambda session: store.account_ended(session, "lan", DAY))
    server.now += SECONDS
    assert server.said() == []


@pytest.mark.sqlite
def test_a_database_away_keeps_the_last_good_ones_and_is_told_once(
    database_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk, server = Desk(database_url), Server(database_url)
    number = desk.approve("một")
    assert server.said() == [number]
    desk.engine.dispose()
    (tmp_path / "bridge.db").write_bytes(b"no database")
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            server.now += SECONDS_AWAY
            assert server.said() == [number]
    (told,) = caplog.records
    assert "the last ones stay in use" in told.getMessage()
    assert "một" not in told.getMessage()


def test_notices_are_those_of_the_office_and_of_all(database_url: str) -> None:
    desk, server = Desk(database_url), Server(database_url)
    for office in (None, "phuong-a", "phuong-b"):
        desk.do(lambda session, office=office: store.write_notice(session, notice(office=office), "lan"))  # type: ignore[misc]
    shown = server.following.known().notices_on(DAY, "page", "phuong-a")
    assert {one.draft.office for one in shown} == {None, "phuong-a"}
    assert server.following.known().notices_on(DAY, "widget", "phuong-a") == []
