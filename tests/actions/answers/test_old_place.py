from __future__ import annotations

import pytest

from actions.answers import old_place
from actions.reply import Reply
from actions.router import replies
from tests.actions.made import TODAY, FixedSearch, know, question, real_library

ASKED = {"aspect": ("old_place",)}


@pytest.fixture(autouse=True)
def _nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch, passages=FixedSearch([real_library().passage("luat-26-2023-qh15#d21")], 0.0, "abstain"))


def told(text: str, language: str = "vi", intent: str = "place") -> Reply:
    found = replies(question(text, language, intent=intent, entities=ASKED), TODAY)
    assert len(found) == 1
    return found[0]


def test_the_commune_of_today_its_police_and_that_any_will_do_are_told() -> None:
    reply = told("xã Hòa Ninh huyện Hòa Vang cũ giờ là xã nào, công an nào")
    assert reply.status == "computed"
    assert reply.text.startswith("Xã Hòa Ninh, huyện Hòa Vang, thành phố Đà Nẵng (cũ) nay là xã Bà Nà")
    assert "Công an xã Bà Nà" in reply.text
    assert "bất kỳ trên cả nước" in reply.text
    assert {citation["ref"] for citation in reply.citations} == {
        "nq-ubtvqh15-cap-xa#d1",
        "luat-26-2023-qh15#d27-nay",
        "qd-5230-2026-bca#noi-lam",
    }
    assert reply.computed is not None
    assert (reply.computed["kind"], reply.computed["rules"]) == ("place", ["place-2026"])


def test_a_commune_that_was_split_is_asked_about_with_its_parts_as_buttons() -> None:
    reply = told("phường 4 quận 3 tphcm giờ là phường nào")
    assert [one["title"] for one in reply.buttons[:2]] == ["phường Bàn Cờ", "phường Xuân Hòa"]
    chosen = told(reply.buttons[1]["payload"])
    assert chosen.text.startswith("Phường Xuân Hòa, thành phố Hồ Chí Minh là tên hiện nay.")


def test_a_part_that_bears_the_old_name_can_be_chosen() -> None:
    reply = told("phường Cửa Nam quận Hoàn Kiếm giờ là phường nào")
    payload = next(one["payload"] for one in reply.buttons if one["title"] == "phường Cửa Nam")
    assert told(payload).text.startswith("Phường Cửa Nam, thành phố Hà Nội là tên hiện nay.")


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_name_that_several_bore_is_asked_back(language: str) -> None:
    reply = told("xã Đồng Văn, Nghệ An", language)
    assert (reply.status, reply.reason, len(reply.buttons)) == ("clarify", "old_place_which", 3)
    first = told(reply.buttons[0]["payload"], language)
    assert first.status == "computed"


def test_a_name_that_no_place_bears_is_said_to_be_unknown() -> None:
    assert told("xã Cổ Tích huyện Phù Thủy giờ là xã nào").reason == "old_place_unknown"


def test_without_a_place_another_step_answers() -> None:
    assert old_place.answer(question("giờ là xã nào", entities=ASKED), TODAY) is None


@pytest.mark.parametrize("intent", ["off_topic", "neighbouring_procedure", "personal_data", "card_question"])
def test_it_is_answered_whatever_the_message_was_taken_for(intent: str) -> None:
    assert "xã Bà Nà" in told("xã Hòa Ninh Hòa Vang nay là xã nào", intent=intent).text
