"""How a day told in words is said with the answer."""

from __future__ import annotations

from collections.abc import Mapping

from actions.answers.read_dates import said
from actions.question import Question
from actions.reply import Reply

LUNAR = {"received_date": ("2026-04-26",), "lunar_date": ("2026-04-26 mùng 10 tháng 3 âm lịch",)}


def first_text(entities: Mapping[str, tuple[str, ...]], answer: str, language: str = "vi") -> str:
    question = Question(language=language, intent="timeline", text="…", entities=entities)
    reply = Reply(text=answer, status="computed", language=language, citations=[{"ref": "x"}])
    return said([reply], question)[0].text


def test_a_lunar_date_is_said_in_both_calendars() -> None:
    text = first_text(LUNAR, "Nộp ngày 26/04/2026: …")
    assert text.startswith("“mùng 10 tháng 3 âm lịch” theo âm lịch là Chủ Nhật, ngày 26 tháng 4 năm 2026 dương lịch.")


def test_a_day_in_words_is_written_out_unless_the_answer_does() -> None:
    entities = {"date": ("2026-11-30",), "worded_date": ("2026-11-30 next Monday",)}
    assert "Monday, 30 November 2026" in first_text(entities, "The fee is …", "en")
    assert first_text(entities, "Handed in on 30 Nov 2026: …", "en") == "Handed in on 30 Nov 2026: …"


def test_nothing_is_said_of_a_day_in_a_story() -> None:
    entities = {"event_date": ("2026-11-28",), "worded_date": ("2026-11-28 hôm qua",)}
    assert first_text(entities, "Lệ phí …") == "Lệ phí …"


def test_a_payload_without_sense_says_nothing() -> None:
    assert first_text({"date": ("2026-11-30",), "worded_date": ("x y",)}, "…") == "…"
