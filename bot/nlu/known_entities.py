"""The entities of examples, found once for all who learn from them.

The intents, the kinds of question and the readings learn from the same hundred thousand examples, and a change of one
phrase changes hardly any. What was found is kept in a file as long as the day, the phrases and the code are the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.nlu.entities import find_entities

FILE = Path("models/entities.json")
RESTS_ON = ("bot/nlu/*.py", "common/*.py", "data/entities/*.yml", "data/vocabulary.yml")
"""What the entities of a text depend on besides the day."""

Entities = list[dict[str, Any]]


def entities_of(texts: Sequence[str], today: date, file: Path | None = None) -> list[Entities]:
    """Return the entities of each text, and keep them; each list and each entity is its receiver's own."""
    file, stamp = file or FILE, _stamp(today)
    known = _kept(file, stamp)
    new = [text for text in dict.fromkeys(texts) if text not in known]
    known.update((text, json.dumps(find_entities(text, today), ensure_ascii=False)) for text in new)
    if new:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"stamp": stamp, "entities": known}, ensure_ascii=False), encoding="utf-8")
    return [json.loads(known[text]) for text in texts]


def _kept(file: Path, stamp: str) -> dict[str, str]:
    if not file.is_file():
        return {}
    kept = json.loads(file.read_text(encoding="utf-8"))
    return dict(kept["entities"]) if kept["stamp"] == stamp else {}


def _stamp(today: date) -> str:
    digest = hashlib.sha256(today.isoformat().encode())
    for path in _files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for pattern in RESTS_ON:
        yield from sorted(Path().glob(pattern))
