"""The last answer once more: repeated, shorter, simpler, told to be wrong."""

from __future__ import annotations

import pytest

from actions.anatomy import Answer, AnswerLine
from actions.answers import again
from actions.reply import Reply
from tests.actions.made import TODAY, know, question, unit

CITED = [{"ref": "luat-26-2023-qh15#d21"}]
PARTS = Answer(
    lead="Mất 35.000 đồng (Điều 38 khoản 3).",
    lines=(AnswerLine("where", "Công an xã, theo Điều 27."),),
    doubt="Có thể ít hơn.",
    more="Trước đây là 70.000 đồng.",
)
ANSWER = Reply(text=PARTS.text("vi", "Căn cứ: Luật."), status="computed", language="vi", citations=CITED, answer=PARTS)
PASSAGE = Reply(text="Có. Thẻ còn hạn.\nCăn cứ: Luật.", status="retrieved", language="vi", citations=CITED)
LAST = question("phí làm lại thẻ", intent="fee", reason="lost", document="cccd", age=13, birth_date="2013-05-20")


def test_a_repeated_answer_is_the_same() -> None:
    assert again.replies(question(intent="repeat_answer"), LAST, [ANSWER], TODAY) == [ANSWER]


def test_shorter_is_the_lead_alone() -> None:
    (short,) = again.replies(question(intent="shorter_answer"), LAST, [ANSWER], TODAY)
    assert short.text == PARTS.lead
    assert (short.status, short.citations) == ("computed", CITED)
    assert short.answer == Answer(PARTS.lead)
    assert again.shorter(PASSAGE).text == "Có."


def test_simpler_is_lead_and_lines_without_the_texts() -> None:
    (simple,) = again.replies(question(intent="simpler_answer"), LAST, [ANSWER], TODAY)
    assert simple.text == "Mất 35.000 đồng.\nNơi làm: Công an xã."


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Yes (Article 24(1) of the Law on Identification).", "Yes."),
        ("Yes (Article 24 of the Law).", "Yes."),
        ("Sí, según el artículo 24, apartado 1, es gratis (Ley 26/2023).", "Sí, es gratis."),
        ("Thẻ (có chip) miễn phí theo Điều 38 khoản 3.", "Thẻ (có chip) miễn phí."),
    ],
)
def test_places_in_texts_are_left_out(text: str, plain: str) -> None:
    assert again.plain(text) == plain


def test_a_disputed_answer_says_what_was_read_and_offers_others_and_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    said, other = unit("said"), unit("other", "Có.")
    know(monkeypatch, [said, other], 0.9)
    answered = [Reply(text="…", status="computed", language="vi", citations=CITED, topic="fee", unit="said")]
    (reply,) = again.replies(question(intent="wrong_answer"), LAST, answered, TODAY)
    for part in ("lệ phí", "CCCD", "bị mất", "13 tuổi", "20/05/2013", "Công an cấp xã"):
        assert part in reply.text
    assert [button["payload"] for button in reply.buttons] == ['/show_unit{"unit":"other"}']
    assert (reply.status, reply.reason) == ("clarify", "disputed")


@pytest.mark.parametrize("wish", again.WISHES)
def test_before_any_answer_it_is_asked_what_is_to_be_told(wish: str) -> None:
    (reply,) = again.replies(question(intent=wish), None, [], TODAY)
    assert (reply.status, reply.reason) == ("clarify", "topic_missing")
    assert reply.buttons
