from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from common.corrections import store
from common.corrections.store import RefusedError
from common.corrections.tables import Table
from common.database import address
from tests.common.corrections.made import DAY, LAST, draft, notice


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    engine = create_engine(address(database_url))
    Table.metadata.create_all(engine)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def live(session: Session, by: str = "lan", office: str | None = None) -> int:
    """A correction on which somebody's account stands."""
    number = store.write(session, draft(office=office), by).id
    store.propose(session, number)
    store.approve(session, number, "minh", DAY, second_person=True)
    return number


def test_a_correction_is_written_proposed_and_approved(session: Session) -> None:
    number = live(session)
    (said,) = store.said(session)
    assert (said.id, said.state, said.author, said.approved_by, said.approved_on) == (
        number,
        "approved",
        "lan",
        "minh",
        DAY,
    )
    assert said.draft == draft()


def test_every_change_raises_the_version(session: Session) -> None:
    versions = [store.version(session)]
    number = store.write(session, draft(), "lan").id
    versions.append(store.version(session))
    store.propose(session, number)
    versions.append(store.version(session))
    store.approve(session, number, "lan", DAY, second_person=False)
    versions.append(store.version(session))
    store.end(session, number, DAY)
    versions.append(store.version(session))
    store.write_notice(session, notice(), "lan")
    versions.append(store.version(session))
    assert versions == [0, 1, 2, 3, 4, 5]


def test_a_second_person_approves_where_the_office_wants_one(session: Session) -> None:
    number = store.write(session, draft(), "lan").id
    store.propose(session, number)
    with pytest.raises(RefusedError, match="second person"):
        store.approve(session, number, "lan", DAY, second_person=True)
    assert store.approve(session, number, "lan", DAY, second_person=False).state == "approved"


def test_other_words_are_a_draft_of_whoever_wrote_them(session: Session) -> None:
    number = store.write(session, draft(), "lan").id
    store.propose(session, number)
    changed = store.write(session, draft(lead={"vi": "Bảy ngày."}), "minh", number)
    assert (changed.state, changed.author, changed.version) == ("draft", "minh", 3)


def test_what_is_approved_is_changed_no_more(session: Session) -> None:
    with pytest.raises(RefusedError, match="it is approved by now"):
        store.write(session, draft(), "lan", live(session))


def test_it_ends_with_the_account_that_answers_for_it(session: Session) -> None:
    number = live(session, by="lan")
    assert store.account_ended(session, "minh", DAY) == 0
    assert store.account_ended(session, "lan", DAY) == 1
    assert store.said(session) == []
    ended = store.correction(session, number)
    assert ended is not None
    assert (ended.ended_on, ended.ended_because) == (DAY, store.ACCOUNT_ENDED)


def test_who_takes_it_over_keeps_it(session: Session) -> None:
    number = live(session, by="lan")
    store.take_over(session, number, "minh", DAY)
    store.account_ended(session, "lan", DAY)
    assert [one.answers_for for one in store.said(session)] == ["minh"]


def test_one_that_ended_with_its_account_can_be_taken_over_until_its_day(session: Session) -> None:
    number = live(session, by="lan")
    store.account_ended(session, "lan", DAY)
    with pytest.raises(RefusedError, match="days are over"):
        store.take_over(session, number, "minh", date.fromordinal(LAST.toordinal() + 1))
    assert store.take_over(session, number, "minh", DAY).state == "approved"


def test_what_was_withdrawn_stays_so(session: Session) -> None:
    number = live(session)
    store.end(session, number, DAY)
    with pytest.raises(RefusedError, match="withdrawn"):
        store.take_over(session, number, "minh", DAY)


def test_an_office_sees_its_own_and_what_is_for_all(session: Session) -> None:
    for office in ("phuong-a", "phuong-b", None):
        store.write(session, draft(office=office), "lan")
        store.write_notice(session, notice(office=office), "lan")
    assert [one.draft.office for one in store.corrections(session, "phuong-a")] == [None, "phuong-a"]
    assert [one.draft.office for one in store.notices(session, "phuong-a")] == [None, "phuong-a"]
    assert len(store.corrections(session)) == 3


def test_a_notice_ends_by_hand_and_with_its_account(session: Session) -> None:
    first = store.write_notice(session, notice(), "lan").id
    second = store.write_notice(session, notice(), "lan").id
    store.end_notice(session, first, DAY)
    store.account_ended(session, "lan", DAY)
    assert [one.ended_on for one in store.notices(session)] == [DAY, DAY]
    assert second != first
