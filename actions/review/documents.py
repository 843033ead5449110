"""Documents that an editor adds at the desk: read, shown beside their own text, held until he says yes, then added.

What counts is added by `python -m actions.sources add` in a process of its own, as at the operator's command line.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

from actions import settings
from actions.sources.adding import Description, Prepared, prepare
from actions.sources.fetching import MAX_BYTES, Fetched, RefusedError
from actions.sources.library import Kind, Library
from actions.sources.reading import SUFFIXES
from common import vocabulary

HELD = "held"
"""Folder within settings.ADDED of the files that were shown and wait for a yes."""
HELD_SECONDS = 24 * 3600
"""How long a file waits for it."""
MOST_LINES = 4_000
"""Lines of a document's own text that are shown; some eighty pages."""
FIELDS = ("title", "number", "issuer", "kind", "in_force_from", "in_force_to", "language")
_KEY = re.compile(r"[0-9a-f]{64}")


def added() -> list[dict[str, Any]]:
    """Return the added documents: {"id", "title", "number", "from", "to", "passages"}."""
    return [
        {
            "id": source.id,
            "title": source.name(source.language),
            "number": source.number,
            "from": source.in_force_from.isoformat() if source.in_force_from else None,
            "to": source.in_force_to.isoformat() if source.in_force_to else None,
            "passages": len(source.passages),
        }
        for source in Library.load().sources.values()
        if source.added
    ]


def look(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Read {"name", "data" (base64), FIELDS, "ocr"} and hold the file.

    Returns {"key", "id", "replaces", "outline", "doubts", "original" (lines), "cut"}; raises RefusedError.
    """
    fetched, described = _fetched(sent), _described(sent)
    library = Library.load()
    prepared = prepare(fetched, described, library, bool(sent.get("ocr")))
    lines = prepared.document.raw.splitlines()
    return {
        "key": _hold(prepared, sent),
        "id": described.id,
        "replaces": described.id in library.sources,
        "outline": prepared.outline(),
        "doubts": prepared.doubts,
        "original": lines[:MOST_LINES],
        "cut": len(lines) > MOST_LINES,
    }


def add(key: object, looked_through: bool) -> str:
    """Add a held file and return its id; RefusedError says why not. `looked_through`: what is doubtful is right."""
    folder = _held(key)
    told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    if told["doubts"] and not looked_through:
        raise RefusedError("some of it is doubtful: look at it, and say that all of it is right")
    command = [str(folder / told["name"]), "--yes", *(["--ocr"] if told["ocr"] else [])]
    for name in FIELDS:
        if told[name]:
            command += [f"--{name.replace('_', '-')}", told[name]]
    _run("add", *command)
    shutil.rmtree(folder)
    return str(told["id"])


def remove(source_id: object) -> str:
    """Remove an added document and return its id; RefusedError when there is none."""
    if source_id not in {one["id"] for one in added()}:
        raise RefusedError("there is no such added document")
    _run("remove", str(source_id))
    return str(source_id)


def _fetched(sent: Mapping[str, Any]) -> Fetched:
    name = re.sub(r"[^\w. -]", "_", Path(str(sent.get("name") or "")).name)[-120:]
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise RefusedError(
            f"files of the kind {suffix or '(no ending)'} are not read; readable: {', '.join(SUFFIXES)}"
        )
    try:
        data = base64.b64decode(str(sent.get("data") or ""), validate=True)
    except binascii.Error as error:
        raise RefusedError("the file did not arrive whole: send it again") from error
    if not 0 < len(data) <= MAX_BYTES:
        raise RefusedError(f"the file is empty or larger than {MAX_BYTES // 1_000_000} MB: add the part that matters")
    return Fetched(data, suffix, name)


def _described(sent: Mapping[str, Any]) -> Description:
    said = {name: str(sent.get(name) or "").strip() for name in FIELDS}
    if not said["title"]:
        raise RefusedError("the title is missing")
    if said["kind"] not in get_args(Kind) or said["language"] not in vocabulary.LANGUAGES:
        raise RefusedError("the kind or the language of the document is not one that there is")
    return Description(
        said["title"],
        said["number"] or None,
        _day(said["in_force_from"]),
        _day(said["in_force_to"]),
        said["kind"],  # type: ignore[arg-type]  # one of Kind, above
        said["issuer"],
        "vn",
        said["language"],
    )


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise RefusedError(f"{said[:20]!r} is no day") from error


def _hold(prepared: Prepared, sent: Mapping[str, Any]) -> str:
    """Keep a file that was shown, with what was said of it; return its key. Others that waited too long go."""
    waiting = settings.ADDED / HELD
    for old in waiting.glob("*"):
        if old.stat().st_mtime < time.time() - HELD_SECONDS:
            shutil.rmtree(old)
    folder = waiting / prepared.fetched.sha256
    folder.mkdir(parents=True, exist_ok=True)
    (folder / prepared.fetched.name).write_bytes(prepared.fetched.data)
    told = {name: str(sent.get(name) or "").strip() for name in FIELDS} | {
        "name": prepared.fetched.name,
        "ocr": bool(sent.get("ocr")),
        "id": prepared.described.id,
        "doubts": prepared.doubts,
    }
    (folder / "told.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return prepared.fetched.sha256


def _held(key: object) -> Path:
    folder = settings.ADDED / HELD / str(key)
    if not _KEY.fullmatch(str(key)) or not (folder / "told.json").exists():
        raise RefusedError("the file waited too long and is gone: send it again")
    return folder


def _run(*arguments: str) -> None:
    """Run a command of `actions.sources`; RefusedError with its last line when it fails."""
    command = [sys.executable, "-m", "actions.sources", *arguments]
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise RefusedError(said[-1][:300] if said else "it could not be added: the action server's log says why")
