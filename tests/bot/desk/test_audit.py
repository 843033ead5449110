from __future__ import annotations

from functools import partial

from bot.channels.core.database import Database
from bot.desk import audit
from bot.desk.tables import Account


def account(name: str, office: str | None) -> Account:
    return Account(name=name, role="editor", office=office, password="", made_at=0.0)


def test_an_office_sees_what_its_own_accounts_did(database: Database) -> None:
    for name, office in (("lan", "phuong-a"), ("minh", "phuong-b"), ("head", None)):
        database.call(partial(audit.note, account=account(name, office), what="signed_in"))

    def seen(office: str | None) -> list[str]:
        return [one.account for one in database.call(lambda session: audit.entries(session, office))]

    assert seen("phuong-a") == ["lan"]
    assert seen(None) == ["head", "minh", "lan"]
