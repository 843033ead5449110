from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.answers import deadline, fee, renewal
from actions.answers.figures import how_counted
from tests.actions.answers.conftest import LANGUAGES, TODAY, more, on, question

pytestmark = pytest.mark.usefixtures("library")

LOST: dict[str, Any] = {"document": "can_cuoc", "reason": "lost"}
ASKED: dict[str, Any] = {"intent": "off_topic", "entities": {"cue": ("working",)}}
HELD: dict[str, Any] = {"document": "cccd", "birth_date": "1990-05-20", "issue_date": "2021"}


class TestFolded:
    def test_a_fee_tells_its_sum_and_the_texts_of_its_rows(self) -> None:
        said = more(fee.answer(question("vi", **LOST), TODAY))
        assert "Cách tính: 70.000 đồng × 50 % = 35.000 đồng (" in said
        assert "73/2024/TT-BTC" in said
        assert "64/2025/TT-BTC" in said

    def test_of_a_fee_without_a_cut_the_tariff_is_told(self) -> None:
        said = more(fee.answer(question("en", document="cccd", reason="lost", **on("2019-12-02")), TODAY))
        assert "the tariff sets 70,000 dong and no reduction applies" in said

    def test_of_several_stretches_each_sum_has_its_days(self) -> None:
        said = more(fee.answer(question("en", **LOST, date="2025"), TODAY))
        sums = [line for line in said.splitlines() if "How it is counted" in line]
        assert len(sums) >= 2
        assert all("2025" in line.split("How it is counted")[0] for line in sums)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_deadline_tells_each_day_that_counts(self, language: str) -> None:
        asked = question(language, document="can_cuoc", procedure="reissue", received_date="2026-11-19")
        days = [f"({number})" for number in range(1, 8)]
        assert all(number in more(deadline.answer(asked, TODAY)) for number in days)

    def test_a_limit_in_calendar_days_names_no_day(self) -> None:
        asked = question("en", country="cn", document="cn_id", procedure="first", received_date="2026-06-01")
        assert "(1)" not in more(deadline.answer(asked, TODAY))

    def test_a_renewal_tells_the_ages(self) -> None:
        said = more(renewal.answer(question("en", **HELD), TODAY))
        assert "25 on 20 May 2015 (passed: a card issued from 20 May 2013 on is not changed at that age)" in said
        assert "40 on 20 May 2030" in said


class TestHowCounted:
    def test_the_last_computed_answer_tells_its_working(self) -> None:
        asked = question("vi", **LOST, topic="fee", **ASKED)
        (reply,) = how_counted(asked, TODAY)
        assert reply.status == "retrieved"
        assert "70.000 đồng × 50 % = 35.000 đồng" in reply.text
        assert reply.citations

    def test_the_days_of_a_deadline(self) -> None:
        asked = question(
            "es", document="can_cuoc", procedure="reissue", received_date="2026-11-19", topic="timeline", **ASKED
        )
        (reply,) = how_counted(asked, TODAY)
        assert "Días que cuentan: (1) 20/11/2026" in reply.text

    def test_a_question_on_something_else_is_left_to_the_next_step(self) -> None:
        asked = question("vi", **LOST, topic="fee", **ASKED)
        for named in ({"document": ("cccd",)}, {"aspect": ("timeline",)}):
            assert how_counted(replace(asked, entities={"cue": ("working",), **named}), TODAY) == []
        assert how_counted(replace(asked, topic="penalty"), TODAY) == []
        assert how_counted(replace(asked, topic=None), TODAY) == []
        assert how_counted(replace(asked, entities={"cue": ("opening",)}), TODAY) == []

    def test_a_topic_of_its_own_is_left_to_the_next_step(self) -> None:
        asked = question("vi", **LOST, topic="fee", **ASKED)
        assert how_counted(replace(asked, intent="penalty", sure=0.82), TODAY) == []
        assert how_counted(replace(asked, intent="timeline", sure=0.6), TODAY)

    def test_what_could_not_be_computed_has_no_working(self) -> None:
        asked = question("vi", document="cccd", procedure="reissue", received_date="2023-07-03", topic="timeline")
        assert how_counted(replace(asked, **ASKED, received_date="1990-01-01"), TODAY) == []
