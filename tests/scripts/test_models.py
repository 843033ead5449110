from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts import models
from scripts.checksums import ArchiveError

MAKEFILE = """
made-from:
\t@echo fees.yml $(wildcard var/knowledge/*.yml)
models/index/.ready: fees.yml models/vectors.npz
\t@echo built again
"""


def tree(folder: Path, fees: str = "35000") -> Path:
    """A tree with one source; its Makefile tells what models are made from."""
    folder.mkdir()
    (folder / "Makefile").write_text(MAKEFILE)
    (folder / "fees.yml").write_text(fees)
    return folder


def built(folder: Path, index: str = "an index") -> Path:
    for name in models.BUILT:
        file = folder / name if "." in Path(name).name else folder / name / ".ready"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(index)
    return folder


def test_models_are_used_on_another_machine_and_not_built_again(tmp_path: Path) -> None:
    trainer, server = built(tree(tmp_path / "trainer")), built(tree(tmp_path / "server"), "an older index")
    assert models.pack(trainer, tmp_path / "models.tar.gz") == len(models.BUILT)
    assert models.check(tmp_path / "models.tar.gz", server) == len(models.BUILT)
    assert models.unpack(tmp_path / "models.tar.gz", server) == len(models.BUILT)
    assert (server / "models/index/.ready").read_text() == "an index"
    assert subprocess.run(["make", "-q", "models/index/.ready"], cwd=server, check=False).returncode == 0
    assert [path.name for path in (server / "models").glob(".*")] == []


def test_models_of_other_sources_or_documents_are_refused_and_named(tmp_path: Path) -> None:
    models.pack(built(tree(tmp_path / "trainer")), tmp_path / "models.tar.gz")
    with pytest.raises(ArchiveError, match=r"made from other files.*fees\.yml"):
        models.unpack(tmp_path / "models.tar.gz", tree(tmp_path / "later", fees="70000"))
    server = built(tree(tmp_path / "server"), "its own")
    (server / "var/knowledge").mkdir(parents=True)
    (server / "var/knowledge/notice.yml").write_text("an added document")
    with pytest.raises(ArchiveError, match=r"var/knowledge/notice\.yml"):
        models.unpack(tmp_path / "models.tar.gz", server)
    assert (server / "models/index/.ready").read_text() == "its own"


def test_a_damaged_archive_changes_nothing(tmp_path: Path) -> None:
    archive = tmp_path / "models.tar.gz"
    models.pack(built(tree(tmp_path / "trainer")), archive)
    archive.write_bytes(archive.read_bytes()[:-40])
    server = built(tree(tmp_path / "server"), "its own")
    with pytest.raises(ArchiveError, match="copy it here again"):
        models.unpack(archive, server)
    assert (server / "models/index/.ready").read_text() == "its own"


def test_what_is_not_built_is_not_packed(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="make train"):
        models.pack(tree(tmp_path / "trainer"), tmp_path / "models.tar.gz")
    assert not (tmp_path / "models.tar.gz").exists()


def test_the_makefile_tells_what_the_models_are_made_from() -> None:
    from scripts.surroundings import ROOT

    said = models.made_from(ROOT)
    assert {"config.yml", "data/law/fees.yml", "bot/requirements.txt", "bot/widget/src/chat.js"} <= set(said)
    assert not [name for name in said if name.startswith(("models/", "var/web", "tests/"))]
