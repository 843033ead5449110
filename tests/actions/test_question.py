"""What a message adds to a conversation, and what it makes stale."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.question import Case, days_of, question_of, read_case


def message(intent: str, text: str = "…", **entities: Any) -> dict[str, Any]:
    found = [
        {"entity": name, "value": value}
        for name, values in entities.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    return {"intent": {"name": intent}, "text": text, "entities": found}


def talk(*messages: dict[str, Any], language: str = "vi") -> Case:
    """Return the case after some messages, with Rasa's part played: entities fill slots, subjects are remembered."""
    slots: dict[str, Any] = {"language": language}
    case = None
    for said in messages:
        for entity in said["entities"]:
            values = [other["value"] for other in said["entities"] if other["entity"] == entity["entity"]]
            slots[entity["entity"]] = values[0] if len(values) == 1 else values
        case = read_case(said, slots)
        slots |= dict.fromkeys(case.forgotten)
        slots["subject"] = {"country": case.country, "document": case.document, "reason": case.reason}
    assert case is not None
    return case


def test_a_follow_up_keeps_the_case() -> None:
    case = talk(message("lost_card", reason="lost", document="cccd"), message("fee", aspect="fee"))
    assert (case.reason, case.document) == ("lost", "cccd")


def test_a_correction_changes_one_thing() -> None:
    case = talk(
        message("timeline", procedure="reissue", law="law_2014", area="city"),
        message("inform", cue="correction", area="remote"),
    )
    assert (case.area, case.procedure, case.law) == ("remote", "reissue", "law_2014")


def test_another_document_after_a_cue_keeps_the_rest() -> None:
    case = talk(message("fee", reason="lost", document="cccd"), message("inform", cue="correction", document="cmnd"))
    assert (case.reason, case.document) == ("lost", "cmnd")


def test_another_document_without_a_cue_is_a_new_subject() -> None:
    case = talk(message("fee", reason="lost", document="cccd", date="2022-03"), message("validity", document="cmnd"))
    assert (case.reason, case.document, case.date) == (None, "cmnd", None)


def test_a_month_asked_about_does_not_stick_to_the_next_question() -> None:
    case = talk(message("fee", reason="lost", date="2022-03"), message("lost_card", reason="lost"))
    assert case.date is None


def test_a_month_asked_about_stays_for_a_follow_up() -> None:
    case = talk(message("fee", reason="lost", date="2022-03"), message("timeline", cue="opening", aspect="timeline"))
    assert case.date == "2022-03"


def test_nothing_of_china_sticks_to_vietnam() -> None:
    case = talk(
        message("fee", document="cn_id", procedure="reissue", channel="online"),
        message("fee", country="vn"),
        language="es",
    )
    assert (case.country, case.document, case.procedure, case.channel) == ("vn", None, None, None)


def test_only_vietnamese_tells_the_country() -> None:
    assert talk(message("fee")).country == "vn"
    assert talk(message("fee"), language="es").country is None
    assert talk(message("fee", document="cmnd"), language="es").country == "vn"


def test_a_question_that_waited_for_the_country_is_the_one_to_answer() -> None:
    question = message("papers", "what do I bring to collect it?", aspect="papers")
    waiting = question_of(read_case(question, {"language": "en"}))
    slots = {"language": "en", "question": waiting, "country": "cn"}
    told = read_case(message("inform", '/inform{"country":"cn"}', country="cn"), slots)
    assert (told.intent, told.text, told.country) == ("papers", "what do I bring to collect it?", "cn")
    assert told.said("aspect")
    another = read_case(message("fee", "and what does it cost?", country="cn"), slots)
    assert another.intent == "fee"


def test_of_two_documents_in_one_message_the_last_counts() -> None:
    said = message("renewal", document=["cmnd", "cccd"])
    assert read_case(said, {"document": ["cmnd", "cccd"]}).document == "cccd"


ACCOUNT = message("electronic_id", "quên mật khẩu VNeID", document="electronic_id")


def test_what_is_asked_after_a_question_on_vneid_is_asked_of_vneid() -> None:
    assert talk(ACCOUNT, message("fee", aspect="fee")).document == "electronic_id"
    assert talk(message("electronic_id"), message("place", aspect="place")).document == "electronic_id"


def test_a_question_on_a_card_leaves_vneid_behind() -> None:
    assert talk(ACCOUNT, message("lost_card", reason="lost")).document is None
    assert talk(ACCOUNT, message("fee", procedure="exchange")).document is None
    assert talk(ACCOUNT, message("fee", document="cccd")).document == "cccd"


def test_vneid_as_the_way_to_a_card_is_not_what_is_asked_about() -> None:
    with_account = message(
        "exemption", "có VNeID mức 2 thì đổi thẻ miễn phí không", document="electronic_id", procedure="exchange"
    )
    both = message("online", document=["can_cuoc", "electronic_id"])
    assert talk(with_account).document is None
    assert talk(with_account, message("timeline", aspect="timeline")).document is None
    assert talk(both).document == "can_cuoc"


def test_a_lost_phone_is_no_lost_card() -> None:
    case = talk(message("electronic_id", "mất điện thoại có VNeID", document="electronic_id", reason="lost"))
    assert (case.document, case.reason) == ("electronic_id", None)


def test_what_costs_an_account_is_not_asked_of_a_card() -> None:
    assert (
        talk(message("fee", "mở tài khoản VNeID mất phí không", document="electronic_id")).document == "electronic_id"
    )


def test_vneid_after_a_cue_is_the_same_question_on_vneid() -> None:
    case = talk(
        message("fee", document="cccd"), message("inform", "còn tài khoản VNeID?", cue="and", document="electronic_id")
    )
    assert case.document == "electronic_id"


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2026-11-22", date(2026, 11, 22), date(2026, 11, 22)),
        ("2022-03", date(2022, 3, 1), date(2022, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_the_days_of_a_date(said: str, first: date, last: date) -> None:
    assert days_of(said) == (first, last)
