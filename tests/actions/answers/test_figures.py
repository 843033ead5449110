"""What the sources say in the place of a figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.answers import fee, figures
from actions.question import Question
from actions.reply import Reply
from actions.search.searcher import Verdict
from actions.sources.library import Passage
from tests.actions.made import TODAY, FixedSearch, know, question, real_library

FEE_OF_A_CARD = question("làm lại thẻ mất bao nhiêu", intent="fee", document="can_cuoc", reason="lost")


def passage(topic: str, **changes: Any) -> Passage:
    """A passage on `topic` that is in force and that no figure cites."""
    return replace(real_library().passage("luat-26-2023-qh15#d21"), topics=(topic,), documents=(), **changes)


def said(
    monkeypatch: pytest.MonkeyPatch,
    *found: Passage,
    asked: Question = FEE_OF_A_CARD,
    verdict: Verdict = "answer",
    chance: float = 0.6,
) -> Reply:
    """What is said where the search finds these passages beside the fee."""
    know(monkeypatch, passages=FixedSearch(found, chance, verdict))
    return figures.in_its_place(fee.answer(asked, TODAY), asked, TODAY, "fee")


def test_the_tables_of_the_law_tell_five_topics() -> None:
    assert set(figures.COMPUTED) == {"fee", "exemption", "timeline", "validity", "checklist"}


def test_a_passage_on_the_fee_leaves_the_figure_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    reply = said(monkeypatch, passage("fee"))
    assert (reply.computed or {})["in_person"] == 35000


def test_a_passage_that_the_figure_cites_is_not_said_again(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch)
    cited = fee.answer(FEE_OF_A_CARD, TODAY).citations[0]["ref"]
    assert said(monkeypatch, real_library().passage(cited)).status == "computed"


def test_where_the_search_is_not_sure_the_figure_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, passage("fee"), verdict="suggest").status == "computed"
    assert said(monkeypatch, verdict="abstain", chance=0.0).status == "computed"


def test_what_is_asked_is_no_figure_where_the_best_passage_is_on_something_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unsure = replace(FEE_OF_A_CARD, sure=0.8)
    assert said(monkeypatch, passage("penalty"), asked=unsure).status == "retrieved"


def test_where_the_understanding_is_sure_of_the_figure_the_search_must_be_surer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sure = replace(FEE_OF_A_CARD, sure=0.95)
    assert said(monkeypatch, passage("penalty"), asked=sure, chance=0.8).status == "computed"
    assert said(monkeypatch, passage("penalty"), asked=sure, chance=0.95).status == "retrieved"


def test_a_passage_on_something_else_that_is_hardly_likely_leaves_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    below = figures.INSTEAD - 0.01
    assert said(monkeypatch, passage("penalty"), verdict="suggest", chance=below).status == "computed"


def test_where_nothing_is_sure_the_nearest_passages_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    guess = replace(FEE_OF_A_CARD, sure=0.2)
    reply = said(monkeypatch, passage("penalty"), asked=guess, verdict="suggest", chance=0.2)
    assert (reply.status, reply.reason) == ("clarify", "did_you_mean")


@pytest.mark.parametrize("changes", [{"text": "/fee"}, {"text": ""}, {"intent": "inform"}])
def test_a_button_or_a_detail_gets_the_figure_alone(monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any]) -> None:
    assert said(monkeypatch, passage("fee"), asked=replace(FEE_OF_A_CARD, **changes)).status == "computed"


def test_a_passage_on_another_document_is_not_said_beside_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    of_an_account = replace(passage("fee"), documents=("electronic_id",))
    assert said(monkeypatch, of_an_account).status == "computed"


def test_what_one_province_once_charged_is_not_said_beside_the_law_of_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    page = next(one for one in real_library().sources.values() if one.kind == "page")
    once = passage("fee", source=page.id, in_force_to=date(2023, 12, 31))
    assert said(monkeypatch, once).status == "computed"
