"""A fee opens with the amount, says until when and what comes after, and who pays nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from actions import formats
from actions.answers import fee
from actions.law import loading
from actions.law.fee_rows import FeeLine
from actions.question import Question
from common.wording import say
from tests.actions.answers import anatomy_rules
from tests.actions.answers.conftest import LANGUAGES, TODAY, doubt, lead, lines, more, on, question

pytestmark = pytest.mark.usefixtures("library")

NO_AMOUNT = {
    "vi": ("Không mất lệ phí", "Không rõ bao nhiêu tiền"),
    "es": ("Sin tasa", "Importe no conocido"),
    "en": ("No fee", "Amount not known"),
}


def of_line(line: FeeLine, document: str, reason: str | None, language: str) -> Question:
    """Return the question that a line of a tariff answers: today, or on the line's last day."""
    day = TODAY if line.covers(TODAY) else line.valid_to
    known: dict[str, Any] = {"province": line.province, "area": line.areas[0] if line.areas else None}
    asked = {} if day == TODAY else on(str(day))
    return question(language, document=document, procedure=line.procedure, reason=reason, **known, **asked)


@pytest.mark.parametrize("line", loading.load().fee_lines, ids=lambda line: line.id)
def test_every_line_of_every_tariff_opens_with_the_amount(line: FeeLine) -> None:
    for language in LANGUAGES:
        for document in line.documents:
            for reason in line.reasons or (None,):
                reply = fee.answer(of_line(line, document, reason, language), TODAY)
                if reply.computed is None:  # the reason cannot be: a question back
                    continue
                amount = reply.computed["in_person"] if reply.computed["in_person"] is not None else None
                money = formats.money(amount or 0, line.currency, language)
                # Of a wrong entry it is told first that the office's own mistake costs nothing.
                told = say("utter_fee_whose_fault", language, amount="")[:-1]
                opens = lead(reply).removeprefix(told)
                assert opens.startswith(money if amount else NO_AMOUNT[language]), lead(reply)
                anatomy_rules.check(reply)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", [row.document for row in loading.load().documents])
def test_every_tariff_at_large_is_short(document: str, language: str) -> None:
    for day in (None, "2023-03", "2024-08", "2025-03", "2027-01"):
        reply = fee.answer(question(language, document=document, date=day), TODAY)
        if reply.status == "computed":
            anatomy_rules.check(reply)


class TestLead:
    @pytest.mark.parametrize(
        ("language", "opens"),
        [
            ("vi", "35.000 đồng, nộp tại chỗ hay trên mạng như nhau (đến hết 31/12/2026; sau đó là 70.000 đồng"),
            ("es", "35.000 dongs, en persona o en línea (hasta el 31/12/2026; después, 70.000 dongs"),
            ("en", "35,000 dong, in person or online (until 31 Dec 2026; then 70,000 dong"),
        ],
    )
    def test_of_today_says_until_when_and_what_comes_after(self, language: str, opens: str) -> None:
        reply = fee.answer(question(language, document="can_cuoc", reason="lost"), TODAY)
        assert lead(reply).startswith(opens)

    def test_of_two_amounts_says_both_with_their_channel(self) -> None:
        reply = fee.answer(question("en", document="can_cuoc", reason="lost", date="2025-03"), TODAY)
        assert lead(reply) == "70,000 dong in person, 35,000 dong online."

    def test_of_the_asked_channel_says_that_one(self) -> None:
        known = {"document": "can_cuoc", "reason": "lost", "date": "2025-03", "channel": "online"}
        assert lead(fee.answer(question("en", **known), TODAY)).startswith("35,000 dong, online (cut from 70,000")

    def test_of_a_year_with_one_change_says_both_amounts(self) -> None:
        reply = fee.answer(question("en", document="cccd", reason="lost", date="2023"), TODAY)
        assert lead(reply) == "70,000 dong until 30 Jun 2023; after that 35,000 dong."

    def test_of_a_year_with_two_channels_is_a_range_and_a_line_tells_the_days(self) -> None:
        reply = fee.answer(question("en", document="can_cuoc", reason="lost", date="2025"), TODAY)
        assert lead(reply) == "35,000 dong to 70,000 dong, depending on the day."
        assert "1 Jul 2025 to 31 Dec 2025: 35,000 dong" in lines(reply)["pay"]

    def test_of_a_province_that_is_not_known_says_so(self) -> None:
        reply = fee.answer(question("en", document="cmnd", reason="lost", **on("2018-05-10")), TODAY)
        assert lead(reply) == "Amount not known."
        assert "provincial" in lines(reply)["note"]
        assert doubt(reply) == ""

    def test_of_the_whole_tariff_is_its_amounts(self) -> None:
        reply = fee.answer(question("en"), TODAY)
        assert lead(reply).startswith("35,000 dong for reissue; 25,000 dong for exchange; 15,000 dong for change")
        assert "First issue" in lines(reply)["free"]


