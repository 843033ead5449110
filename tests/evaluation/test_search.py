from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions.search.searcher import Searcher
from actions.sources.library import Library, Passage
from common.text import fold
from tests.evaluation import search
from tests.evaluation.readings import read_by_bot

SET = """
questions:
- text: Bao nhiêu tuổi thì phải đổi thẻ căn cước?
  slice: marked
  expected: [luat-26-2023-qh15#d21]
- text: Lệ phí cấp lại thẻ căn cước là bao nhiêu?
  slice: marked
  expected: [cn-id-law#d2]
- text: làm hộ chiếu ở đâu
  kind: neighbouring
- text: kể chuyện cười đi
  kind: off_topic
"""


@pytest.fixture
def outcomes(searcher: Searcher[Passage], library: Library, tmp_path: Path) -> list[search.Outcome]:
    (tmp_path / "vi.yml").write_text(SET, encoding="utf-8")
    return search.run(searcher, library, search.load(tmp_path), read_by_bot(tmp_path), date(2026, 11, 22))


def test_questions_are_asked_as_written_and_without_marks(outcomes: list[search.Outcome]) -> None:
    assert [outcome.case.text for outcome in outcomes if outcome.case.slice == search.FOLDED] == [
        "bao nhieu tuoi thi phai doi the can cuoc?",
        "le phi cap lai the can cuoc la bao nhieu?",
    ]


def test_found_and_wrong_answers_are_counted(outcomes: list[search.Outcome]) -> None:
    inside = [outcome for outcome in outcomes if outcome.case.slice == "marked"]
    assert search.found(inside) == {"recall@1": 0.5, "recall@5": 0.5, "MRR": 0.5}
    coverage, wrong = search.answered(inside, threshold=0.0)
    assert (coverage, wrong) == (1.0, 0.5)
    assert search.answered(inside, threshold=1.1) == (0.0, 0.0)


def test_what_is_let_in_from_outside_is_counted(outcomes: list[search.Outcome]) -> None:
    outside = [outcome for outcome in outcomes if outcome.case.kind]
    assert search.let_in(outside, search.threshold_at(outcomes)) == 0
    assert search.let_in(outside, threshold=0.0) == 1


def test_tables_and_plot_are_made(outcomes: list[search.Outcome], tmp_path: Path) -> None:
    lines = search.tables(outcomes)
    assert "| vi | marked | 2 | 0.500 | 0.500 | 0.500 |" in "\n".join(lines)
    search.plot(outcomes, tmp_path / "plot.png")
    assert (tmp_path / "plot.png").stat().st_size > 5000


@pytest.mark.parametrize("case", [{"text": "x"}, {"text": "x", "expected": ["a#b"], "kind": "off_topic"}])
def test_a_question_has_either_answers_or_a_kind(case: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="needs either"):
        search.Case.model_validate(case)


def test_an_expected_passage_that_is_not_there_is_not_passed_over(library: Library) -> None:
    with pytest.raises(KeyError):
        search.relevant(library, ["luat-26-2023-qh15#d999"])


def test_the_project_s_own_sets_are_well_formed(library: Library) -> None:
    for folder in (search.FOLDER, search.APART):
        sets = search.load(folder)
        assert set(sets) == {"vi", "es", "en"}
        for cases in sets.values():
            for case in cases:
                search.relevant(library, case.expected)


def test_no_ask_repeats_a_question_that_measures(library: Library) -> None:
    asks = {fold(ask) for passage in library.passages for texts in passage.asks.values() for ask in texts}
    for folder in (search.FOLDER, search.APART):
        for cases in search.load(folder).values():
            assert not asks & {fold(case.text) for case in cases}
