from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

import matplotlib
import pytest
import yaml
from matplotlib.figure import Figure
from typer.testing import CliRunner

from actions.sources import adding, fetching
from actions.sources import cli as command
from actions.sources.adding import Description
from actions.sources.fetching import Fetched, RefusedError
from actions.sources.library import Library, Source
from common import clock
from tests.actions.sources.reading import files

Write = Callable[..., Path]
TEXT = """QUYẾT ĐỊNH
Về lịch tiếp công dân làm thẻ căn cước
Điều 1. Giờ làm việc
1. Bộ phận một cửa nhận hồ sơ cả sáng thứ bảy, trừ ngày lễ.
2. Buổi chiều thứ bảy không làm việc.
Điều 2. Hiệu lực
Quyết định này có hiệu lực từ ngày 01 tháng 10 năm 2026."""
DESCRIPTION = Description(
    "Quyết định về lịch tiếp dân", "7/QĐ-UBND", date(2026, 10, 1), None, "decision", "UBND", "vn", "vi"
)
EMPTY = Library({}, {})


def add(path: Path, library: Library, folder: Path) -> tuple[Source, bool]:
    return adding.add(adding.prepare(fetching.fetch(str(path)), DESCRIPTION, library), library, folder)


def pdf(path: Path, text: str) -> Path:
    figure = Figure(figsize=(8, 11))
    for row, line in enumerate(text.splitlines()):
        figure.text(0.1, 0.95 - 0.03 * row, line)
    with matplotlib.rc_context({"pdf.fonttype": 42}):
        figure.savefig(path, format="pdf")
    return path


def docx(path: Path, text: str) -> Path:
    path.write_bytes(files.docx("".join(files.paragraph(line) for line in text.splitlines())))
    return path