class TestLines:
    def test_who_pays_nothing_and_on_what_conditions(self) -> None:
        free = lines(fee.answer(question(document="can_cuoc", reason="lost"), TODAY))["free"]
        assert free.startswith("Dưới 16 tuổi, từ 60 tuổi và một số diện khác; ai đủ cả: ")
        assert "28/02/2027" in free

    def test_a_waiver_that_is_a_reading_of_the_text_is_only_perhaps(self) -> None:
        free = lines(fee.answer(question(document="cccd", reason="lost"), TODAY))["free"]
        assert "có thể cả ai đủ" in free

    def test_in_person_there_is_no_waiver(self) -> None:
        reply = fee.answer(question(document="can_cuoc", reason="lost", channel="in_person"), TODAY)
        assert "VNeID" not in reply.text

    def test_whose_age_is_known_is_told_why_nothing_is_paid(self) -> None:
        reply = fee.answer(question(document="can_cuoc", reason="lost", age=65), TODAY)
        assert lead(reply) == "Không mất lệ phí: cấp lại thẻ căn cước (bị mất), 65 tuổi."
        assert "60 tuổi" in lines(reply)["why"]

    def test_who_somebody_is_is_the_reason_and_the_open_line_of_the_tariff_no_matter(self) -> None:
        reply = fee.answer(question("en", document="cccd", reason="name_change", persons=("poor",)), TODAY)
        assert lead(reply).startswith("No fee: ")
        assert lines(reply) == {"why": "Exempt: poor households."}
        assert doubt(reply) == ""

    def test_a_reason_that_must_be_named_is_told(self) -> None:
        reply = fee.answer(question(document="can_cuoc", reason="admin_unit"), TODAY)
        assert "chọn đúng lý do này" in lines(reply)["why"]

    def test_what_was_understood_is_shown_with_its_day(self) -> None:
        reply = fee.answer(question("en", document="cccd", reason="lost", **on("2022-03-15")), TODAY)
        assert lines(reply)["case"] == "Reissue of citizen identity card (CCCD) (lost or stolen), on 15 Mar 2022."


class TestDoubt:
    def test_two_readings_say_what_to_have_ready_and_who_decides(self) -> None:
        reply = fee.answer(question("en", document="cccd", reason="lost"), TODAY)
        assert doubt(reply) == (
            "The texts do not settle it, and it may be only 15,000 dong. "
            "Have 35,000 dong ready; the office tells you the right amount."
        )
        assert "No text settles" in more(reply)

    def test_a_day_whose_text_is_not_out_may_be_cheaper(self) -> None:
        reply = fee.answer(question(document="can_cuoc", reason="lost", date="2027-01"), TODAY)
        assert "Cứ chuẩn bị 70.000 đồng" in doubt(reply)

    def test_of_a_past_day_nothing_is_to_be_done(self) -> None:
        reply = fee.answer(question(document="cccd", reason="lost", **on("2016-06-15")), TODAY)
        assert doubt(reply) == ""
        assert "170/2015" in more(reply)

    def test_of_a_past_year_whose_exempt_people_are_not_on_file(self) -> None:
        known = {"document": "cccd", "reason": "lost", "persons": ("merit",), **on("2016-06-15")}
        assert doubt(fee.answer(question("en", **known), TODAY)).startswith("The list of exempt people of 2016")

    def test_a_second_reading_that_is_free_says_so(self) -> None:
        reply = fee.answer(question("en", document="cccd", reason="age"), TODAY)
        assert "there may be nothing to pay" in doubt(reply)

    def test_a_certain_amount_has_none(self) -> None:
        assert doubt(fee.answer(question(document="can_cuoc", reason="lost"), TODAY)) == ""


def test_the_rest_is_asked_for_with_the_whole_case() -> None:
    known: dict[str, Any] = {"document": "cccd", "reason": "lost", "channel": "online", **on("2022-03-15")}
    payloads = [button["payload"] for button in fee.answer(question(**known), TODAY).buttons]
    (payload,) = [payload for payload in payloads if payload.startswith("/show_more")]
    assert json.loads(payload.removeprefix("/show_more")) == {
        "unit": "fee",
        "country": "vn",
        "document": "cccd",
        "reason": "lost",
        "channel": "online",
        "date": "2022-03-15",
    }


def test_two_cases_asked_in_one_message_are_told_each_with_its_amount() -> None:
    entities = {"reason": ("expired", "damaged"), "cue": ("follow_up",)}
    reply = fee.answer(question("en", document="cn_id", reason="damaged", entities=entities), TODAY)
    assert lead(reply).startswith("20 yuan")
    assert "40 yuan" in lead(reply)
    anatomy_rules.check(reply)
    without_a_cue = question("en", document="cn_id", reason="damaged", entities={"reason": ("expired", "damaged")})
    assert "20 yuan" not in lead(fee.answer(without_a_cue, TODAY))


def test_two_times_asked_in_one_message_are_told_each_with_its_amount() -> None:
    asked = question("en", document="can_cuoc", reason="damaged", entities={"date": ("2024-09", "2024-11")})
    said = lead(fee.answer(asked, TODAY))
    assert "25,000 dong" in said
    assert "35,000 dong" in said
    anatomy_rules.check(fee.answer(asked, TODAY))


def test_two_times_of_one_amount_are_one_answer() -> None:
    asked = question("en", document="can_cuoc", reason="lost", entities={"date": ("2026-08", "2026-09")})
    assert "2026" not in lead(fee.answer(asked, TODAY)).partition("(")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_lost_past_an_age_is_exchanged_for_nothing_and_who_decides_is_told(language: str) -> None:
    asked = question(language, document="can_cuoc", reason="lost", age=41, entities={"reason": ("lost", "age")})
    reply = fee.answer(asked, TODAY)
    assert (reply.computed or {})["reason"] == "age"
    assert (reply.computed or {})["in_person"] == 0
    assert doubt(reply)
