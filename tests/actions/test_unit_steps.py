"""A question unit answers where it is likely enough, or better than a passage or a question back."""

from __future__ import annotations

from typing import Any

import pytest

from actions.answers import units
from actions.reply import Reply
from actions.unit_steps import nearest_unit, question_unit
from tests.actions.made import LAW, TODAY, FixedSearch, know, question, real_library, unit


def test_a_sure_unit_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch, [unit()], units.ANSWER)
    (reply,) = question_unit(question("có phải đổi thẻ không"), TODAY)
    assert reply.unit == "keep-valid"


def test_an_unsure_one_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch, [unit()], units.ANSWER - 0.01)
    assert question_unit(question("có phải đổi thẻ không"), TODAY) == []


def test_a_less_likely_one_does_where_the_passages_found_are_what_it_rests_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = question("có phải đổi thẻ không")
    its_own, another = real_library().passage(LAW), real_library().passage("luat-26-2023-qh15#d24")
    know(monkeypatch, [unit()], units.OF_ITS_GROUND, FixedSearch([its_own], 0.7, "answer"))
    assert question_unit(asked, TODAY)
    know(monkeypatch, [unit()], units.OF_ITS_GROUND, FixedSearch([another], 0.7, "answer"))
    assert not question_unit(asked, TODAY)


@pytest.mark.parametrize(
    "asked",
    [
        question("/renewal", intent="renewal"),
        question("bị mất", intent="inform", topic="place", entities={"reason": ("lost",)}),
        question("phí và mấy ngày", entities={"aspect": ("fee", "timeline")}),
        question("theo luật 2014", law="law_2014"),
        question("hồi trước", intent="fee", date="2022", entities={"date": ("2022",)}),
        question("sinh 1990", intent="validity", birth_date="1990-05-20", entities={"birth_date": ("1990-05-20",)}),
        question("nộp 19/11", intent="timeline", entities={"received_date": ("2026-11-19",)}),
    ],
)
def test_buttons_details_two_questions_old_law_and_dates_to_count_with_are_no_units(
    monkeypatch: pytest.MonkeyPatch, asked: Any
) -> None:
    know(monkeypatch, [unit()], 0.9)
    assert question_unit(asked, TODAY) == []


def test_online_is_a_detail_and_no_second_question(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch, [unit()], 0.9)
    assert question_unit(question("đổi online được không", entities={"aspect": ("fee", "online")}), TODAY)


INSTEAD_OF = {
    units.THAN_A_PASSAGE: Reply(text="…", status="retrieved", language="vi", citations=[{"ref": LAW}]),
    units.THAN_ASKING: Reply(text="…", status="clarify", language="vi", reason="did_you_mean"),
}


@pytest.mark.parametrize(("least", "instead"), INSTEAD_OF.items())
def test_a_less_likely_unit_is_better_than_a_passage_or_a_question_back(
    monkeypatch: pytest.MonkeyPatch, least: float, instead: Reply
) -> None:
    know(monkeypatch, [unit()], least)
    assert nearest_unit(question("có phải đổi thẻ không"), instead, TODAY)
    know(monkeypatch, [unit()], least - 0.01)
    assert not nearest_unit(question("có phải đổi thẻ không"), instead, TODAY)


def test_a_unit_is_in_no_other_units_place_and_in_none_of_a_named_text(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch, [unit()], 0.9)
    other = Reply(text="…", status="retrieved", language="vi", citations=[{"ref": LAW}], unit="other")
    assert not nearest_unit(question("có phải đổi thẻ không"), other, TODAY)
    passage = INSTEAD_OF[units.THAN_A_PASSAGE]
    assert not nearest_unit(question("luật 2014 nói gì", law="law_2014"), passage, TODAY)


def test_of_a_figure_of_before_only_a_likely_unit_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = question("hồi đó huyện đảo được miễn", intent="exemption", entities={"past": ("past",)})
    know(monkeypatch, [unit()], units.ALONE)
    assert question_unit(asked, TODAY)
    know(monkeypatch, [unit()], units.ALONE - 0.01)
    assert not question_unit(asked, TODAY)
