from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date

from bot.channels.core.database import Database
from bot.desk.weeks import seconds_of
from tests.bot.desk.conftest import Clerk
from tests.bot.desk.made import keep

SignedIn = Callable[..., Clerk]
WEEK = "/desk/figures?week=2026-W48"


def test_a_week_is_shown_beside_the_one_before(signed_in: SignedIn, database: Database) -> None:
    at = seconds_of(date(2026, 11, 25))[0]
    keep(database, "một câu", received_at=at, topic="fee", status="computed", language="es")
    keep(database, "tuần trước", received_at=at - 7 * 24 * 3600)
    page = signed_in().get(WEEK).text
    assert "23/11/2026 – 29/11/2026" in page
    assert "the week before: 1" in page
    assert "Spanish" in page
    assert "một câu" not in page  # figures hold no words


def test_the_export_counts_by_everything(signed_in: SignedIn, database: Database) -> None:
    at = seconds_of(date(2026, 11, 25))[0]
    for _ in range(3):
        keep(database, "x", received_at=at, topic="fee", status="computed", vote=-1)
    lines = list(csv.DictReader(io.StringIO(signed_in().get("/desk/figures/csv?week=2026-W48").text.lstrip("\ufeff"))))
    assert [(line["day"], line["topic"], line["vote"], line["messages"]) for line in lines] == [
        ("2026-11-25", "fee", "down", "3")
    ]


def test_a_week_without_messages_says_so(signed_in: SignedIn) -> None:
    assert "There were no messages in this week." in signed_in().get("/desk/figures?week=2020-W01").text
