"""What a message adds to a conversation, and what it makes stale."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import pytest

from actions.memory import subject_of, to_remember
from actions.question import (
    FORGOTTEN,
    MAY_BE_FORGOTTEN,
    Question,
    days_of,
    last_question,
    read_question,
)


def message(intent: str, text: str = "…", **entities: Any) -> dict[str, Any]:
    found = [
        {"entity": name, "value": value}
        for name, values in entities.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    return {"intent": {"name": intent}, "text": text, "entities": found}


def talk(*messages: dict[str, Any], language: str = "vi") -> Question:
    """Return the question after some messages; entities fill slots and subjects are remembered, as Rasa does it."""
    slots: dict[str, Any] = {"language": language}
    question = None
    for said in messages:
        for entity in said["entities"]:
            values = [other["value"] for other in said["entities"] if other["entity"] == entity["entity"]]
            slots[entity["entity"]] = values[0] if len(values) == 1 else values
        question = read_question(said, slots)
        slots |= {**dict.fromkeys(question.forgotten), **question.recalled, "subject": subject_of(question)}
    assert question is not None
    return question


def test_a_follow_up_keeps_the_case() -> None:
    question = talk(message("lost_card", reason="lost", document="cccd"), message("fee", aspect="fee"))
    assert (question.reason, question.document) == ("lost", "cccd")


def test_a_correction_changes_one_thing() -> None:
    question = talk(
        message("timeline", procedure="reissue", law="law_2014", area="city"),
        message("inform", cue="correction", area="remote"),
    )
    assert (question.area, question.procedure, question.law) == ("remote", "reissue", "law_2014")


def test_another_document_after_a_cue_keeps_the_rest() -> None:
    question = talk(
        message("fee", reason="lost", document="cccd"), message("inform", cue="correction", document="cmnd")
    )
    assert (question.reason, question.document) == ("lost", "cmnd")


def test_another_document_without_a_cue_is_a_new_subject() -> None:
    question = talk(
        message("fee", reason="lost", document="cccd", date="2022-03"), message("validity", document="cmnd")
    )
    assert (question.reason, question.document, question.date) == (None, "cmnd", None)


def test_a_month_asked_about_does_not_stick_to_the_next_question() -> None:
    question = talk(message("fee", reason="lost", date="2022-03"), message("lost_card", reason="lost"))
    assert question.date is None


def test_a_month_asked_about_stays_for_a_follow_up() -> None:
    question = talk(
        message("fee", reason="lost", date="2022-03"), message("timeline", cue="opening", aspect="timeline")
    )
    assert question.date == "2022-03"


class TestWhatAChangeOfSubjectForgets:
    """One test a row of FORGOTTEN: what was told in the first message, and what of it still holds after the second."""

    KNOWN: ClassVar = {
        "document": "cccd",
        "procedure": "reissue",
        "reason": "lost",
        "person": "elderly",
        "area": "city",
        "province": "hanoi",
        "channel": "online",
        "law": "law_2023",
        "date": "2026-11-20",
        "received_date": "2026-11-19",
        "birth_date": "1960-05-20",
        "issue_date": "2021",
        "expiry_date": "2030-05-20",
        "age": "66",
        "passage": "luat-26-2023-qh15#d21",
    }

    def forgotten(self, *said: dict[str, Any], first: str = "fee") -> set[str]:
        """What no longer holds after these messages, of all that was known."""
        return set(talk(message(first, **self.KNOWN), *said, language="en").forgotten)

    def test_another_person_has_another_age_birth_and_card(self) -> None:
        of_him = {"age", "birth_date", "issue_date", "expiry_date"}
        child = self.forgotten(message("inform", cue="opening", person="child"))
        assert child == of_him, "the person is the one just named"
        me = self.forgotten(message("inform", "and me", cue="opening", who="self"))
        assert me == {*of_him, "person"}

    def test_the_speaker_who_names_somebody_is_no_other_person(self) -> None:
        assert self.forgotten(message("inform", cue="opening", who="self", person="elderly")) == set()

    def test_of_another_country_nothing_holds_but_dates_of_the_person(self) -> None:
        forgotten = self.forgotten(message("fee", country="cn"))
        assert {"document", "procedure", "reason", "person", "area", "channel", "law", "date", "age"} <= forgotten
        assert not {"birth_date", "issue_date"} & forgotten

    def test_the_same_question_of_another_country_keeps_what_happened_and_when(self) -> None:
        forgotten = self.forgotten(message("inform", "and in China?", cue="opening", country="cn"))
        assert {"document", "area", "law", "person"} <= forgotten
        assert not {"reason", "procedure", "date", "received_date"} & forgotten

    def test_another_document_is_of_the_same_country_and_else_new(self) -> None:
        forgotten = self.forgotten(message("validity", document="cmnd"))
        assert {"procedure", "reason", "area", "law", "date", "received_date", "age"} <= forgotten
        assert not {"country", "document"} & forgotten

    def test_another_reason_is_another_case_of_the_same_card(self) -> None:
        forgotten = self.forgotten(message("renewal", reason="expired"))
        assert {"procedure", "area", "law", "date", "received_date", "age", "person"} <= forgotten
        assert not {"country", "document", "reason"} & forgotten

    def test_another_reason_in_the_same_talk_leaves_the_case_and_forgets_who(self) -> None:
        assert self.forgotten(message("inform", cue="correction", reason="damaged")) == {"person", "age"}

    def test_a_question_of_its_own_is_of_today_and_of_the_law_of_today(self) -> None:
        assert self.forgotten(message("fee", procedure="exchange")) == {"law", "date", "received_date", "passage"}

    def test_any_question_leaves_only_the_passage_that_was_shown(self) -> None:
        assert self.forgotten(message("timeline", aspect="timeline")) == {"passage"}

    def test_a_detail_or_a_correction_forgets_nothing(self) -> None:
        assert self.forgotten(message("inform", area="remote")) == set()
        assert self.forgotten(message("fee", cue="opening", aspect="fee")) == set()

    def test_what_the_message_names_always_holds(self) -> None:
        forgotten = self.forgotten(message("validity", document="cmnd", date="2026-12-01", area="remote"))
        assert not {"document", "date", "area"} & forgotten

    def test_every_row_is_of_slots_that_are_remembered(self) -> None:
        assert {slot for slots in FORGOTTEN.values() for slot in slots} <= set(MAY_BE_FORGOTTEN)


def test_nothing_of_china_sticks_to_vietnam() -> None:
    question = talk(
        message("fee", document="cn_id", procedure="reissue", channel="online"),
        message("fee", country="vn"),
        language="es",
    )
    assert (question.country, question.document, question.procedure, question.channel) == ("vn", None, None, None)


def test_only_vietnamese_tells_the_country() -> None:
    assert talk(message("fee")).country == "vn"
    assert talk(message("fee"), language="es").country is None
    assert talk(message("fee", document="cmnd"), language="es").country == "vn"


@pytest.mark.parametrize(("given", "country"), [("cn", "cn"), ("fr", "vn"), (7, "vn"), (None, "vn")])
def test_the_website_tells_whose_card_is_meant_where_nothing_else_does(given: Any, country: str) -> None:
    said = {**message("fee"), "metadata": {"country": given}}
    assert talk(said).country == country
    assert talk({**message("fee", country="vn"), "metadata": {"country": given}}).country == "vn"


def test_the_office_of_a_message_is_that_of_its_channel_or_page() -> None:
    assert talk({**message("fee"), "metadata": {"office": "phuong-mau"}}).office == "phuong-mau"
    assert talk(message("fee")).office is None


def test_a_question_that_waited_for_the_country_is_the_one_to_answer() -> None:
    question = message("papers", "what do I bring to collect it?", aspect="papers")
    waiting = to_remember(read_question(question, {"language": "en"}))
    slots = {"language": "en", "question": waiting, "country": "cn"}
    told = read_question(message("inform", '/inform{"country":"cn"}', country="cn"), slots)
    assert (told.intent, told.text, told.country) == ("papers", "what do I bring to collect it?", "cn")
    assert told.said("aspect")
    another = read_question(message("fee", "and what does it cost?", country="cn"), slots)
    assert another.intent == "fee"


def test_of_two_documents_in_one_message_the_last_counts() -> None:
    said = message("renewal", document=["cmnd", "cccd"])
    assert read_question(said, {"document": ["cmnd", "cccd"]}).document == "cccd"


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
    question = talk(message("electronic_id", "mất điện thoại có VNeID", document="electronic_id", reason="lost"))
    assert (question.document, question.reason) == ("electronic_id", None)


def test_what_costs_an_account_is_not_asked_of_a_card() -> None:
    assert (
        talk(message("fee", "mở tài khoản VNeID mất phí không", document="electronic_id")).document == "electronic_id"
    )


def test_vneid_after_a_cue_is_the_same_question_on_vneid() -> None:
    question = talk(
        message("fee", document="cccd"), message("inform", "còn tài khoản VNeID?", cue="and", document="electronic_id")
    )
    assert question.document == "electronic_id"


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


@pytest.mark.parametrize("value", ["1990-13-45", "x", "", "1990-5-2", {"a": 1}, [["b"]], 0, True])
@pytest.mark.parametrize("slot", ["birth_date", "issue_date", "expiry_date", "date", "received_date"])
def test_a_date_that_cannot_be_is_dropped_and_told(slot: str, value: Any) -> None:
    question = read_question(message("inform", **{slot: value}), {slot: value})
    assert getattr(question, slot) is None
    assert slot in question.forgotten
    assert question.said("impossible_date")


@pytest.mark.parametrize(
    ("slot", "value"),
    [("document", "passport"), ("law", "law_1999"), ("person", ["nobody"]), ("age", "old"), ("language", "fr")],
)
def test_any_other_value_that_is_not_known_is_dropped(slot: str, value: Any) -> None:
    question = read_question(message("fee"), {"language": "vi", slot: value})
    assert slot in question.forgotten
    assert (question.language, question.document, question.law, question.persons, question.age) == (
        "vi",
        None,
        None,
        (),
        None,
    )


@pytest.mark.parametrize(("part", "known"), [("1992", "1992"), ("1992-05", "1992-05"), ("--05-20", None)])
def test_a_birth_date_is_known_as_far_as_it_is_told_but_not_without_its_year(part: str, known: str | None) -> None:
    question = read_question(message("validity", birth_date=part, issue_date="2021"), {"birth_date": part})
    assert question.birth_date == known
    assert question.said("birth_date")
    assert "birth_date" not in question.forgotten


CHILD = message("lost_card", "con tôi 13t rớt mất thẻ", who="child", age=13, reason="lost")
FATHER = message("validity", "còn ba tôi 78t thẻ còn hạn không", cue="opening", who="father", age=78)

BACK = message("inform", "vậy còn bé", cue="follow_up", who="child")


class TestPersons:
    def test_a_new_question_on_another_person_takes_nothing_of_the_first(self) -> None:
        question = talk(CHILD, message("fee", aspect="fee"), FATHER)
        assert (question.who, question.age, question.reason, question.persons) == ("father", 78, None, ())

    def test_who_comes_back_has_his_age_and_what_happened_to_his_card(self) -> None:
        question = talk(CHILD, message("fee", aspect="fee"), FATHER, BACK)
        assert (question.who, question.age, question.reason) == ("child", 13, "lost")
        assert question.recalled == {"age": 13, "reason": "lost"}

    def test_the_same_question_passed_on_keeps_what_happened_and_the_document(self) -> None:
        first = message("fee", reason="lost", document="cccd", who="child", age=13)
        question = talk(first, message("inform", "and my wife", cue="opening", who="spouse"))
        assert (question.who, question.age, question.reason, question.document) == ("spouse", None, "lost", "cccd")

    def test_the_speaker_is_who_was_meant_before_anybody_was_named(self) -> None:
        of_me = message("validity", birth_date="1990-05-20", issue_date="2021")
        question = talk(of_me, CHILD, message("inform", "còn tôi", cue="opening", who="self"))
        assert (question.birth_date, question.issue_date, question.age) == ("1990-05-20", "2021", None)

    def test_the_country_stays_where_the_document_was_the_childs(self) -> None:
        first = message("fee", document="cn_id", who="child")
        question = talk(first, message("validity", "is my father's still good", who="father"), language="en")
        assert (question.document, question.country) == (None, "cn")


def test_the_last_question_is_answered_again_as_it_was() -> None:
    slots: dict[str, Any] = {"language": "vi", "reason": "lost", "topic": "fee"}
    asked = read_question(message("fee", "phí làm lại", reason="lost", aspect="fee"), slots)
    slots |= {"question": to_remember(asked), "subject": subject_of(asked)}
    again = last_question(message("repeat_answer", "nói lại đi"), slots)
    assert again is not None
    assert (again.intent, again.text, again.reason, again.aspects) == ("fee", "phí làm lại", "lost", ("fee",))
    assert last_question(message("repeat_answer"), {"language": "vi"}) is None
