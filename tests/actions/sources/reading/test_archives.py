from __future__ import annotations

import io
import time
import zipfile
import zlib

import pytest

from actions.sources.reading.archives import check_unpacked
from actions.sources.reading.blocks import UnreadableError


def zipped(size: int, parts: int = 1) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(parts):
            file.writestr(f"word/{number}.xml", b"0" * size)
    return data.getvalue()


@pytest.mark.parametrize(("size", "parts"), [(60_000_000, 1), (8_000_000, 1), (1, 2_001)])
def test_an_archive_that_unpacks_to_too_much_is_refused_at_once(size: int, parts: int) -> None:
    data = zipped(size, parts)
    began = time.process_time()
    with pytest.raises(UnreadableError, match=r"unpacks to|parts"):
        check_unpacked(data, ".docx")
    assert time.process_time() - began < 2


def test_a_pdf_whose_streams_unpack_to_too_much_is_refused() -> None:
    stream = zlib.compress(b"0" * 200_000_000, 1)
    head = b"%PDF-1.7\n1 0 obj\n<< /Length " + str(len(stream)).encode() + b" /Filter /FlateDecode >>\nstream\n"
    with pytest.raises(UnreadableError, match="unpacks to more"):
        check_unpacked(head + stream + b"\nendstream endobj", ".pdf")


def test_usual_files_pass() -> None:
    check_unpacked(zipped(400_000), ".docx")
    check_unpacked(b"text", ".txt")
