from __future__ import annotations

import pytest

from actions.law import loading
from actions.sources import addresses
from actions.sources.library import Library


def test_a_citation_leads_to_one_page_for_ever() -> None:
    assert addresses.of_passage("luat-26-2023-qh15#d26") == "law/luat-26-2023-qh15/d26.html"
    assert addresses.of_passage("luat-26-2023-qh15#d26", "es") == "law/luat-26-2023-qh15/d26.html#es"
    assert addresses.of_row("half-2025h2-2026", "en") == "law/rows/half-2025h2-2026.html#en"


def test_no_two_pages_have_one_address() -> None:
    library, law = Library.load(added=None), loading.load()
    files = [addresses.passage_file(ref) for ref in library.index]
    files += [addresses.source_file(source) for source in library.sources]
    files += [addresses.row_file(row.id) for row in law.rows()]
    assert len(files) == len(set(files))
    assert addresses.ROWS not in library.sources


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_citation_carries_the_address_of_its_page(language: str) -> None:
    library = Library.load(added=None)
    day = next(source.in_force_from for source in library.sources.values() if source.in_force_from)
    citation = library.citation("luat-26-2023-qh15#d26", language, day)
    assert citation["page"] == f"law/luat-26-2023-qh15/d26.html#{language}"
