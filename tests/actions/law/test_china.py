"""China: what the law of 2003 and 2011 and the practice of the years make of a case (fact base, topic G)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.law import loading
from actions.law.checklists import Checklist, ChecklistCase, checklist
from actions.law.deadlines import DeadlineCase, deadline, time_limits
from actions.law.errors import CaseError
from actions.law.fees import FeeCase, fee
from actions.sources.library import Library

TODAY = date(2026, 11, 29)
LIBRARY = Library.load(added=None)


def listed(reason: str, day: date = TODAY) -> Checklist:
    return checklist(ChecklistCase(document="cn_id", reason=reason, age=30, day=day))


@pytest.mark.parametrize(
    ("reason", "day", "usual", "poor"),
    [
        ("first_card", "2018-03-31", 20, 0),
        ("first_card", "2018-04-01", 0, 0),
        ("expired", "2004-01-01", 20, 0),
        ("expired", "2026-11-29", 20, 0),
        ("name_change", "2026-11-29", 20, 20),
        ("lost", "2026-11-29", 40, 40),
        ("damaged", "2026-11-29", 40, 40),
    ],
)
def test_article_21_frees_the_poor_from_first_issue_and_expiry_renewal(
    reason: str, day: str, usual: int, poor: int
) -> None:
    case: dict[str, Any] = {"document": "cn_id", "reason": reason, "day": date.fromisoformat(day)}

    assert fee(FeeCase(**case)).in_person == usual
    found = fee(FeeCase(**case, persons=("poor",)))
    assert found.in_person == poor
    assert not found.doubts or day < "2018-04-01"
    if usual and not poor:
        assert "cn-id-law#d21" in found.basis
        assert found.free_reason is not None
        assert "special hardship" in found.free_reason.en


def _fee_notes(reason: str) -> list[str]:
    return [note.en for note in fee(FeeCase(document="cn_id", reason=reason, day=TODAY)).notes]


def test_who_is_not_on_benefits_hears_of_a_reduction_on_renewal() -> None:
    assert any("real difficulty may ask for a reduction" in note for note in _fee_notes("expired"))


@pytest.mark.parametrize("reason", ["lost", "damaged"])
def test_article_21_lowers_no_fee_for_a_lost_or_damaged_card(reason: str) -> None:
    notes = _fee_notes(reason)
    assert any("only for a first card and a renewal" in note for note in notes)
    assert not any("may ask for a reduction" in note for note in notes)


@pytest.mark.parametrize(
    ("reason", "day", "anywhere"),
    [
        ("expired", "2016-06-01", False),
        ("lost", "2017-06-30", False),
        ("lost", "2017-07-01", True),
        ("expired", "2026-11-29", True),
        ("first_card", "2017-07-01", False),
        ("first_card", "2023-12-31", False),
        ("first_card", "2024-05-27", True),
        ("first_card", "2026-11-29", True),
    ],
)
def test_where_to_go_by_period(reason: str, day: str, anywhere: bool) -> None:
    found = listed(reason, date.fromisoformat(day))

    assert found.place is not None
    assert ("anywhere in China" in found.place.en) is anywhere
    assert any("bad record" in note.en for note in found.notes) is anywhere


def test_the_day_in_2024_from_which_first_cards_were_made_anywhere_is_doubted() -> None:
    assert any("27 May 2024" in doubt.en for doubt in listed("first_card", date(2024, 3, 1)).doubts)
    assert not any("27 May 2024" in doubt.en for doubt in listed("first_card").doubts)


@pytest.mark.parametrize("channel", [None, "online", "in_person"])
@pytest.mark.parametrize("procedure", ["first", "exchange", "reissue"])
def test_the_law_s_sixty_and_thirty_days_lead_on_every_channel(procedure: str, channel: str | None) -> None:
    found = time_limits("cn_id", procedure, TODAY, channel=channel)

    leading = found[0]
    assert (leading.role, leading.days, leading.unit, leading.extension) == ("limit", 60, "calendar", 30)
    assert all(row.role == "also" for row in found[1:])


def test_xinjiang_and_guizhou_are_examples_of_online_reissue() -> None:
    found = deadline(DeadlineCase(document="cn_id", procedure="reissue", channel="online", received=date(2026, 6, 1)))

    assert (found.limit.days, found.limit.unit, found.last_day) == (60, "calendar", date(2026, 7, 31))
    assert [(one.limit.days, one.limit.unit) for one in found.sooner] == [(20, "working"), (30, "working")]
    said = " ".join(one.doubt.en for one in found.sooner if one.doubt)
    assert "Xinjiang" in said
    assert "Guizhou" in said


@pytest.mark.parametrize("day", ["2004-06-01", "2013-06-03", "2025-07-11"])
def test_an_example_does_not_answer_for_a_day_before_it_is_known(day: str) -> None:
    assert [row.days for row in time_limits("cn_id", "reissue", date.fromisoformat(day), channel="online")] == [60]


def test_nothing_before_the_law_of_2004() -> None:
    with pytest.raises(CaseError) as caught:
        time_limits("cn_id", "reissue", date(2003, 12, 31), channel="online")
    assert caught.value.code == "before_document"


def test_every_time_limit_has_a_first_day_not_before_its_documents() -> None:
    law = loading.load()
    for row in law.time_limits:
        assert row.valid_from is not None, row.id
        for document in row.documents:
            assert row.valid_from >= law.document(document).first, row.id


def test_a_loss_is_reported_by_applying_and_the_loser_does_not_answer_for_misuse() -> None:
    found = listed("lost")

    assert any("itself reports the loss" in note.en and "not answerable" in note.en for note in found.notes)
    assert {"cn-loss-reply#bao-mat", "cn-loss-reply#trach-nhiem"} <= set(found.basis)
    assert not any("reports the loss" in note.en for note in listed("damaged").notes)


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("cn-gb-11643-1999#so", ("18", "1/10/1999")),
        ("cn-id-law#d16", ("200",)),
        ("cn-id-law#d17", ("200", "10")),
        ("cn-id-law#d18", ("16", "17")),
        ("cn-yidi-banli#doi-cap-lai", ("1/7/2017",)),
        ("cn-yidi-banli#lan-dau", ("27/5/2024",)),
    ],
)
def test_what_is_said_in_words(ref: str, said: tuple[str, ...]) -> None:
    for figure in said:
        assert figure in LIBRARY.passage(ref).say("es")