def html(path: Path, text: str) -> Path:
    body = "".join(f"<p>{line}</p>" for line in text.splitlines())
    path.write_text(f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>", encoding="utf-8")
    return path


def plain(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("make", "suffix"), [(pdf, ".pdf"), (docx, ".docx"), (html, ".html"), (plain, ".txt")])
def test_a_document_of_each_kind_becomes_a_source_word_for_word(
    make: Callable[[Path, str], Path], suffix: str, tmp_path: Path
) -> None:
    source, replaced = add(make(tmp_path / f"a{suffix}", TEXT), EMPTY, tmp_path / "added")
    assert (source.id, replaced) == ("7-qd-ubnd", False)
    library = Library.load(tmp_path / "none", tmp_path / "added")
    passage = library.passage("7-qd-ubnd#d1")
    assert "1. Bộ phận một cửa nhận hồ sơ cả sáng thứ bảy, trừ ngày lễ." in passage.say("en")
    assert passage.in_force_from == date(2026, 10, 1)
    assert library.verbatim(passage.ref) == passage.say("vi")


def test_adding_again_replaces(tmp_path: Path) -> None:
    add(plain(tmp_path / "a.txt", TEXT), EMPTY, tmp_path / "added")
    there = Library.load(tmp_path / "none", tmp_path / "added")
    second = plain(tmp_path / "a.txt", TEXT + "\nĐiều 3. Điều khoản mới\nNội dung.")
    source, replaced = add(second, there, tmp_path / "added")
    assert replaced
    assert [passage.id for passage in source.passages][-1] == "d3"
    assert len(list((tmp_path / "added").glob("*.yml"))) == 1


def test_removing_takes_only_added_documents(tmp_path: Path, library: Library) -> None:
    add(plain(tmp_path / "a.txt", TEXT), EMPTY, tmp_path)
    adding.remove("7-qd-ubnd", Library.load(tmp_path / "none", tmp_path), tmp_path)
    assert not list(tmp_path.glob("*.yml"))
    with pytest.raises(RefusedError, match="no added document"):
        adding.remove("luat-26-2023-qh15", library, tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("scan.pdf", None, "scan whose text must be recognised"),
        ("broken.pdf", b"%PDF-1.7 nothing more " * 30, "broken.pdf"),
        ("broken.docx", b"not a zip file" * 20, "cannot be read"),
        ("old.docx", b"\xd0\xcf\x11\xe0" * 20, "password, or an old .doc"),
        ("damaged.docx", b"PK\x03\x04 not a zip" * 20, "cannot be read"),
        ("empty.txt", b"", "empty"),
        ("noise.txt", bytes(range(128, 256)) * 3, "not certain"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    name: str, content: bytes | None, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if content is None:
        pdf(path, "")
    else:
        path.write_bytes(content)
    with pytest.raises(RefusedError, match=reason):
        add(path, EMPTY, tmp_path / "added")
    assert not (tmp_path / "added").exists()


def test_a_period_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    backwards = dataclasses.replace(DESCRIPTION, in_force_to=date(2026, 9, 30))
    with pytest.raises(RefusedError, match="ends before it begins"):
        adding.prepare(fetching.fetch(str(plain(tmp_path / "a.txt", TEXT))), backwards, EMPTY)


def test_a_project_s_own_source_is_not_overwritten(library: Library, tmp_path: Path) -> None:
    own = Description("Luật Căn cước", "luat-26-2023-qh15", None, None, "law", "Quốc hội", "vn", "vi")
    with pytest.raises(RefusedError, match="own sources"):
        adding.prepare(fetching.fetch(str(plain(tmp_path / "a.txt", TEXT))), own, library)


def test_the_file_of_a_founding_document_makes_its_passages_quotable(write: Write, tmp_path: Path) -> None:
    fetched = Fetched("dòng một\n\ndòng ba\ndòng bốn\n".encode(), ".txt", "x.txt")
    origin = f"origin: {{file: x.txt, sha256: {fetched.sha256}}}"
    folder = write(("passages:", f"{origin}\npassages:"), ("place: Điều 1", "place: Điều 1\n  covers: [1, 3]"))
    library = Library.load(folder, added=None)
    assert adding.founding(fetched, library) == library.source("luat-thu")
    assert library.verbatim("luat-thu#d1", tmp_path) is None
    adding.keep_original(fetched, tmp_path)
    assert library.verbatim("luat-thu#d1", tmp_path) == "dòng một\ndòng ba"
    assert library.verbatim("luat-thu#d2", tmp_path) is None, "this passage covers no line"


def test_an_added_document_is_a_source_file_like_the_others(tmp_path: Path) -> None:
    add(plain(tmp_path / "a.txt", TEXT), EMPTY, tmp_path)
    written = yaml.safe_load((tmp_path / "7-qd-ubnd.yml").read_text(encoding="utf-8"))
    assert written["title"] == {"vi": "Quyết định về lịch tiếp dân"}
    assert written["added"] == clock.today()


def test_the_command_says_in_a_line_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(["add", str(tmp_path / "missing.pdf"), "--title", "x"])
    assert stopped.value.code == 1
    assert capsys.readouterr().err.startswith("not done: there is no file")


def test_the_command_lists_no_documents_where_there_are_none(
    monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    monkeypatch.setattr(Library, "load", classmethod(lambda cls, **_: library))
    listed = CliRunner().invoke(command.app, ["list"])
    assert "no documents have been added" in listed.output


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The command with no sources but the added ones, and no index to build."""
    monkeypatch.setattr(Library, "load", classmethod(lambda cls, **_: EMPTY))
    monkeypatch.setattr(adding.add, "__defaults__", (tmp_path / "added",))
    monkeypatch.setattr("actions.training.build_index.build", lambda: 0)
    monkeypatch.setattr("actions.sources.cli._write_pages", lambda: None)
    return tmp_path


def run(path: Path, *more: str, answer: str | None = None) -> tuple[str, int]:
    arguments = ["add", str(path), "--title", "Lịch tiếp dân", "--number", "7/QĐ-UBND", *more]
    result = CliRunner().invoke(command.app, arguments, input=answer)
    return f"{result.output}{result.exception or ''}", result.exit_code


def test_the_command_shows_what_was_understood_and_asks(alone: Path) -> None:
    path = plain(alone / "a.txt", TEXT)
    said, code = run(path, answer="n\n")
    assert "2 articles, 2 clauses" in said
    assert code != 0
    assert not (alone / "added").exists()
    said, code = run(path, answer="y\n")
    assert "added 7-qd-ubnd" in said
    assert code == 0


def test_what_is_doubtful_is_added_only_with_yes(alone: Path) -> None:
    path = plain(alone / "a.txt", TEXT.replace("Điều 2.", "Điều 4."))
    said, code = run(path, answer="y\n")
    assert "doubtful: Điều 4 stands after Điều 1" in said
    assert "add it again with --yes" in said
    assert code != 0
    assert "added 7-qd-ubnd" in run(path, "--yes")[0]


def test_text_that_a_machine_recognised_is_marked(tmp_path: Path) -> None:
    prepared = adding.prepare(fetching.fetch(str(plain(tmp_path / "a.txt", TEXT))), DESCRIPTION, EMPTY)
    machine = dataclasses.replace(prepared, document=dataclasses.replace(prepared.document, by_machine=True))
    passage = adding.add(machine, EMPTY, tmp_path)[0].passages[0]
    assert passage.confidence == "low"
    assert "máy nhận dạng" in passage.doubt["vi"]
