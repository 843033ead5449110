"""Answers from question units: which may be said of a day, what is said, and what is offered instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

import pytest

from actions.answers import units
from actions.question import Question
from actions.search.searcher import Hit
from actions.search.units import UnitEntry
from actions.sources import questions
from actions.sources.questions import QuestionUnit
from common import vocabulary
from tests.actions.made import LAW, TODAY, FixedSearch, ground, know, question, unit

YESTERDAY = TODAY - timedelta(days=1)
ASKED_OF_2022 = question("năm 2022 có phải đổi không", date="2022", entities={"date": ("2022",)})
OF_THE_PAST = unit("in-2022", period="past", grounds=(ground(date(2016, 1, 1), date(2024, 6, 30)),))


@pytest.fixture(autouse=True)
def _sources(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch)


def found(
    monkeypatch: pytest.MonkeyPatch, asked: Question, *known: QuestionUnit, chance: float = 0.8
) -> tuple[float, list[str]]:
    """The chance, and the ids of the units that may be said."""
    know(monkeypatch, known, chance)
    sure, hits = units.found(asked, TODAY)
    return sure, [hit.entry.ref for hit in hits]


def hits(*found: QuestionUnit) -> list[Hit[UnitEntry]]:
    return [Hit(UnitEntry(one), 1.0) for one in found]


class TestWhatFitsOnTheDay:
    def test_today_s_rule_is_said_of_today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert found(monkeypatch, question(), unit("now")) == (0.8, ["now"])

    def test_a_rule_that_ended_yesterday_is_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ended = unit("ended", grounds=(ground(last=YESTERDAY),))
        assert found(monkeypatch, question(), ended) == (0.0, [])

    def test_words_are_said_until_their_last_day(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert found(monkeypatch, question(), unit(said_until=TODAY))[1] == ["keep-valid"]
        assert found(monkeypatch, question(), unit(said_until=YESTERDAY))[1] == []

    def test_a_past_rule_is_not_said_of_today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert found(monkeypatch, question(), OF_THE_PAST) == (0.0, [])

    def test_nor_where_its_ground_still_holds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert found(monkeypatch, question(), unit("told-by-today-s-law", period="past")) == (0.0, [])

    def test_of_a_past_year_only_the_rule_of_its_time_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        later = unit("in-2025", period="past", grounds=(ground(date(2025, 1, 1), date(2025, 6, 30)),))
        assert found(monkeypatch, ASKED_OF_2022, OF_THE_PAST, unit("now"), later) == (0.8, ["in-2022"])

    @pytest.mark.parametrize("day", ["2026", "2026-11", "2027-03"])
    def test_of_the_running_year_and_of_days_to_come_today_s_rule_is_said(
        self, monkeypatch: pytest.MonkeyPatch, day: str
    ) -> None:
        asked = question("CMND còn dùng được không", date=day, entities={"date": (day,)})
        assert found(monkeypatch, asked, unit("now"), OF_THE_PAST)[1] == ["now"]

    def test_a_year_is_asked_about_as_a_whole(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ended = unit("ended", period="past", grounds=(ground(date(2016, 1, 1), date(2024, 6, 30)),))
        since = unit("since", grounds=(ground(date(2024, 7, 1)),))
        asked = question("năm 2024 thì sao", date="2024", entities={"date": ("2024",)})
        assert found(monkeypatch, asked, ended, since)[1] == ["ended", "since"]

    def test_of_a_past_year_today_s_rule_is_said_where_it_held_then(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = question("năm 2025 thì sao", date="2025", entities={"date": ("2025",)})
        unknown = unit("unknown-start", grounds=(ground(None),))
        later = unit("later", grounds=(ground(), ground(date(2026, 1, 1))))
        assert found(monkeypatch, asked, unit("held"), unknown, later)[1] == ["held"]

    def test_the_day_of_filing_or_of_a_loss_is_not_asked_about(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = question(received_date="2026-10", entities={"received_date": ("2026-10",)})
        assert found(monkeypatch, asked, unit("now"), OF_THE_PAST)[1] == ["now"]
        lost = question(entities={"event_date": ("2022-05-01",)})
        assert found(monkeypatch, lost, unit("now"), OF_THE_PAST)[1] == ["now"]

    def test_of_a_month_to_come_a_rule_that_ends_before_is_not_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ends = unit("ends", grounds=(ground(last=date(2026, 12, 31)),))
        asked = question(date="2027-03", entities={"date": ("2027-03",)})
        assert found(monkeypatch, asked, ends) == (0.0, [])

    def test_where_the_likeliest_does_not_fit_the_next_is_as_likely_as_it_is_without_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        chance, refs = found(monkeypatch, question(), OF_THE_PAST, unit("now"))
        assert refs == ["now"]
        assert chance == pytest.approx(0.8 * 0.9), "the score of the second is nine tenths of that of the first"


@pytest.mark.parametrize(
    ("said", "about", "fits"),
    [
        ("error_citizen", ("error_agency",), True),
        ("error_agency", ("error_citizen", "request"), True),
        ("expired", ("age",), True),
        ("age", ("first_card",), True),
        ("birth_change", ("error_citizen",), True),
        ("residence_change", ("admin_unit",), True),
        ("residence_change", ("name_change",), False),
        ("lost", ("damaged",), False),
        ("expired", ("first_card",), False),
        ("lost", (), True),
    ],
)
def test_a_unit_on_a_kin_reason_is_no_contradiction(
    monkeypatch: pytest.MonkeyPatch, said: str, about: tuple[str, ...], fits: bool
) -> None:
    assert bool(found(monkeypatch, question(reason=said), unit(about={"reasons": about}))[1]) is fits


def test_what_do_i_bring_alone_is_not_asked_about_the_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    of_origin = unit("gcn-papers", about={"topic": "papers", "documents": ["gcn_can_cuoc"]})
    know(monkeypatch, [of_origin], 0.8)
    assert units.found(question("cần giấy tờ gì", rest=0), TODAY) == (0.0, [])
    _, hits = units.found(question("người gốc việt chưa có quốc tịch cần gì", rest=7), TODAY)
    assert [hit.entry.unit.id for hit in hits] == ["gcn-papers"]


def test_every_kin_reason_is_one_of_the_vocabulary() -> None:
    assert set().union(*units.KIN) <= set(vocabulary.load().values("reason"))


def test_the_search_knows_country_document_topic_and_days(monkeypatch: pytest.MonkeyPatch) -> None:
    search = cast(FixedSearch, know(monkeypatch).units)
    units.found(question(document="cmnd", date="2022", entities={"date": ("2022",)}), TODAY, ("fee",), 0.7)
    ((_, told),) = search.asked
    assert (told.country, told.documents, told.topics, told.sure) == ("vn", ("cmnd",), ("fee",), 0.7)
    assert told.about == (date(2022, 1, 1), date(2022, 12, 31))


class TestReply:
    UNIT = unit(
        answer="Không.",
        lines=({"label": "where", "vi": "Công an xã.", "es": "La policía.", "en": "The police."},),
        doubt={"vi": "Nơi khác có thể hỏi thêm.", "es": "Puede variar.", "en": "It may differ."},
        more={"vi": "Trước đây thì khác.", "es": "Antes no.", "en": "It was not so before."},
    )

    def test_it_opens_with_the_lead_and_names_what_it_rests_on(self) -> None:
        reply = units.reply(question(), self.UNIT, TODAY)
        assert reply.text.splitlines()[0] == "Không."
        assert "Nơi làm: Công an xã." in reply.text
        assert "26/2023/QH15" in reply.text.splitlines()[-1]
        assert (reply.status, reply.unit, reply.topic) == ("retrieved", "keep-valid", "renewal")
        assert [citation["ref"] for citation in reply.citations] == [LAW]

    def test_the_rest_is_behind_a_button(self) -> None:
        reply = units.reply(question(), self.UNIT, TODAY)
        assert "Trước đây" not in reply.text
        assert reply.buttons[0]["payload"] == '/show_more{"unit":"keep-valid"}'
        assert reply.answer is not None
        assert reply.answer.more == "Trước đây thì khác."

    def test_without_a_rest_there_is_no_such_button(self) -> None:
        reply = units.reply(question(), unit(), TODAY)
        assert not [button for button in reply.buttons if "show_more" in button["payload"]]
        assert reply.buttons, "what usually follows is offered all the same"

    @pytest.mark.parametrize(
        ("language", "words"), [("vi", "Công an xã."), ("es", "La policía."), ("en", "The police.")]
    )
    def test_it_speaks_the_language_of_the_question(self, language: str, words: str) -> None:
        assert words in units.reply(question(language=language), self.UNIT, TODAY).text

    def test_what_was_looked_for_and_not_found_is_said_and_claims_no_ground(self) -> None:
        searched = unit(rests_on="none_found", grounds=(), answer="Không rõ.")
        reply = units.reply(question(), searched, TODAY)
        assert (reply.status, reply.reason, list(reply.citations)) == ("abstain", "no_ground", [])
        assert reply.text.startswith("Không rõ.")

    def test_a_passage_that_several_grounds_share_is_cited_once(self) -> None:
        row = replace(ground(), ref="law/renewal-ages")
        assert units.refs_of(unit(grounds=(ground(), row))) == [LAW]


class TestMore:
    def test_the_button_shows_the_rest_with_its_ground(self) -> None:
        reply = units.more(question(), TestReply.UNIT, TODAY)
        assert reply.text.splitlines()[0] == "Trước đây thì khác."
        assert reply.unit == "keep-valid"
        assert [citation["ref"] for citation in reply.citations] == [LAW]

    def test_of_a_unit_that_has_no_rest_any_more_the_lead_is_said(self) -> None:
        assert units.more(question(), unit(answer="Không."), TODAY).text.startswith("Không.")


class TestFilled:
    def test_a_computation_gets_what_its_unit_is_about(self) -> None:
        about = {"topic": "fee", "documents": ("can_cuoc",), "procedures": ("exchange",), "reasons": ("name_change",)}
        filled = units.filled(question(country=None), unit(about=about))
        assert (filled.country, filled.document, filled.procedure, filled.reason) == (
            "vn",
            "can_cuoc",
            "exchange",
            "name_change",
        )

    @pytest.mark.parametrize("reason", ["lost", "damaged"])
    def test_a_loss_or_damage_is_said_or_is_none(self, reason: str) -> None:
        about = {"topic": "fee", "documents": ("can_cuoc",), "procedures": ("reissue",), "reasons": (reason,)}
        filled = units.filled(question("làm thẻ mất bao nhiêu"), unit(about=about))
        assert (filled.document, filled.procedure, filled.reason) == ("can_cuoc", None, None)

    def test_who_asks_for_the_whole_route_of_a_loss_has_lost_his_card(self) -> None:
        about = {"topic": "lost_card", "procedures": ("reissue",), "reasons": ("lost",)}
        route = unit(about=about, computed="checklist", lead={})
        assert units.filled(question("ba mat cai the roi lam sao"), route).reason == "lost"

    def test_what_the_citizen_said_stays(self) -> None:
        filled = units.filled(
            question(document="cmnd", persons=("poor",)),
            unit(about={"documents": ("can_cuoc",), "persons": ("child",)}),
        )
        assert (filled.document, filled.persons) == ("cmnd", ("poor",))

    def test_of_several_none_is_chosen(self) -> None:
        assert units.filled(question(), unit(about={"documents": ("cccd", "can_cuoc")})).document is None


class TestOffer:
    def test_the_question_back_offers_three_units_and_a_way_out(self) -> None:
        reply = units.offer(question(), hits(*(unit(f"unit-{n}", f"Đáp {n}.") for n in range(5))))
        assert (reply.status, reply.reason) == ("clarify", "did_you_mean")
        *offered, last = reply.buttons
        assert [button["payload"] for button in offered] == [f'/show_unit{{"unit":"unit-{n}"}}' for n in range(3)]
        assert offered[0]["title"] == "Unit-0?"
        assert last["payload"] == "/human_handoff"

    def test_one_answer_is_offered_once_by_its_likeliest_unit(self) -> None:
        same = [unit("first", "Không."), unit("second", "Không."), unit("third", "Có.")]
        payloads = [button["payload"] for button in units.offers(hits(*same), "vi")]
        assert payloads == ['/show_unit{"unit":"first"}', '/show_unit{"unit":"third"}']


class TestTitle:
    @staticmethod
    def title(*examples: str) -> str:
        return units.title(unit(examples={"vi": examples, "es": examples, "en": examples}), "vi")

    def test_the_first_question_that_fits_on_a_button(self) -> None:
        long = "tôi đã đổi thẻ căn cước từ rất lâu rồi, bây giờ có phải đổi lại nữa không?"
        assert self.title("doi the", long, "có phải đổi thẻ không?", "đổi không?") == "Có phải đổi thẻ không?"

    def test_else_the_shortest(self) -> None:
        assert self.title("thẻ còn hạn đổi không nhỉ", "có cần đổi thẻ k") == "Có cần đổi thẻ k"

    def test_one_with_its_marks_comes_before_a_shorter_one_without(self) -> None:
        assert self.title("thẻ còn hạn đổi không nhỉ", "co can doi the k") == "Thẻ còn hạn đổi không nhỉ"

    def test_what_is_too_long_ends_at_a_word_with_an_ellipsis(self) -> None:
        title = self.title("thẻ căn cước " * 10 + "?")
        assert len(title) <= units.TITLE_LENGTH
        assert title[:-1].split()[-1] in ("thẻ", "căn", "cước")
        assert title[-1] == "…"


def test_every_unit_of_the_assistant_has_a_title_for_its_button() -> None:
    for one in questions.load():
        for language in ("vi", "es", "en"):
            title = units.title(one, language)
            assert 0 < len(title) <= units.TITLE_LENGTH, (one.id, language)
            assert title[0] == title[0].upper()


class TestWhatIsAsked:
    def test_whether_it_must_be_changed_does_not_answer_where(self) -> None:
        asked = question("đổi tên phải nộp ở đâu", entities={"aspect": ("place",)}, sure=0.5)
        assert not units.may_be_said(asked, unit(kind="must"), units.ALONE - 0.01)
        assert units.may_be_said(asked, unit(kind="must"), units.ALONE)
        assert units.may_be_said(asked, unit(kind="where"), units.ANSWER)
        assert units.may_be_said(asked, unit(about={"topic": "place"}), units.ANSWER)

    def test_a_sure_question_on_a_figure_is_answered_by_another_topic_where_that_is_likely(self) -> None:
        asked = question("hồ sơ bị trả lại thì phí có mất không", intent="fee")
        asked = replace(asked, entities={"aspect": ("fee", "withdrawal")}, question_kinds={"how_much": 0.9})
        of_withdrawal = unit(about={"topic": "withdrawal"})
        assert not units.may_be_said(asked, of_withdrawal, units.ALONE - 0.01)
        assert units.may_be_said(asked, of_withdrawal, units.ALONE)

    def test_what_is_near_to_a_unit_that_was_said_is_told_by_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit("first"), unit("second"), unit("third"), unit("fourth")], 0.1)
        asked = question("thế phải lo gì không")
        assert units.is_told(asked, {"third"}, TODAY)
        assert not units.is_told(asked, {"fourth"}, TODAY)
        assert not units.is_told(asked, set(), TODAY)

    def test_what_happens_with_a_fee_may_be_answered_by_what_is_no_figure(self) -> None:
        asked = question("hồ sơ bị trả lại thì phí có mất không", intent="fee", question_kinds={"what_if": 0.9})
        asked = replace(asked, entities={"aspect": ("fee", "withdrawal")})
        assert units.may_be_said(asked, unit(about={"topic": "withdrawal"}), units.ALONE - 0.01)

    def test_of_two_ages_the_one_at_which_the_card_is_made_counts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = question("a card made at 57 good until 60?", "en", age=60, entities={"age_then": (57,)})
        made_at_57 = unit("at-57", about={"age": {"from": 40, "to": 57}})
        made_at_58 = unit("at-58", about={"age": {"from": 58}})
        assert found(monkeypatch, asked, made_at_58, made_at_57)[1] == ["at-57"]

    def test_the_case_of_a_child_is_not_taken_from_a_unit_on_a_figure(self) -> None:
        about = {"topic": "fee", "reasons": ("appearance",)}
        assert units.filled(question(age=8), unit(about=about)).reason is None
        assert units.filled(question(age=30), unit(about=about)).reason == "appearance"


class TestOfThen:
    """A unit on a past rule is said to who speaks of its time."""

    PAST = unit("then", period="past", grounds=(ground(date(2016, 1, 1), date(2024, 6, 30)),))

    @pytest.mark.parametrize(
        "entities", [{"past": ("past",)}, {"event_date": ("2019",)}, {"received_date": ("2018-05",)}]
    )
    def test_it_is_said(self, monkeypatch: pytest.MonkeyPatch, entities: dict[str, Any]) -> None:
        assert found(monkeypatch, question(entities=entities), self.PAST)[1] == ["then"]

    @pytest.mark.parametrize("entities", [{}, {"event_date": ("2025",)}, {"issue_date": ("2018",)}])
    def test_it_is_not_said(self, monkeypatch: pytest.MonkeyPatch, entities: dict[str, Any]) -> None:
        assert found(monkeypatch, question(entities=entities), self.PAST)[1] == []
