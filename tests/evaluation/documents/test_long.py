"""A decision of 300 printed pages is read whole in under a minute.

Its time is that of the processor: how long one waits depends on what else the machine does.
"""

from __future__ import annotations

import io
import resource
import time

import pypdfium2
import pytest

from actions.sources.carried import carried
from actions.sources.reading import apart
from actions.sources.structure import Node, Structure
from actions.sources.structuring import structured
from tests.evaluation.documents.made_pdf import Page, document, numbered
from tests.evaluation.documents.outlines import Outline

ARTICLES = 1_300
CLAUSES = 4
PAGES = 300
MOST_SECONDS = 60


def clause(article: int, number: int) -> str:
    return (
        f"{number}. Hộ ở thôn số {article} nộp {article * 10 + number}.000 đồng trong {number + 2} ngày làm việc, "
        f"kể từ ngày Ủy ban nhân dân xã gửi thông báo lần thứ {number} cho chủ hộ."
    )


def decision() -> bytes:
    """Return a decision as PDF: articles of four clauses each, their numbers and amounts all different."""
    lines = [("~", "ỦY BAN NHÂN DÂN XÃ MẪU"), ("~", "QUYẾT ĐỊNH"), ("~", "Về mức thu ở các thôn")]
    for article in range(1, ARTICLES + 1):
        lines.append(("@", f"Điều {article}. Mức thu ở thôn số {article}"))
        lines += [("=", clause(article, number)) for number in range(1, CLAUSES + 1)]
    return document(Outline("long", lines, []), Page(furniture=numbered))


@pytest.fixture(scope="module")
def read() -> tuple[Structure, float, int]:
    """Return the decision as it was read, the processor seconds that took, and its pages."""
    data = decision()
    began = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    content = apart.read(data, ".pdf", apart.Limits(seconds=1_800))
    found = structured(content)
    seconds = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began
    return found, seconds, len(pypdfium2.PdfDocument(io.BytesIO(data)))


def of_kind(found: Structure, kind: str) -> list[Node]:
    return [node for node in found.walk() if node.kind == kind]


def test_every_article_and_clause_is_there_with_every_word(read: tuple[Structure, float, int]) -> None:
    found, _, pages = read
    assert pages >= PAGES
    assert [node.key for node in of_kind(found, "article")] == [str(n) for n in range(1, ARTICLES + 1)]
    said = ["".join(str(piece) for piece in node.content).replace(" ", "") for node in of_kind(found, "clause")]
    wanted = [clause(a, n).replace(" ", "") for a in range(1, ARTICLES + 1) for n in range(1, CLAUSES + 1)]
    assert said == wanted
    assert [*found.doubts, *carried(found).doubts] == []


def test_it_takes_less_than_a_minute(read: tuple[Structure, float, int]) -> None:
    _, seconds, _ = read
    assert seconds < MOST_SECONDS
