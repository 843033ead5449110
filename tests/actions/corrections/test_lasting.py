from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from actions import settings
from actions.corrections.lasting import lasted, proposals, said_days, write
from actions.sources import questions
from actions.sources.questions import QuestionUnit
from common.corrections import store
from common.corrections.definition import Correction
from common.corrections.tables import Table
from common.database import address
from tests.common.corrections.made import DAY, correction, draft

SINCE = date(2026, 10, 1)


def old(**fields: Any) -> Correction:
    """A correction that has been said for sixty days."""
    return correction(**{"first": SINCE, "approved_on": SINCE, **fields})


@pytest.mark.parametrize(
    ("one", "days"),
    [
        (old(), 60),
        (old(last=date(2026, 10, 10)), 10),
        (old(approved_on=DAY), 1),
        (correction(approved_on=None), 0),
    ],
)
def test_the_days_on_which_it_was_said_count(one: Correction, days: int) -> None:
    assert said_days(one, DAY) == days


def test_what_lasted_and_was_not_withdrawn_is_proposed() -> None:
    withdrawn = old(number=2).model_copy(update={"state": "ended", "ended_because": store.WITHDRAWN})
    ended = old(number=3).model_copy(
        update={"state": "ended", "ended_because": store.ACCOUNT_ENDED, "ended_on": date(2026, 11, 15)}
    )
    new = correction(number=4, approved_on=DAY)
    assert [one.id for one in lasted([ended, new, withdrawn, old()], DAY)] == [1, 3]


def test_a_proposal_is_a_question_unit_with_what_is_left_to_do(tmp_path: Path) -> None:
    (path,) = write([old(office="phuong-mau", instead_of="how-long-lost")], {}, tmp_path / "questions.yml")
    text = path.read_text(encoding="utf-8")
    assert "# to do: write it in es\n" in text
    assert "# to do: at least 6 examples a language (there are 1 vi, 0 es, 1 en)\n" in text
    assert "# to do: it is the office's phuong-mau; does it hold everywhere?\n" in text
    assert "# instead of: how-long-lost" in text
    (unit,) = yaml.safe_load(text)["units"]
    assert unit["examples"]["vi"] == ["bao lâu có thẻ mới"]
    assert unit["rests_on"] == list(draft().rests_on)


def test_a_whole_proposal_is_a_right_unit(tmp_path: Path) -> None:
    examples = {language: tuple(f"{language} {number}?" for number in range(6)) for language in ("vi", "es", "en")}
    lead = {"vi": "7 ngày làm việc.", "es": "7 días hábiles.", "en": "7 working days."}
    (path,) = write([old(phrases=examples, lead=lead)], {}, tmp_path / "questions.yml")
    units, problems = questions.read([path], questions.grounds())
    assert (len(units), problems) == (1, [])


def unit(**fields: Any) -> QuestionUnit:
    """A unit that answers as the draft does, in three languages."""
    values: dict[str, Any] = {
        "id": "how-long-new",
        "kind": "how_long",
        "about": {"topic": "timeline"},
        "rests_on": draft().rests_on,
        "lead": {"vi": "7 ngày làm việc.", "es": "7 días hábiles.", "en": "7 working days."},
        "lines": [{"label": "note", "vi": "Kể từ khi nộp.", "es": "Desde la entrega.", "en": "From filing."}],
        "examples": {"vi": ["bao lâu có thẻ mới"], "es": [], "en": ["when is it ready"]},
        "file": "timeline.yml",
    }
    return QuestionUnit.model_validate({**values, **fields})


PICKED = {"instead_of": "how-long-new", "lines": [{"label": "note", "words": {"vi": "Kể từ khi nộp."}}]}


def test_an_answer_picked_from_a_unit_and_left_as_it_is_adds_its_questions_to_the_unit(tmp_path: Path) -> None:
    known = {"how-long-new": unit()}
    (path,) = write([old(office="phuong-mau", **PICKED)], known, tmp_path / "questions.yml")
    text = path.read_text(encoding="utf-8")
    assert "# data/questions/timeline.yml\n# to do: it is the office's phuong-mau" in text
    added = [{"id": "how-long-new", "examples": {"en": ["how long does a new card take"]}}]
    assert (path.name, yaml.safe_load(text)) == ("questions-examples.yml", {"examples": added})
    assert yaml.safe_load((tmp_path / "questions.yml").read_text(encoding="utf-8")) == {"units": []}


def test_a_later_run_without_them_leaves_no_examples_of_before(tmp_path: Path) -> None:
    for one in (old(**PICKED), old()):
        paths = write([one], {"how-long-new": unit()}, tmp_path / "questions.yml")
    assert [path.name for path in paths] == ["questions.yml"]
    assert yaml.safe_load((tmp_path / "questions-examples.yml").read_text(encoding="utf-8")) == {"examples": []}


def test_what_a_unit_has_in_these_words_leaves_nothing_to_look_through(tmp_path: Path) -> None:
    known = {"how-long-new": unit(examples=draft().phrases)}
    assert write([old(**PICKED)], known, tmp_path / "questions.yml") == []


@pytest.mark.parametrize(
    "changed",
    [
        {"lead": {"vi": "3 ngày làm việc."}},
        {"rests_on": ("luat-26-2023-qh15#d25",)},
        {"lines": [{"label": "note", "words": {"vi": "Kể từ ngày hẹn."}}]},
        {"lines": [{"label": "online", "words": {"vi": "Kể từ khi nộp."}}]},
        {"doubt": {"vi": "nơi làm báo ngày."}},
        {"practice_of": "Công an phường Mẫu"},
        {"instead_of": "how-long-gone"},
    ],
)
def test_what_was_changed_is_a_unit_of_its_own(changed: dict[str, Any]) -> None:
    written = yaml.safe_load(proposals([old(**{**PICKED, **changed})], {"how-long-new": unit()}))
    assert [one["id"] for one in written["units"]] == ["correction-1"]


def test_without_any_the_file_holds_none() -> None:
    assert yaml.safe_load(proposals([], {})) == {"units": []}


def test_the_command_writes_them(tmp_path: Path, database_url: str) -> None:
    engine = create_engine(address(database_url))
    Table.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        number = store.write(session, draft(first=SINCE), "lan").id
        store.propose(session, number)
        store.approve(session, number, "minh", SINCE, second_person=True)
    run = subprocess.run(
        [sys.executable, "-m", "actions.corrections", "--out", str(tmp_path / "out.yml")],
        env={"DATABASE_URL": database_url, "ASSISTANT_TODAY": "2026-11-29", "PYTHONPATH": "."},
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.startswith("1  60 days  7 ngày làm việc.\n")
    assert f"then python -m actions.sources questions --file {tmp_path / 'out.yml'}" in run.stdout
    assert (tmp_path / "out.yml").is_file()
