"""Writes the JSON Schemas of data/law and data/sources, made from the models: `python -m scripts.schemas`.

Each data file names its schema in its first line, so that editors check it while it is written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from actions.law import validation
from actions.law.models import MODELS
from actions.sources import library
from common import vocabulary

FOLDER = Path("data") / "schemas"
DATA = {"law": Path("data") / "law", "sources": Path("data") / "sources"}
"""The name of each schema, and the folder of the files that it is of."""

Schema = dict[str, Any]


def law_schema() -> Schema:
    """Return the schema of a file of data/law: parts by name, each a list of its rows."""
    parts: Mapping[str, Any] = {name: TypeAdapter(list[model]).json_schema() for name, model in MODELS.items()}  # type: ignore[valid-type]
    definitions: Schema = {}
    properties: Schema = {}
    for name, schema in parts.items():
        definitions |= schema.pop("$defs", {})
        properties[name] = schema
    return _headed(
        {"type": "object", "properties": properties, "additionalProperties": False, "$defs": definitions},
        "A file of data/law",
        validation.VOCABULARY,
    )


def source_schema() -> Schema:
    """Return the schema of a file of data/sources."""
    return _headed(library.file_schema(), "A file of data/sources", library.VOCABULARY)


def schemas() -> dict[str, str]:
    """Return the text of each schema by its name."""
    made = {"law": law_schema(), "sources": source_schema()}
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in made.items()}


def first_line(name: str) -> str:
    """Return the line by which a data file names its schema to editors."""
    return f"# yaml-language-server: $schema=../{FOLDER.name}/{name}.json"


def _headed(schema: Schema, title: str, kinds: Mapping[str, str]) -> Schema:
    """Add what the schema is, and the values of data/vocabulary.yml where a field is held against it."""
    for model in [schema, *schema.get("$defs", {}).values()]:
        for field, kind in kinds.items():
            held = model.get("properties", {}).get(field)
            if held is not None:
                _one_of(held, list(vocabulary.load().values(kind)))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}


def _one_of(field: Schema, values: list[str]) -> None:
    for part in (field, field.get("items", {}), *field.get("anyOf", ())):
        if part.get("type") == "string" and "enum" not in part:
            part["enum"] = values


def main() -> None:
    """Write the schemas, and name them in each file that does not yet."""
    FOLDER.mkdir(exist_ok=True)
    for name, content in schemas().items():
        (FOLDER / f"{name}.json").write_text(content, encoding="utf-8")
        for path in sorted(DATA[name].glob("*.yml")):
            written = path.read_text(encoding="utf-8")
            if not written.startswith(first_line(name)):
                path.write_text(f"{first_line(name)}\n{written}", encoding="utf-8")


if __name__ == "__main__":
    main()
