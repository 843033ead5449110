from __future__ import annotations

import pytest

from actions.sources.reading import apart
from actions.sources.reading.apart import Limits
from actions.sources.reading.blocks import Line, UnreadableError
from tests.actions.sources.reading.files import docx, paragraph


def test_a_file_is_read_in_a_process_of_its_own() -> None:
    content = apart.read(docx(paragraph("Điều 1. Một")), ".docx")
    assert content.blocks == (Line("Điều 1. Một", whole=True),)


@pytest.mark.parametrize("limits", [Limits(seconds=0.01), Limits(memory=60_000_000)])
def test_a_file_that_takes_too_much_is_given_up(limits: Limits) -> None:
    with pytest.raises(UnreadableError, match="and was ended"):
        apart.read(b"abc def\n" * 1_000_000, ".txt", limits)


def test_the_reason_of_a_refusal_comes_through() -> None:
    with pytest.raises(UnreadableError, match=r"kind \.exe are not read"):
        apart.read(b"MZ", ".exe")
