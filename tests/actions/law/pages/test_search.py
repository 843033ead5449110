"""The search of the law pages: by words, in three languages, where they are served."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from actions.law.pages.build import INDEX, SEARCH
from actions.law.pages.search import LONGEST, MOST, Index, routes
from actions.sources import addresses
from tests.actions.law.pages.site import site


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("law_pages")
    (made / INDEX).write_text(site()[INDEX], encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def client(folder: Path) -> TestClient:
    return TestClient(Starlette(routes=routes(folder)))


@pytest.mark.parametrize(
    ("language", "asked", "page"),
    [
        ("vi", "đặt lịch không đến", addresses.passage_file("nd-70-2024#d21-k4")),
        ("vi", "dat lich khong den", addresses.passage_file("nd-70-2024#d21-k4")),
        ("es", "empleador retener tarjeta", addresses.passage_file("blld-2019#d17")),
        ("en", "employer keep original card", addresses.passage_file("blld-2019#d17")),
        ("en", "number 18 digits", addresses.passage_file("cn-gb-11643-1999#so")),
        ("vi", "64/2025", addresses.source_file("tt-64-2025-btc")),
        ("en", "half-2025h2-2026", addresses.row_file("half-2025h2-2026")),
    ],
)
def test_a_page_is_found_by_its_words(folder: Path, language: str, asked: str, page: str) -> None:
    found = [one.file for one in Index.read(folder / INDEX, language).find(asked)]
    assert page in found[:5]
    assert len(found) <= MOST


def test_every_page_of_the_law_is_searched(folder: Path) -> None:
    searched = {page.file for page in Index.read(folder / INDEX, "vi").pages}
    assert searched == {file for file in site() if "/" in file}


def test_what_was_found_is_told_with_links_to_it(client: TestClient) -> None:
    answer = client.get(f"/{SEARCH['es']}", params={"q": "empleador retener tarjeta"})
    assert f'href="{addresses.passage_file("blld-2019#d17")}#es"' in answer.text
    assert 'value="empleador retener tarjeta"' in answer.text
    assert "carpeta" not in answer.text


def test_words_that_no_page_has_get_a_kind_sentence(client: TestClient) -> None:
    assert "No page has these words" in client.get(f"/{SEARCH['en']}", params={"q": "zxqv"}).text
    assert "No page has these words" not in client.get(f"/{SEARCH['en']}").text


def test_what_is_asked_cannot_become_markup_and_is_cut(client: TestClient) -> None:
    assert "<b>x" not in client.get(f"/{SEARCH['vi']}", params={"q": "<b>x</b>"}).text
    assert "a" * (LONGEST + 1) not in client.get(f"/{SEARCH['vi']}", params={"q": "a" * 5000}).text


def test_another_language_has_no_search(client: TestClient) -> None:
    assert client.get("/search.fr.html").status_code == 404


def test_without_an_index_and_in_a_folder_the_page_says_what_to_do(tmp_path: Path) -> None:
    bare = TestClient(Starlette(routes=routes(tmp_path)))
    assert "please use the lists above" in bare.get("/search.en.html", params={"q": "card"}).text
    assert "please use the lists above" in site()[SEARCH["en"]]
