from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from actions import page_data
from actions.answers import parts
from actions.law import deadlines
from common import offices
from tests.actions.answers.conftest import sources

EXAMPLE = Path(__file__).parents[2] / "deploy" / "offices" / "example.yml"
AT = datetime(2026, 11, 30, 9)
FILED = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation without an office, and sources without the search over them."""
    here = offices.Offices(tmp_path)
    monkeypatch.setattr(offices, "current", lambda: here)
    monkeypatch.setattr(parts, "library", sources)
    return tmp_path


@pytest.mark.parametrize("language", ["vi", "es", "en"])
@pytest.mark.parametrize("task", list(page_data.tasks()))
def test_every_task_is_answered_with_its_basis(task: str, language: str) -> None:
    shown = page_data.task(task, language, at=AT)
    assert shown["language"] == language
    for section in shown["sections"]:
        assert section["title"]
        assert section["citations"], section["title"]
        assert section["answer"] is None or section["answer"]["lead"]
        assert not section["text"].startswith("Để tính được"), "nothing is asked back on a page"


def test_there_are_six_tasks_and_no_other() -> None:
    assert list(page_data.tasks()) == ["lost", "change", "first", "money", "time", "person"]
    with pytest.raises(page_data.NoSuchPage, match="no task is called 'x'; there are lost, change"):
        page_data.task("x", "vi", at=AT)


def test_where_what_and_how_much_stand_in_the_first_section_of_a_lost_card() -> None:
    said = page_data.task("lost", "vi", at=AT)["sections"][0]["answer"]
    assert "công an xã" in said["lead"]
    lines = {line["label"]: line["text"] for line in said["lines"]}
    assert "CC01" in lines["bring"]
    assert "35.000 đồng" in lines["pay"]
    visible = " ".join([said["lead"], *(f"{line['name']} {line['text']}" for line in said["lines"])])
    assert len(visible.split()) <= 150


@pytest.mark.parametrize("task", ["lost", "change", "first"])
def test_of_each_list_of_papers_the_last_day_can_be_worked_out(task: str) -> None:
    sections = page_data.task(task, "vi", at=AT)["sections"]
    cases = [section["filing"] for section in sections if section["answer"]]
    assert all(cases)
    for case in cases:
        asked = deadlines.DeadlineCase.model_validate({**case, "received": FILED})
        assert deadlines.deadline(asked).last_day > FILED


def test_the_office_and_its_notices_stand_on_every_page(folder: Path) -> None:
    assert page_data.home("vi", at=AT)["office"] is None
    shutil.copy(EXAMPLE, folder)
    shown = page_data.home("en", at=AT)
    assert shown["office"]["opening"] == "open now, until 11:30"
    assert shown["notices"] == ["This month cases are taken on the second floor (example)."]
    assert shown["widget_notices"] == shown["notices"]
    assert page_data.home("vi", "another", at=AT)["office"] is None


def test_an_unknown_language_is_vietnamese() -> None:
    assert page_data.home("fr", at=AT)["language"] == "vi"


def test_the_numbers_of_a_person_are_named_to_be_tapped() -> None:
    assert page_data.task("person", "vi", at=AT)["sections"][0]["numbers"] == ["1900 0368", "113"]
