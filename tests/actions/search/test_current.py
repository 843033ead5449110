from __future__ import annotations

import pytest

from actions.search import artifacts
from actions.search.current import Knowledge, Live


@pytest.fixture
def found(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Live:
    """What is known, by an index that was built at the time 1."""
    monkeypatch.setattr(artifacts, "built", lambda folder: 1)
    return Live()


def test_the_sources_and_their_search_are_read_anew_together_once_the_index_was_built_anew(
    found: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = found.knowledge
    assert found.knowledge is known
    monkeypatch.setattr(artifacts, "built", lambda folder: 2)
    assert found.knowledge is not known


def test_while_the_index_is_being_replaced_the_one_of_before_goes_on(
    found: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = found.knowledge
    monkeypatch.setattr(artifacts, "built", lambda folder: 0)
    assert found.knowledge is known


def test_a_document_whose_index_is_not_there_yet_leaves_all_as_it_was_and_is_not_tried_again(
    found: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, tried = found.knowledge, []

    def outdated(*_: object) -> Knowledge:
        tried.append(1)
        raise artifacts.OutdatedError

    monkeypatch.setattr(Knowledge, "load", outdated)
    monkeypatch.setattr(artifacts, "built", lambda folder: 2)
    assert (found.knowledge, found.knowledge) == (known, known)
    assert len(tried) == 1
