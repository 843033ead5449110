from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from scripts import schemas


def written(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((schemas.FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", schemas.DATA)
def test_a_schema_is_that_of_the_models(name: str) -> None:
    made = schemas.schemas()[name]
    assert (schemas.FOLDER / f"{name}.json").read_text(encoding="utf-8") == made, "run python -m scripts.schemas"


@pytest.mark.parametrize("name", schemas.DATA)
def test_every_file_names_its_schema_and_fits_it(name: str) -> None:
    validator = jsonschema_rs.validator_for(written(name))
    for path in sorted(schemas.DATA[name].glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(schemas.first_line(name)), f"{path}: run python -m scripts.schemas"
        content = json.loads(json.dumps(yaml.load(text, yaml.CSafeLoader), default=str))
        assert [error.message for error in validator.iter_errors(content)] == [], path


def test_a_slip_in_a_row_is_found() -> None:
    validator = jsonschema_rs.validator_for(written("law"))
    place = {"id": "a", "basis": ["x#y"], "documents": ["can_cuoc"], "label": {"vi": "a", "es": "b", "en": "c"}}
    assert validator.is_valid({"places": [place]})
    assert not validator.is_valid({"places": [{**place, "valid_form": "2026-01-01"}]})
    assert not validator.is_valid({"places": [{**place, "documents": ["passport"]}]})
    assert not validator.is_valid({"plases": [place]})


def test_the_schema_that_a_file_names_lies_where_it_says() -> None:
    for name, folder in schemas.DATA.items():
        named = schemas.first_line(name).split("$schema=")[1]
        assert (folder / named).resolve() == (Path.cwd() / schemas.FOLDER / f"{name}.json").resolve()
