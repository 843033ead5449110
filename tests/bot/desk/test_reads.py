from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.channels.core.database import OUTAGES, Database
from bot.desk.reads import Reads
from tests.bot.desk.made import keep


@pytest.fixture
def reads(database: Database) -> Reads:
    return Reads(database.url)


def test_it_reads_while_another_one_writes(database: Database, reads: Reads) -> None:
    keep(database, "mất thẻ")
    with database.engine.begin() as writing:
        writing.execute(text("update bridge_messages set text = 'x'"))
        assert reads.call(lambda session: session.scalar(text("select text from bridge_messages"))) == "mất thẻ"


def test_it_cannot_write(reads: Reads) -> None:
    with pytest.raises(OUTAGES, match=r"read-?only"):
        reads.call(lambda session: session.execute(text("delete from bridge_messages")))
