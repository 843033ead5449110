"""Answers as citizens get them: the right figures, today's rule first, a basis, the right language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions import formats, router
from actions.answers import checklist, deadline, fee, parts, passages, refusals, renewal
from actions.question import COUNTRY_OF_DOCUMENT, Question
from actions.reply import Reply
from actions.sources.library import Library
from actions.topics import main_topic

TODAY = date(2026, 11, 22)


def question(language: str = "vi", **known: Any) -> Question:
    values: dict[str, Any] = {"intent": "fee", "text": "…", "entities": {}, "country": "vn"}
    return Question(language=language, **{**values, **known})


def cited(reply: Reply) -> list[str]:
    return [citation["source"] for citation in reply.citations]


class TestFee:
    def test_a_lost_card_today_costs_half_in_person_and_nothing_online_under_the_waiver(self) -> None:
        reply = fee.answer(question(document="can_cuoc", reason="lost"), TODAY)
        assert reply.computed is not None
        assert (reply.computed["in_person"], reply.computed["online"]) == (35000, 35000)
        assert reply.computed["online_waiver"] == {"amount": 0, "until": "2027-02-28"}
        assert "35.000 đồng" in reply.text
        assert {"tt-73-2024-btc", "tt-64-2025-btc", "tt-117-2026-btc"} <= set(cited(reply))

    def test_a_month_of_2022_is_answered_by_the_law_of_that_month(self) -> None:
        reply = fee.answer(question(document="cccd", reason="lost", date="2022-03"), TODAY)
        assert reply.computed is not None
        assert reply.computed["in_person"] == 35000
        assert "tt-120-2021-btc" in cited(reply)

    def test_a_whole_year_is_answered_change_by_change(self) -> None:
        reply = fee.answer(question(document="cccd", reason="lost", date="2023"), TODAY)
        assert reply.computed is not None
        assert [(p["from"], p["in_person"]) for p in reply.computed["periods"]] == [
            ("2023-01-01", 70000),
            ("2023-07-01", 35000),
        ]

    def test_without_a_case_the_whole_tariff_is_shown(self) -> None:
        reply = fee.answer(question("en"), TODAY)
        assert reply.computed is not None
        assert {line["base"] for line in reply.computed["lines"]} == {0, 30000, 50000, 70000}

    def test_a_day_before_the_documents_is_a_question_back_not_a_guess(self) -> None:
        reply = fee.answer(question(document="cmnd", reason="lost", date="1990-01"), TODAY)
        assert reply.status == "clarify"

    def test_the_open_question_of_a_lost_cccd_is_told_as_open(self) -> None:
        reply = fee.answer(question(document="cccd", reason="lost"), TODAY)
        assert reply.computed is not None
        assert reply.computed["confidence"] == "low"
        assert "Có thể khác" in reply.text


class TestDeadline:
    def test_seven_working_days_from_a_filing_date(self) -> None:
        reply = deadline.answer(question(received_date="2026-11-19"), TODAY)
        assert reply.computed is not None
        assert reply.computed["last_day"] == "2026-12-01"
        assert reply.answer is not None
        assert "24/11/2026" in reply.answer.more

    def test_the_areas_of_the_2014_law(self) -> None:
        reply = deadline.answer(question(law="law_2014", procedure="reissue"), TODAY)
        assert reply.computed is not None
        days = {area: limit["days"] for limit in reply.computed["limits"] for area in limit["areas"]}
        assert days == {"city": 15, "remote": 20, "other": 15}

    @pytest.mark.parametrize("area", ["commune", "ward"])
    def test_a_commune_or_ward_gets_the_limits_of_all_areas(self, area: str) -> None:
        asked = question(date="2020", document="cccd", procedure="reissue", area=area)
        reply = deadline.answer(asked, TODAY)
        assert reply.computed is not None
        days = {area: limit["days"] for limit in reply.computed["limits"] for area in limit["areas"]}
        assert days == {"city": 15, "remote": 20, "other": 15}
        assert area not in reply.text

    def test_asked_on_a_sunday_the_count_begins_with_a_file_of_monday(self) -> None:
        reply = deadline.answer(question(), TODAY)
        assert reply.computed is not None
        assert (reply.computed["received"], reply.computed["last_day"]) == ("2026-11-23", "2026-12-03")


class TestRenewal:
    def test_born_1990_card_of_2021(self) -> None:
        reply = renewal.answer(question(birth_date="1990-05-20", issue_date="2021"), TODAY)
        assert reply.computed is not None
        assert (reply.computed["next_date"], reply.computed["milestone_age"]) == ("2030-05-20", 40)

    def test_past_58_there_is_no_further_expiry(self) -> None:
        reply = renewal.answer(question("en", birth_date="1962-10-10", issue_date="2021-03-15"), TODAY)
        assert reply.computed is not None
        assert reply.computed["no_further_expiry"] is True

    def test_a_card_older_than_its_holder_is_refused_kindly(self) -> None:
        reply = renewal.answer(question(birth_date="2000-01-01", issue_date="1999-01-01"), TODAY)
        assert (reply.status, reply.computed) == ("clarify", None)


class TestChecklist:
    def test_everything_for_a_lost_card_in_one_message(self) -> None:
        reply = checklist.answer(question(document="can_cuoc", reason="lost"), TODAY)
        assert reply.computed is not None
        assert (reply.computed["procedure"], reply.computed["online"]) == ("reissue", "full")
        assert "35.000 đồng" in reply.text


class TestPassages:
    def test_todays_rule_comes_before_the_one_of_a_repealed_text(self) -> None:
        old = parts.library().passage("luat-59-2014-qh13#d25")
        reply = passages.shown(question(), [old], TODAY, TODAY)
        assert cited(reply)[0] == "luat-26-2023-qh15"
        assert "luat-59-2014-qh13" in cited(reply)

    def test_asked_about_the_past_the_repealed_text_is_named_as_such(self) -> None:
        old = parts.library().passage("luat-59-2014-qh13#d25")
        reply = passages.shown(question(), [old], date(2024, 6, 30), TODAY)
        assert cited(reply) == ["luat-59-2014-qh13"]
        assert "30/06/2024" in reply.text


class TestTwoPassages:
    HALVES = tuple(parts.library().passage(f"luat-thuan-duc-cccd#bang-2-{half}") for half in "ab")

    def test_two_rows_of_one_table_are_said_and_cited_together(self) -> None:
        reply = passages.shown(question(date="2022"), self.HALVES, date(2022, 12, 31), TODAY)
        assert [citation["ref"] for citation in reply.citations] == [passage.ref for passage in self.HALVES]
        assert all(amount in reply.text for amount in ("25.000", "50.000"))

    def test_of_older_ones_todays_rule_comes_first_and_then_both(self) -> None:
        reply = passages.shown(question(), self.HALVES, TODAY, TODAY)
        assert cited(reply)[0] == "tt-73-2024-btc"
        assert reply.text.count("Trước đây") == 2

    def test_a_law_and_its_decree_are_said_and_cited_together(self) -> None:
        law, decree = (parts.library().passage(ref) for ref in ("luat-26-2023-qh15#d34", "nd-69-2024#d30"))
        reply = passages.shown(question(), [law, decree], TODAY, TODAY)
        assert cited(reply) == ["luat-26-2023-qh15", "nd-69-2024"]
        assert "26/2023/QH15" in reply.text
        assert "69/2024" in reply.text

    def test_two_texts_of_the_past_are_said_to_hold_while_both_did(self) -> None:
        circulars = [parts.library().passage(ref) for ref in ("tt-59-2021-bca#d10", "luat-59-2014-qh13#d25")]
        reply = passages.shown(question(date="2022"), circulars, date(2022, 12, 31), TODAY)
        starts = [passage.in_force_from or date.min for passage in circulars]
        assert starts[0] != starts[1]
        assert formats.short_date(max(starts), "vi") in reply.text


class TestNamedTexts:
    def test_the_bill_answers_for_itself_and_no_time_limit_is_computed_from_it(self) -> None:
        asked = question(
            intent="timeline", law="bill", text="theo dự thảo, thời hạn cấp lại thẻ CCCD là bao nhiêu ngày"
        )
        (reply,) = router.replies(asked, TODAY)
        assert reply.status == "retrieved"
        assert "du-thao-luat-cccd" in cited(reply)

    def test_a_published_procedure_answers_for_itself(self) -> None:
        text = "thủ tục 2.001195 đổi cccd bị hỏng nộp bao nhiêu"
        (reply,) = router.replies(question(law="procedure_2001195", text=text, reason="damaged"), TODAY)
        assert "tthc-2-001195" in cited(reply)
        assert "50.000" in reply.text


class TestTopics:
    def test_a_double_question_gets_two_answers_in_one_message(self) -> None:
        text = "làm lại thẻ mất bao nhiêu tiền, mấy ngày có"
        asked = question(text=text, reason="lost", entities={"aspect": ("fee", "timeline")})
        (reply,) = router.replies(asked, TODAY)
        assert [reply.topic, *(other.topic for other in reply.also)] == ["fee", "timeline"]

    def test_in_spanish_without_a_country_the_likelier_card_is_answered_and_named(self) -> None:
        (reply,) = router.replies(router.with_country(question("es", country=None), TODAY), TODAY)
        assert (reply.status, reply.assumed_country) == ("computed", "vn")
        assert "Vietnam" in reply.text

    def test_a_date_that_does_not_exist_is_asked_again(self) -> None:
        (reply,) = router.replies(question(entities={"impossible_date": ("31/02/2026",)}), TODAY)
        assert reply.reason == "impossible_date"
        assert "31/02/2026" in reply.text

    def test_a_detail_alone_continues_the_last_topic(self) -> None:
        asked = question(intent="inform", topic="timeline", area="remote", law="law_2014", procedure="reissue")
        (reply,) = router.replies(asked, TODAY)
        assert reply.topic == "timeline"

    def test_a_detail_before_any_question_is_asked_what_about(self) -> None:
        (reply,) = router.replies(question(intent="inform", document="cmnd"), TODAY)
        assert reply.reason == "topic_missing"


class TestRefusals:
    @pytest.mark.parametrize("language", ["vi", "es", "en"])
    def test_a_neighbouring_procedure_is_named_and_pointed_on(self, language: str) -> None:
        asked = question(language, intent="neighbouring_procedure", entities={"neighbour": ("passport",)})
        reply = refusals.answer(asked, TODAY)
        assert reply.status == "abstain"
        assert parts.label("neighbour", "passport", language) in reply.text

    @pytest.mark.parametrize("language", ["vi", "es", "en"])
    def test_nobodys_file_can_be_seen_and_the_portal_is_named(self, language: str) -> None:
        reply = refusals.answer(question(language, intent="personal_data"), TODAY)
        assert (reply.status, reply.reason) == ("abstain", "personal_data")
        assert "dichvucong.gov.vn" in reply.text
        assert "/timeline" in [button["payload"] for button in reply.buttons]

    @pytest.mark.parametrize("intent", ["scam", "emergency"])
    def test_warnings_are_fixed_and_cited(self, intent: str) -> None:
        reply = refusals.answer(question(intent=intent), TODAY)
        assert (reply.status, cited(reply)) == ("retrieved", ["safety"])

    @pytest.mark.parametrize("problem", ["empty", "no_words", "garbled", "too_long"])
    def test_what_cannot_be_read_is_told_kindly(self, problem: str) -> None:
        reply = refusals.answer(question("en", intent="unreadable", entities={"problem": (problem,)}), TODAY)
        assert (reply.status, reply.reason) == ("clarify", problem)


def test_every_answer_is_in_the_language_asked() -> None:
    asked = question(document="can_cuoc", reason="lost")
    said = {language: fee.answer(replace(asked, language=language), TODAY).text for language in ("vi", "es", "en")}
    assert "nộp tại chỗ" in said["vi"]
    assert "en persona" in said["es"]
    assert "in person" in said["en"]


class TestTheRestOfAnAnswer:
    def test_the_button_gives_what_a_chat_folds_and_not_itself_again(self) -> None:
        asked = question(intent="timeline", received_date="2026-11-19")
        pressed = replace(asked, intent="show_more", entities={"unit": ("timeline",)})
        (reply,) = router.replies(pressed, TODAY)
        assert reply.status == "retrieved"
        assert "24/11/2026" in reply.text
        assert not [button for button in reply.buttons if button["payload"].startswith("/show_more")]

    def test_what_follows_goes_on_with_the_topic_of_before(self) -> None:
        assert main_topic(question(intent="show_more", topic="fee", entities={"unit": ("fee",)})) == "fee"


class TestOriginal:
    REF = "thu-tuc-cmnd-2019#ii-b-don"
    WORDS = "nguyên văn của trang"

    def test_the_original_is_offered_where_it_was_added_and_then_quoted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Library, "verbatim", lambda _, ref: self.WORDS if ref == self.REF else None)
        asked = question(intent="show_passage", passage=self.REF, date="2019")
        payload = f'/show_original{{"passage":"{self.REF}"}}'
        assert payload in [button["payload"] for button in passages.by_button(asked, TODAY).buttons]
        quoted = passages.by_button(replace(asked, intent="show_original"), TODAY)
        assert self.WORDS in quoted.text
        assert quoted.citations[0]["ref"] == self.REF

    def test_without_the_file_the_passage_itself_is_shown_and_nothing_offered(self) -> None:
        shown = passages.by_button(question(intent="show_original", passage=self.REF, date="2019"), TODAY)
        assert shown.status == "retrieved"
        assert not [button for button in shown.buttons if button["payload"].startswith("/show_original")]


@pytest.mark.parametrize("topic", ["fee", "timeline", "validity", "exemption", "checklist"])
@pytest.mark.parametrize("document", sorted(COUNTRY_OF_DOCUMENT))
def test_every_question_on_every_document_gets_a_reply(document: str, topic: str) -> None:
    for reason in (None, "lost", "age"):
        asked = question(intent=topic, document=document, reason=reason, country=COUNTRY_OF_DOCUMENT[document])
        for reply in router.replies(asked, TODAY):
            assert reply.text
            assert reply.citations or reply.status not in ("computed", "retrieved")
