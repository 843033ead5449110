"""The made documents are read as their outlines say; docs/evaluation/documents.md tells how they were made."""

from __future__ import annotations

import pytest

from actions.sources.reading import read
from actions.sources.reading.archives import check_unpacked
from actions.sources.reading.blocks import Content
from tests.evaluation.documents.made import Made, files, unseen
from tests.evaluation.documents.made_apart import afterwards, by_others, of_programs
from tests.evaluation.documents.measure import score


def reader(data: bytes, suffix: str) -> Content:
    """Read a file within this process, which takes less time."""
    check_unpacked(data, suffix)
    return read(data, suffix)


ALONE = [made for made in (*files(), *unseen(), *by_others(), *afterwards()) if of_programs(made) is None]
"""Those that no program of another maker is needed for, which takes seconds for each."""


@pytest.mark.parametrize("made", ALONE, ids=lambda made: made.name)
def test_a_made_document_is_read_as_its_outline_says(made: Made) -> None:
    assert score(made, reader).wrong == []
