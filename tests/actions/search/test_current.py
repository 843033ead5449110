from __future__ import annotations

import pytest

from actions.search import artifacts
from actions.search.current import Live
from actions.search.searcher import Searcher


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Live:
    """Sources whose index was built at the time 1."""
    monkeypatch.setattr(artifacts, "built", lambda folder: 1)
    return Live()


def test_the_sources_and_their_search_are_read_anew_together_once_the_index_was_built_anew(
    found: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, searcher = found.library, found.searcher
    assert found.library is library
    monkeypatch.setattr(artifacts, "built", lambda folder: 2)
    assert found.library is not library
    assert found.searcher is not searcher


def test_while_the_index_is_being_replaced_the_one_of_before_goes_on(
    found: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = found.library
    monkeypatch.setattr(artifacts, "built", lambda folder: 0)
    assert found.library is library


def test_a_document_whose_index_is_not_there_yet_leaves_all_as_it_was_and_is_not_tried_again(
    found: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, searcher, tried = found.library, found.searcher, []

    def outdated(*_: object) -> Searcher:
        tried.append(1)
        raise artifacts.OutdatedError

    monkeypatch.setattr(Searcher, "load", outdated)
    monkeypatch.setattr(artifacts, "built", lambda folder: 2)
    assert (found.library, found.searcher, found.library) == (library, searcher, library)
    assert len(tried) == 1
