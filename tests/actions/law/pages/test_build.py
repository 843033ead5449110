from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from actions.answers import checklist, deadline, fee, parts
from actions.law import loading
from actions.law.models import Law
from actions.law.pages import build
from actions.sources import addresses
from actions.sources.library import Library
from tests.actions.law.pages.site import library, pages, site, target

TODAY = date(2026, 11, 29)
LANGUAGES = ("vi", "es", "en")


def opens(address: str) -> bool:
    """Say whether an address of a citation leads to a page, and on it to the part in its language."""
    folder, _, path = address.partition("/")
    file, _, language = path.partition("#")
    return folder == addresses.SITE and file in pages() and language in pages()[file].ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_citation_that_can_be_made_leads_to_its_page(language: str) -> None:
    closed = [ref for ref in library().index if not opens(library().citation(ref, language, TODAY)["page"])]
    assert closed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_has_its_page(language: str) -> None:
    assert [row.id for row in loading.load().rows() if not opens(addresses.of_row(row.id, language))] == []


def test_the_citations_of_computed_answers_lead_to_their_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.actions.answers.conftest import question

    monkeypatch.setattr(parts, "library", library)
    asked = [
        fee.answer(question("vi", document="can_cuoc", reason="lost"), TODAY),
        deadline.answer(question("es", document="can_cuoc", procedure="reissue"), TODAY),
        checklist.answer(question("en", document="cccd", reason="lost"), TODAY),
    ]
    for reply in asked:
        assert reply.citations
        assert all(opens(citation["page"]) for citation in reply.citations)
        assert reply.computed is not None
        assert all(opens(addresses.of_row(row, reply.language)) for row in reply.computed["rules"])


def test_every_link_on_every_page_leads_somewhere() -> None:
    broken = []
    for file, page in pages().items():
        for link in page.links:
            to, anchor = target(file, link)
            known = to in site() and (not anchor or anchor in pages()[to].ids)
            broken += [] if known else [(file, link)]
    assert broken == []


def test_every_page_is_reached_from_the_first() -> None:
    seen, left = {build.START}, [build.START]
    while left:
        file = left.pop()
        for link in pages()[file].links:
            to, _ = target(file, link)
            if to.endswith(".html") and to not in seen:
                seen.add(to)
                left.append(to)
    assert set(pages()) - seen == set()


def test_the_pages_need_no_script_and_no_other_site() -> None:
    for file, page in pages().items():
        assert not {"script", "iframe", "img"} & set(page.tags), file
        assert not [link for link in page.links if "//" in link or link.startswith("/")], file


def test_every_page_tells_its_languages_and_names_itself_once() -> None:
    for file, page in pages().items():
        assert page.languages[0] in LANGUAGES, file
        assert len(page.ids) == len(set(page.ids)), file
        assert {"title", "main", "h1", "nav"} <= set(page.tags), file
        assert "" not in page.languages, file
    content = pages()[addresses.passage_file("luat-26-2023-qh15#d26")]
    assert set(LANGUAGES) <= set(content.languages)
    assert content.tags.count("h1") == 1


def test_a_passage_is_told_in_three_languages_with_what_a_lawyer_asks() -> None:
    page = site()[addresses.passage_file("tt-64-2025-btc#d1")]
    for language in LANGUAGES:
        assert library().passage("tt-64-2025-btc#d1").text[language].split(".")[0] in page
    for said in (
        "64/2025/TT-BTC",
        "from 1 July 2025 until 31 December 2026",
        "Confidence",
        "rows/half-2025h2-2026.html",
    ):
        assert said in page


def test_what_was_replaced_leads_to_what_replaced_it() -> None:
    passage = next(passage for passage in library().passages if passage.replaced_by)
    page = pages()[addresses.passage_file(passage.ref)]
    to = {target(addresses.passage_file(passage.ref), link)[0] for link in page.links}
    assert {addresses.passage_file(ref) for ref in passage.replaced_by} <= to


def test_it_prints_without_its_links_to_other_pages() -> None:
    style = site()[build.STYLE]
    assert re.search(r"@media print \{\s*nav, form \{ display: none; \}", style)
    assert len(style) < 2000


def test_words_in_another_language_say_so() -> None:
    page = site()[addresses.passage_file("luat-26-2023-qh15#d26")]
    assert '<dd lang="vi">Quốc hội</dd>' in page.split('<section id="en"')[1]


def test_text_cannot_become_markup(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    kept = Path("data/sources/blds-2015.yml").read_text(encoding="utf-8")
    (sources / "blds-2015.yml").write_text(kept.replace("issuer: ", "issuer: <b>x</b> "), encoding="utf-8")
    made = dict(build.Pages(Library.load(sources, added=None), Law()).files())
    assert "<b>x</b>" not in made["blds-2015/index.html"]
    assert "&lt;b&gt;x&lt;/b&gt;" in made["blds-2015/index.html"]


def test_pages_are_written_in_the_place_of_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "law_pages"
    folder.mkdir()
    (folder / "gone.html").write_text("", encoding="utf-8")
    count = build.write(folder, library(), loading.load())
    assert count == len(site())
    assert not (folder / "gone.html").exists()
    assert (folder / "luat-26-2023-qh15" / "d26.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["law_pages"]
