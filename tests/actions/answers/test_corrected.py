from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from actions import router
from actions.answers import corrected
from actions.corrections import current
from actions.corrections.current import Known, phrases
from actions.question import Question
from common import offices
from common.corrections.definition import Correction, Line
from tests.actions.made import know, question, unit
from tests.common.corrections.made import DAY, PASSAGE, correction

OFFICE = "name: {vi: Công an phường Mẫu, es: Policía de Mẫu, en: Mẫu ward police}\n"


@pytest.fixture(autouse=True)
def an_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One office, and an assistant that finds a unit for every question."""
    (tmp_path / "phuong-mau.yml").write_text(OFFICE, encoding="utf-8")
    here = offices.Offices(tmp_path)
    monkeypatch.setattr(offices, "current", lambda: here)
    know(monkeypatch, [unit("of-the-repository", "Từ kho.")], chance=0.9)


def live(monkeypatch: pytest.MonkeyPatch, *corrections: Correction) -> None:
    """Let these be the corrections of now, each as near as can be to every made question."""
    vector = question().vector
    assert vector is not None
    known = Known(1, corrections, (), *phrases(corrections, lambda *_: vector))
    monkeypatch.setattr(current, "current", lambda: known)


def asked(**known: Any) -> Question:
    return question("bao lâu có thẻ mới", **known)


def test_a_correction_answers_before_the_units(monkeypatch: pytest.MonkeyPatch) -> None:
    assert router.replies(asked(), DAY)[0].unit == "of-the-repository"
    live(monkeypatch, correction())
    (said,) = router.replies(asked(), DAY)
    assert (said.unit, said.status, said.topic) == (None, "retrieved", "timeline")
    assert said.text.startswith("7 ngày làm việc.")
    assert said.custom()["correction"] == {"id": 1, "version": 3, "until": "2026-12-31"}


def test_it_says_whose_word_it_is_and_the_text_it_rests_on(monkeypatch: pytest.MonkeyPatch) -> None:
    live(monkeypatch, correction())
    (said,) = router.replies(asked(), DAY)
    assert "Căn cứ: Đính chính số 1 (đến 31/12/2026), Công an phường Mẫu; Điều 26" in said.text
    assert [citation["ref"] for citation in said.citations] == ["correction#1-3", PASSAGE]
    assert (said.citations[0]["status"], said.citations[0]["confidence"]) == ("correction", "high")


def test_a_practice_is_told_apart_from_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    practice = correction(
        lead={"vi": "3 ngày làm việc.", "en": "3 working days."},
        lines=(Line(label="where", words={"vi": "Quầy 2.", "en": "Desk 2."}),),
        practice_of="phuong-mau",
        text_says={"vi": "7 ngày làm việc.", "en": "7 working days."},
    )
    live(monkeypatch, practice)
    (said,) = router.replies(asked(), DAY)
    assert said.text.splitlines()[1:4] == [
        "Nơi làm: Quầy 2.",
        "Cách làm của cơ quan: Đây là cách làm hiện nay của Công an phường Mẫu, không phải lời văn của văn bản.",
        "Văn bản: 7 ngày làm việc.",
    ]
    assert said.citations[0]["confidence"] == "medium"


def test_a_practice_that_no_text_rules_on_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    live(monkeypatch, correction(practice_of="Tổ lưu động", rests_on=()))
    (said,) = router.replies(asked(), DAY)
    assert "của Tổ lưu động" in said.text
    assert "Văn bản: Văn bản mà trợ lý có chưa nói rõ điểm này." in said.text
    assert len(said.citations) == 1


@pytest.mark.parametrize(
    "known",
    [
        {"text": "/timeline"},
        {"intent": "inform"},
        {"intent": "scam"},
        {"intent": "human_handoff"},
        {"country": "cn"},
        {"language": "es"},
        {"vector": np.zeros(64, np.float32)},
    ],
)
def test_it_keeps_out_of_buttons_details_warnings_and_what_is_not_its_own(
    monkeypatch: pytest.MonkeyPatch, known: dict[str, Any]
) -> None:
    live(monkeypatch, correction())
    other = Question(**{**vars(asked()), **known})
    assert corrected.by_an_office(other, DAY) == []


@pytest.mark.parametrize("intent", ["off_topic", "neighbouring_procedure", "card_question", "fee", "nlu_fallback"])
def test_it_answers_whatever_the_question_was_taken_for(monkeypatch: pytest.MonkeyPatch, intent: str) -> None:
    live(monkeypatch, correction())
    assert router.replies(asked(intent=intent), DAY)[0].correction
