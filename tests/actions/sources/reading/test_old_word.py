from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from actions.sources.reading import apart
from actions.sources.reading.blocks import Line, Table, UnreadableError
from actions.sources.reading.old_word import PROGRAMS, program, read
from tests.actions.sources.reading.files import docx, numbered, numbering, paragraph, table

installed = pytest.mark.skipif(
    not any(map(shutil.which, PROGRAMS)), reason="LibreOffice is not installed (Debian: libreoffice-writer-nogui)"
)
RTF = rb"{\rtf1\ansi\ansicpg1252 Decision on fees\par Article 1. A copy costs 5,000 dong.\par}"


GRID = (
    '<w:tblPr><w:tblW w:w="5000" w:type="dxa"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="2500"/><w:gridCol w:w="2500"/></w:tblGrid>'
)
"""The widths of a table's columns, without which a .doc has no table."""


def stand_in(folder: Path, script: str) -> Path:
    """A program that stands in for LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def test_without_libreoffice_the_operator_is_told_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(UnreadableError, match=r"needs LibreOffice.*libreoffice-writer-nogui.*save the file as \.docx"):
        read(RTF, ".rtf")


def test_a_file_of_which_nothing_is_made_is_refused_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    libreoffice = stand_in(tmp_path, "echo 'Error: source file could not be loaded' >&2")
    monkeypatch.setattr("shutil.which", lambda name: str(libreoffice))
    with pytest.raises(UnreadableError, match=r"could not be loaded.*locked by a password, or damaged"):
        read(b"\xd0\xcf\x11\xe0", ".doc")


def test_a_docx_under_an_old_name_is_read_as_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert read(docx(paragraph("Điều 1. Một")), ".doc").blocks == (Line("Điều 1. Một", whole=True),)


def test_what_a_reader_started_ends_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    stand_in(tmp_path, f"sleep 3; touch {alive}")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(UnreadableError, match="more than 2 seconds and was ended"):
        apart.read(RTF, ".rtf", apart.Limits(seconds=2))
    assert not alive.exists()


@installed
def test_an_rtf_is_read_and_doubtful_because_of_what_made_it_readable() -> None:
    content = apart.read(RTF, ".rtf")
    assert content.blocks == (
        Line("Decision on fees", whole=True),
        Line("Article 1. A copy costs 5,000 dong.", whole=True),
    )
    assert "LibreOffice made a .docx of the .rtf file" in content.doubts[0]


@installed
@pytest.mark.parametrize("suffix", [".doc", ".odt"])
def test_numbers_tables_and_vietnamese_letters_come_through(suffix: str, tmp_path: Path) -> None:
    content = apart.read(old(suffix, tmp_path), suffix)
    lines = [block.text for block in content.blocks if isinstance(block, Line)]
    assert lines == ["QUYẾT ĐỊNH về lệ phí ở thôn Đồng Ấp", "Điều 1. Phạm vi", "Điều 2. Mức thu", "Nơi nhận: các thôn"]
    (fees,) = [block for block in content.blocks if isinstance(block, Table)]
    assert fees.rows == (("Thôn", "Mức thu"), ("Một", "50.000 đồng"))


def old(suffix: str, folder: Path) -> bytes:
    """A document with numbered articles and a table, in an old format as LibreOffice writes it."""
    given = folder / "given.docx"
    given.write_bytes(
        docx(
            paragraph("QUYẾT ĐỊNH về lệ phí ở thôn Đồng Ấp") + numbered("Phạm vi", 0) + numbered("Mức thu", 0)
            + table([["Thôn", "Mức thu"], ["Một", "50.000 đồng"]]).replace("<w:tbl>", f"<w:tbl>{GRID}")
            + paragraph("Nơi nhận: các thôn"),
            {"numbering": numbering(("decimal", "Điều %1."))},
        )
    )  # fmt: skip
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program(suffix), profile, "--headless", "--convert-to", suffix[1:], "--outdir", str(folder), str(given)]
    subprocess.run(command, capture_output=True, check=True)
    return (folder / f"given{suffix}").read_bytes()
