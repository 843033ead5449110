"""Models made on one machine, used on another: `python -m scripts.models pack|unpack|check FILE`.

The archive holds what `make train` built and the page's built files, with a checksum each, and the checksums of all
that they were made from. A tree with other sources, or with other added documents, does not take it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from scripts import checksums, surroundings
from scripts.checksums import ArchiveError

FORMAT = 1
MANIFEST = "manifest.json"

BUILT = (
    "bot/widget/dist",
    "models/encoder",
    "models/diacritics.json",
    "models/assistant.tar.gz",
    "models/readings",
    "models/vectors.npz",
    "models/index",
    "models/law_pages",
)
"""What is carried, in the order in which `make` builds it: files that come later are newer ones."""


def made_from(tree: Path) -> dict[str, str]:
    """Return the checksums of what `make` builds the models from; the Makefile says what that is."""
    listed = subprocess.run(
        ["make", "--no-print-directory", "--silent", "made-from"], cwd=tree, check=True, capture_output=True, text=True
    )
    return checksums.of_all(tree, set(listed.stdout.split()))


def pack(tree: Path, archive: Path) -> int:
    """Write the archive; return the number of its files. Raise ArchiveError when something is not built."""
    missing = [name for name in BUILT if not (tree / name).exists()]
    if missing:
        raise ArchiveError(f"{', '.join(missing)} is not built yet: run `make train` first.")
    files = [path for name in BUILT for path in _files(tree / name)]
    names = [path.relative_to(tree).as_posix() for path in files]
    manifest = {"format": FORMAT, "made_from": made_from(tree), "files": checksums.of_all(tree, names)}
    draft = archive.with_name(f"{archive.name}.part")
    with (
        tempfile.TemporaryDirectory() as folder,
        tarfile.open(draft, "w:gz", compresslevel=3, dereference=True) as tar,
    ):
        told = Path(folder) / MANIFEST
        told.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        tar.add(told, MANIFEST)
        for name in names:
            tar.add(tree / name, name)
    draft.replace(archive)
    return len(names)


def unpack(archive: Path, tree: Path) -> int:
    """Put the archive's files into the tree, all or none; return their number. Raise ArchiveError when it misfits."""
    tree.joinpath("models").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=tree / "models", prefix=".unpacked-") as name:
        folder = Path(name)
        checksums.extract(archive, folder)
        files = _checked(folder, archive, tree)
        for built in BUILT:
            _replace(folder / built, tree / built)
    _in_order(tree)
    return files


def check(archive: Path, tree: Path) -> int:
    """Say how many files are in an archive that the tree would take; raise ArchiveError otherwise."""
    with tempfile.TemporaryDirectory() as name:
        checksums.extract(archive, Path(name))
        return _checked(Path(name), archive, tree)


def _checked(folder: Path, archive: Path, tree: Path) -> int:
    told = folder / MANIFEST
    if not told.is_file():
        raise ArchiveError(f"{archive} holds no models: it was not made by `python -m scripts.models pack`.")
    manifest = json.loads(told.read_text(encoding="utf-8"))
    told.unlink()
    if manifest["format"] != FORMAT:
        raise ArchiveError(f"{archive} was made by another version of the assistant: pack it again with this one.")
    if wrong := checksums.damaged(folder, manifest["files"]):
        raise ArchiveError(f"{archive} was damaged on its way ({_some(wrong)}): copy it here again.")
    here, there = made_from(tree), manifest["made_from"]
    if other := sorted(name for name in {*here, *there} if here.get(name) != there.get(name)):
        raise ArchiveError(
            f"{archive} was made from other files than this tree has ({_some(other)}). Train with the same version of "
            "the assistant, and with this server's var/knowledge (added documents) beside it, then pack again."
        )
    return len(manifest["files"])


def _some(names: Sequence[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())


def _replace(new: Path, old: Path) -> None:
    if old.is_dir():
        shutil.rmtree(old)
    old.parent.mkdir(parents=True, exist_ok=True)
    new.replace(old)


def _in_order(tree: Path) -> None:
    """Date the files as if they were built here one after the other, so that `make` builds none of them again."""
    now = time.time()
    for number, name in enumerate(BUILT):
        for path in _files(tree / name):
            os.utime(path, (now + number / 1000, now + number / 1000))


def main(arguments: Sequence[str]) -> int:
    """Run the command; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.models", description=__doc__)
    parser.add_argument("what", choices=("pack", "unpack", "check"))
    parser.add_argument("archive", type=lambda name: Path(name).resolve())
    given = parser.parse_args(arguments)
    tree = surroundings.ROOT
    try:
        if given.what == "pack":
            print(f"{given.archive}: {pack(tree, given.archive)} files")
        elif given.what == "unpack":
            print(f"{unpack(given.archive, tree)} files put into models/ and bot/widget/dist/")
        else:
            print(f"{given.archive}: {check(given.archive, tree)} files, made from what this tree has")
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
