"""How data/law/*.yml is read and checked: each row by itself, the rows against one another, their citations."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from actions import settings
from actions.law import validation
from actions.law.models import MODELS, Law, LawDataError
from actions.sources.library import Library
from common import vocabulary


def read(folder: Path = settings.LAW) -> Law:
    """Read data/law without checking one row against another; LawDataError names file and row of every fault."""
    parts: dict[str, list[BaseModel]] = {name: [] for name in MODELS}
    problems: list[str] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            content: dict[str, list[dict[str, Any]]] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        except yaml.YAMLError as error:
            problems.append(f"{path.name}: {error}")
            continue
        for name, items in content.items():
            if name not in MODELS:
                problems.append(f"{path.name}: no such part: {name}")
                continue
            for item in items:
                try:
                    parts[name].append(MODELS[name].model_validate(item))
                except ValidationError as error:
                    row = item.get("id") or item.get("key") or name
                    for fault in error.errors():
                        where = ".".join(map(str, fault["loc"]))
                        problems.append(f"{path.name}: {row}: {where + ': ' if where else ''}{fault['msg']}")
    if problems:
        raise LawDataError(problems)
    return Law(**{name: tuple(items) for name, items in parts.items()})  # type: ignore[arg-type]


@lru_cache(maxsize=2)
def load(folder: Path = settings.LAW) -> Law:
    """Read and check data/law once; LawDataError lists every fault."""
    law = read(folder)
    problems = validation.check(law, vocabulary.load(), set(Library.load(added=None).index))
    if problems:
        raise LawDataError(problems)
    return law
