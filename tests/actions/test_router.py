"""What answers what: the table of routes, and each of its steps alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
import yaml

from actions import rasa_actions, router
from actions.answers import passages, units
from actions.answers.topic import of_topic
from actions.answers.unit_answers import unit_reply
from actions.question import Question
from actions.reply import Reply
from actions.router import CARD_QUESTION, ROUTES
from actions.search.searcher import Verdict
from actions.sources.library import Passage
from actions.understood import Part
from common.wording import say
from tests.actions.made import LAW, TODAY, FixedSearch, ground, know, question, real_library, unit

DOMAIN = "bot/domain/domain.yml"
FEE = {"topic": "fee", "documents": ("can_cuoc",), "procedures": ("reissue",), "reasons": ("lost",)}
TARIFF = "tt-73-2024-btc#d4-k1-c"
"""What the fee of a lost card rests on."""
PASSPORT = {"neighbour": ("passport",)}
FILIPINO = {"other_country": ("other",)}


@pytest.fixture(autouse=True)
def _nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch)


def finds(patch: pytest.MonkeyPatch, *found: Passage, verdict: Verdict = "answer", chance: float = 0.7) -> None:
    """Let the search find these passages, and no unit."""
    know(patch, passages=FixedSearch(found, chance, verdict))


def law() -> Passage:
    """A passage that is in force."""
    return real_library().passage(LAW)


def reasons(replies: list[Reply]) -> list[str | None]:
    return [reply.reason for reply in replies]


def intents() -> list[str]:
    with open(DOMAIN, encoding="utf-8") as file:
        return [str(intent) for intent in yaml.safe_load(file)["intents"]]


class TestTable:
    @pytest.mark.parametrize("language", ["vi", "es", "en"])
    @pytest.mark.parametrize("intent", [*intents(), "nlu_fallback"])
    def test_every_message_is_answered_even_where_nothing_is_found(self, intent: str, language: str) -> None:
        replies = router.replies(question("xin hỏi", language, intent=intent), TODAY)
        assert replies
        assert all(reply.text and reply.language == language for reply in replies)

    @pytest.mark.parametrize("route", sorted(ROUTES))
    def test_the_last_step_of_a_route_always_answers(self, route: str) -> None:
        assert ROUTES[route][-1](question("xin hỏi", intent=route), TODAY)

    def test_every_route_is_an_intent_or_what_a_form_asks_for(self) -> None:
        forms = {rasa_actions.ActionRenewal.route, rasa_actions.ActionChecklist.route}
        assert set(ROUTES) <= {*intents(), *forms}

    def test_what_names_no_route_is_a_question_about_cards(self) -> None:
        assert ROUTES["card_question"] is CARD_QUESTION
        (reply,) = router.replies(question("phí bao nhiêu", intent="fee"), TODAY)
        assert (reply.status, reply.topic) == ("computed", "fee")

    def test_a_route_that_is_given_comes_before_the_intent(self) -> None:
        asked = question("mất thẻ", intent="fee", document="can_cuoc", reason="lost")
        (reply,) = router.replies(asked, TODAY, "checklist")
        assert (reply.computed or {})["kind"] == "checklist"

    def test_a_country_that_was_assumed_is_said(self) -> None:
        asked = question("how much is it", "en", intent="fee", country_assumed=True)
        (reply,) = router.replies(asked, TODAY)
        assert reply.assumed_country == "vn"
        assert say("utter_assumed_country", "en", country="Vietnam") in reply.text


class TestWhatIsWrong:
    def test_a_date_that_does_not_exist(self) -> None:
        asked = question(entities={"impossible_date": ("31/02/2026",)})
        (reply,) = router.impossible_date(asked, TODAY)
        assert (reply.status, reply.reason) == ("clarify", "impossible_date")
        assert "31/02/2026" in reply.text
        assert router.impossible_date(question(), TODAY) == []

    def test_an_age_that_nobody_reaches(self) -> None:
        (reply,) = router.impossible_age(question(age=200), TODAY)
        assert (reply.status, reply.reason) == ("clarify", "age_invalid")
        assert router.impossible_age(question(age=99), TODAY) == []
        assert router.impossible_age(question(), TODAY) == []

    def test_a_detail_before_any_question_is_asked_what_about(self) -> None:
        (reply,) = router.topic_missing(question("CMND", intent="inform", document="cmnd"), TODAY)
        assert reply.reason == "topic_missing"
        assert router.topic_missing(question(intent="inform", topic="fee"), TODAY) == []


class TestButton:
    def test_a_unit_is_shown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit("keep-valid", "Không.")])
        pressed = question("/show_unit", intent="show_unit", entities={"unit": ("keep-valid",)})
        (reply,) = router.button(pressed, TODAY)
        assert (reply.unit, reply.text.splitlines()[0]) == ("keep-valid", "Không.")

    def test_the_rest_of_a_unit_is_shown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit(more=dict.fromkeys(("vi", "es", "en"), "Trước đây thì khác."))])
        pressed = question("/show_more", intent="show_more", entities={"unit": ("keep-valid",)})
        (reply,) = router.button(pressed, TODAY)
        assert reply.text.startswith("Trước đây thì khác.")

    def test_a_passage_is_shown(self) -> None:
        (reply,) = router.button(question("/show_passage", intent="show_passage", passage=LAW), TODAY)
        assert [citation["ref"] for citation in reply.citations] == [LAW]

    @pytest.mark.parametrize(
        "pressed",
        [
            question("/show_unit", intent="show_unit", entities={"unit": ("gone",)}),
            question("/show_passage", intent="show_passage", passage="gone#d1"),
            question("/show_passage", intent="show_passage"),
            question("thẻ này", passage=LAW),
        ],
    )
    def test_what_is_gone_or_was_never_pressed_is_left_to_the_next_step(self, pressed: Any) -> None:
        assert router.button(pressed, TODAY) == []


class TestSeveralQuestions:
    """ "Must I change it, and what does it cost": no unit is found for either."""

    FIRST = Part("thẻ còn hạn có phải đổi không", None, {})
    SECOND = Part("hết bao nhiêu tiền", None, {"aspect": ("fee",)})

    @pytest.fixture(autouse=True)
    def _words(self, monkeypatch: pytest.MonkeyPatch) -> None:
        vector = np.full(64, 0.125, np.float32)
        monkeypatch.setattr(passages, "encode", lambda text, language: vector)

    def asked(self, *parts: Part) -> Question:
        return question(" và ".join(part.text for part in parts), entities={"aspect": ("fee",)}, parts=parts)

    def test_each_is_answered_and_the_first_opens(self, monkeypatch: pytest.MonkeyPatch) -> None:
        passage = FixedSearch([real_library().passage(TARIFF)], 0.7, "answer")
        know(monkeypatch, passages=passage)
        (reply,) = router.several_questions(self.asked(self.FIRST, self.SECOND), TODAY)
        assert (reply.status, [other.status for other in reply.also]) == ("retrieved", ["computed"])

    def test_what_stays_open_is_named(self) -> None:
        (reply,) = router.several_questions(self.asked(self.FIRST, self.SECOND), TODAY)
        assert (reply.topic, reply.status) == ("fee", "computed")
        assert "“thẻ còn hạn có phải đổi không”" in reply.text

    def test_the_same_figure_is_not_said_twice(self) -> None:
        again = Part("phí bao nhiêu", None, {"aspect": ("fee",)})
        assert router.several_questions(self.asked(self.SECOND, again), TODAY) == []

    def test_a_message_of_one_question_is_left_to_the_next_step(self) -> None:
        assert router.several_questions(question("phí bao nhiêu", intent="fee"), TODAY) == []


def test_a_loss_that_may_be_off_the_topic_is_one_of_a_card(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch, [unit()], 0.9)
    unsure = question(
        "i lost my card yestrday wat now",
        intent="off_topic",
        sure=0.8,
        intents={"off_topic": 0.8, "lost_card": 0.1},
        entities={"reason": ("lost",)},
        reason="lost",
    )
    assert router.replies(unsure, TODAY)[0].status in ("retrieved", "computed")
    assert router.perhaps_of_a_card(replace(unsure, sure=0.99), TODAY) == []


def test_a_time_limit_is_told_only_where_it_is_asked_for_besides(monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, law())
    named = {"aspect": ("timeline",), "procedure": ("exchange",)}
    one = question("đổi trễ bao lâu thì bị phạt", intent="penalty", procedure="exchange", entities=named)
    assert [reply.also for reply in router.topics(one, TODAY)] == [()]
    (both,) = router.topics(replace(one, text="đổi trễ bị phạt không, mấy ngày có thẻ"), TODAY)
    assert "timeline" in (both.topic, *(other.topic for other in both.also))


class TestUnitReply:
    def test_a_unit_of_words_is_said(self) -> None:
        (reply,) = unit_reply(question("có phải đổi không"), unit(answer="Không."), TODAY)
        assert (reply.status, reply.unit) == ("retrieved", "keep-valid")

    def test_a_unit_that_calls_for_the_fee_is_computed_for_its_case(self) -> None:
        (reply,) = unit_reply(
            question("mất thẻ hết nhiêu", reason="lost"), unit(about=FEE, computed="fee", lead={}), TODAY
        )
        told = reply.computed or {}
        assert (told["kind"], told["document"], told["reason"], told["in_person"]) == (
            "fee",
            "can_cuoc",
            "lost",
            35000,
        )

    @pytest.mark.parametrize(
        ("computed", "kind"), [("fee", "fee"), ("deadline", "deadline"), ("checklist", "checklist")]
    )
    def test_each_computation_is_of_its_kind(self, computed: str, kind: str) -> None:
        called = unit(about=FEE, computed=computed, lead={})
        (reply,) = unit_reply(
            question("mất thẻ", document="can_cuoc", procedure="reissue", reason="lost"), called, TODAY
        )
        assert (reply.computed or {}).get("kind") == kind

    def test_a_computation_is_made_for_what_the_citizen_said(self) -> None:
        called = unit(about=FEE, computed="fee", lead={})
        asked = question("thẻ hỏng hết nhiêu", document="can_cuoc", procedure="exchange", reason="damaged")
        (reply,) = unit_reply(asked, called, TODAY)
        assert (reply.computed or {})["reason"] == "damaged"

    def test_a_figure_of_the_law_s_tables_comes_before_the_words_of_a_unit(self) -> None:
        words = unit(
            kind="how_much", about=FEE, answer="70.000 đồng.", rests_on=(TARIFF,), grounds=(ground(ref=TARIFF),)
        )
        (reply,) = unit_reply(question("mất thẻ hết nhiêu", intent="fee"), words, TODAY)
        assert (reply.status, reply.unit) == ("computed", None)
        assert "35.000" in reply.text, "half of it until the end of 2026"

    def test_the_words_stay_where_they_are_about_another_reason_than_was_read(self) -> None:
        about = {**FEE, "procedures": ("exchange",), "reasons": ("error_agency",)}
        free = unit(kind="yes_no", about=about, answer="Không phải nộp.")
        asked = question("ghi sai có mất tiền không", intent="fee", reason="error_citizen")
        (reply,) = unit_reply(replace(asked, entities={"reason": ("error_citizen",)}), free, TODAY)
        assert reply.unit == free.id

    def test_the_words_stay_where_they_rest_on_another_ground_than_the_figure(self) -> None:
        fine = unit(kind="how_much", about=FEE, answer="Phạt đến 500.000 đồng.")
        (reply,) = unit_reply(question("mất thẻ phạt nhiêu", intent="fee", reason="lost"), fine, TODAY)
        assert (reply.status, reply.unit) == ("retrieved", "keep-valid")

    def test_the_words_stay_where_no_figure_was_asked_for(self) -> None:
        may = unit(kind="may", about=FEE, answer="Được giảm.")
        (reply,) = unit_reply(question("có được giảm không", intent="fee"), may, TODAY)
        assert reply.unit == "keep-valid"
        account = unit(kind="how_much", about={"topic": "fee", "documents": ("electronic_id",)}, answer="Miễn phí.")
        asked = question("mở VNeID bao nhiêu", intent="fee", document="electronic_id")
        assert unit_reply(asked, account, TODAY)[0].text.startswith("Miễn phí.")


class TestWithCountry:
    def test_a_country_that_is_told_stays(self) -> None:
        asked = question(language="en", country="cn")
        assert router.with_country(asked, TODAY) is asked

    def test_else_it_is_that_of_the_unit_which_is_likely(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit(about={"country": "cn"})], units.OFFER)
        taken = router.with_country(question("hukou", "en", country=None), TODAY)
        assert (taken.country, taken.country_assumed) == ("cn", True)

    def test_else_vietnam(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit(about={"country": "cn"})], units.OFFER - 0.01)
        assert router.with_country(question("hello card", "en", country=None), TODAY).country == "vn"

    def test_a_button_is_of_vietnam_without_a_search(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit(about={"country": "cn"})], 0.9)
        taken = router.with_country(question("/fee", "en", country=None, intent="fee"), TODAY)
        assert (taken.country, taken.country_assumed) == ("vn", True)


class TestTopics:
    def test_each_thing_asked_gets_its_answer(self) -> None:
        asked = question("phí và mấy ngày", intent="fee", reason="lost", entities={"aspect": ("fee", "timeline")})
        (reply,) = router.topics(asked, TODAY)
        assert [reply.topic, *(other.topic for other in reply.also)] == ["fee", "timeline"]
        assert "35.000" in reply.text
        assert "7 ngày làm việc" in reply.text

    def test_where_the_first_has_no_ground_a_figure_alone_still_answers(self) -> None:
        asked = question("ở đâu và phí", intent="place", entities={"aspect": ("place", "fee")})
        assert [reply.topic for reply in router.topics(asked, TODAY)] == ["fee"]

    def test_the_units_that_may_be_meant_are_offered_rather_than_passages(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        know(monkeypatch, [unit()], 0.0, FixedSearch([law()], 0.2, "suggest", "unsure"))
        (reply,) = router.topics(question("thẻ đó đổi sao", intent="card_question", sure=0.3), TODAY)
        assert (reply.status, reply.reason) == ("clarify", "did_you_mean")
        assert reply.buttons[0]["payload"] == '/show_unit{"unit":"keep-valid"}'

    def test_the_route_of_a_case_answers_where_no_passage_does(self) -> None:
        asked = question(
            "mất thẻ rồi", intent="lost_card", document="can_cuoc", reason="lost", entities={"reason": ("lost",)}
        )
        (reply,) = router.topics(asked, TODAY)
        assert (reply.computed or {})["kind"] == "checklist"


class TestOfTopic:
    def test_what_the_tables_tell_is_computed(self) -> None:
        assert of_topic("fee", question("phí", intent="fee"), TODAY).status == "computed"

    @pytest.mark.parametrize(
        "asked",
        [
            question("phí theo dự thảo", intent="fee", law="bill"),
            question("phí mở VNeID", intent="fee", document="electronic_id"),
            question("hồi đó phí bao nhiêu", intent="fee", entities={"past": ("past",)}),
        ],
    )
    def test_a_bill_an_account_and_those_days_are_looked_up(self, asked: Any) -> None:
        assert of_topic("fee", asked, TODAY).computed is None

    def test_those_days_with_a_date_are_computed(self) -> None:
        asked = question(
            "hồi 3/2022 phí bao nhiêu",
            intent="fee",
            date="2022-03",
            document="cccd",
            reason="lost",
            entities={"past": ("past",), "date": ("2022-03",)},
        )
        assert (of_topic("fee", asked, TODAY).computed or {})["in_person"] == 35000

    def test_who_is_exempt_is_computed_for_somebody_and_else_looked_up(self) -> None:
        assert of_topic("exemption", question("ai được miễn", intent="exemption"), TODAY).computed is None
        poor = question("hộ nghèo có được miễn không", intent="exemption", persons=("poor",), reason="lost")
        assert (of_topic("exemption", poor, TODAY).computed or {})["in_person"] == 0


def test_and_the_vietnamese_one_goes_on_whatever_it_was_taken_for() -> None:
    named = {"cue": ("and",), "country": ("vn",)}
    asked = question("and the Vietnamese one?", "en", intent="change_language", topic="fee", entities=named)
    assert [reply.topic for reply in router.replies(asked, TODAY)] == ["fee"]
    alone = question("speak English", "en", intent="change_language", entities={"language": ("en",)})
    assert [reply.status for reply in router.replies(alone, TODAY)] == ["chat"]


def test_who_says_what_is_to_be_done_with_a_card_asks_for_no_language() -> None:
    intents = {"change_language": 0.6, "off_topic": 0.2, "fee": 0.15}
    named = {"document": ("cccd",), "reason": ("lost",)}
    asked = question(
        "tarjeta vietnamita perdida", "es", intent="change_language", intents=intents, entities=named, reason="lost"
    )
    assert [reply.topic for reply in router.replies(asked, TODAY)] == ["fee"]


def test_until_when_a_card_is_good_is_counted_from_an_age_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch, [unit("card-made-from-58", "Dùng suốt đời.", about={"topic": "validity"})], 0.7)
    asked = question(
        "bố 62 tuổi, thẻ dùng đến khi nào",
        intent="validity",
        age=62,
        entities={"age": (62,)},
        question_kinds={"until_when": 0.9, "how": 0.1},
    )
    assert [(reply.computed or {}).get("kind") for reply in router.replies(asked, TODAY)] == ["renewal"]
    must = replace(asked, question_kinds={"must": 0.9})
    assert [reply.unit for reply in router.replies(must, TODAY)] == ["card-made-from-58"]


class TestLeavesTheSubject:
    @pytest.mark.parametrize(
        ("intent", "status", "leaves"),
        [
            ("fee", "computed", False),
            ("place", "abstain", False),
            ("off_topic", "abstain", True),
            ("off_topic", "retrieved", False),
            ("scam", "retrieved", True),
            ("emergency", "retrieved", True),
            ("human_handoff", "handoff", True),
        ],
    )
    def test_after_a_refusal_a_warning_or_a_hand_over_the_talk_before_stays(
        self, intent: str, status: Any, leaves: bool
    ) -> None:
        reply = Reply("…", status, "vi", citations=({"ref": LAW},))
        assert router.leaves_the_subject(question(intent=intent), [reply]) is leaves


def test_the_validity_route_computes_with_both_dates() -> None:
    asked = question("2021", intent="inform", birth_date="1990-05-20", issue_date="2021")
    (reply,) = router.replies(asked, date(2026, 11, 29), "renewal_form")
    assert (reply.computed or {})["next_date"] == "2030-05-20"
