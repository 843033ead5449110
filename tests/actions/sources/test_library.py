from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from actions.sources.library import Library, SourcesError

Write = Callable[..., Path]

DAY = date(2022, 5, 1)


def test_a_source_is_read_with_its_passages(write: Write) -> None:
    library = Library.load(write(), added=None)
    passage = library.passage("luat-thu#d1")
    assert passage.topics == ("fee",)
    assert passage.country == "vn"
    assert passage.in_force_to == date(2023, 12, 31)
    assert passage.say("es") == "La tasa es de 70.000 VND."
    assert library.passage("luat-thu#d2").in_force_to is None
    assert library.source("luat-thu").name("en") == "Test law"


@pytest.mark.parametrize(
    ("day", "status"),
    [(date(2019, 12, 31), "not yet in force"), (DAY, "in force"), (date(2024, 1, 1), "superseded")],
)
def test_a_citation_tells_the_status_on_the_day(write: Write, day: date, status: str) -> None:
    citation = Library.load(write(), added=None).citation("luat-thu#d1", "en", day)
    assert citation == {
        "source": "luat-thu",
        "ref": "luat-thu#d1",
        "title": "Test law",
        "number": "1/2020/QH14",
        "place": "Điều 1",
        "in_force_from": "2020-01-01",
        "in_force_to": "2023-12-31",
        "status": status,
        "confidence": "high",
        "page": "law/luat-thu/d1.html#en",
        "text": "The fee is 70.000 VND.",
    }


@pytest.mark.parametrize("kind", ["bill", "page"])
def test_a_bill_and_a_page_are_never_in_force(write: Write, kind: str) -> None:
    library = Library.load(write(("kind: law", f"kind: {kind}")), added=None)
    assert library.citation("luat-thu#d1", "vi", DAY)["status"] == kind


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("topics: [fee]", "topics: [weather]", "passages.0: topics: weather not in vocabulary.yml"),
        ("country: vn", "country: fr", "country: fr"),
        ("- id: d2", "- id: d1", "d1: two passages have this id"),
        (", en: The fee is 70.000 VND.", "", "d1: text: missing in en"),
        (", es: [cuánto cuesta]", "", "d1: asks: missing in es"),
        ("  doubt: {vi: Chưa chắc., es: No es seguro., en: Not certain.}\n", "", "doubt: missing"),
        ("place: Điều 1", "place: Điều 1\n  replaced_by: [luat-moi#d9]", "luat-moi#d9, and there is no such"),
        ("superseded_by: []", "superseded_by: [luat-moi]", "luat-moi, and there is no such source"),
        ("id: luat-thu", "id: luat-khac", "named after its id"),
        ("place: Điều 1", "plaice: Điều 1", "passages.0.plaice"),
        ("kind: law", "kind: novel", "kind"),
        ("id: luat-thu", "id: [", "luat-thu.yml"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(write: Write, old: str, new: str, problem: str) -> None:
    with pytest.raises(SourcesError) as caught:
        Library.load(write((old, new)), added=None)
    assert any(problem in line and line.startswith("luat") for line in caught.value.problems), caught.value.problems


def test_all_problems_are_told_at_once(write: Write) -> None:
    folder = write(("[fee]", "[weather]"), ("[place]", "[rain]"))
    _, problems = Library.read(folder, None)
    assert len(problems) >= 2


def test_the_project_s_sources_have_no_problem(library: Library) -> None:
    assert len(library.passages) > 300
    assert library.source("luat-26-2023-qh15").number == "26/2023/QH15"


def test_what_replaces_an_older_passage_is_itself_in_force(library: Library) -> None:
    today = date(2026, 11, 22)
    for passage in library.passages:
        for ref in passage.replaced_by:
            begins = library.passage(ref).in_force_from
            assert begins is None or begins <= today, ref
