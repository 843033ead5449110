"""The open data passes the published shapes of CPSV-AP, and says what the calculators say."""

from __future__ import annotations

import hashlib
import json
import socket
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from rdflib import RDFS, SH, Graph

from actions.law.cli import main
from actions.law.fees import FeeCase, fee
from actions.law.open_data import export

SHAPES = Path(__file__).parent / "cpsv_ap" / "cpsv-ap-SHACL.ttl"
SHA256 = "84c51ca629a8e297fe9276669b9702b31d49dd50495ad065872fca8b326fd0bc"
DAY = date(2026, 11, 29)
CONSTRAINTS = {"range": (SH["class"], SH.datatype), "minCount": (SH.minCount,), "maxCount": (SH.maxCount,)}


@lru_cache(maxsize=1)
def shapes() -> Graph:
    return Graph().parse(SHAPES, format="turtle")


def passes(document: dict[str, Any]) -> tuple[bool, str]:
    data = Graph().parse(data=json.dumps(document), format="json-ld")
    conforms, _, told = pyshacl.validate(data, shacl_graph=shapes(), inference="none", advanced=False)
    return conforms, told


def of_type(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [node for node in document["@graph"] if kind in node["@type"]]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a test asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refused)


def test_the_shapes_are_those_published() -> None:
    assert hashlib.sha256(SHAPES.read_bytes()).hexdigest() == SHA256
    named = 0
    for shape, label in shapes().subject_objects(SH.name):
        kinds = [kind for kind, terms in CONSTRAINTS.items() if any(shapes().value(shape, term) for term in terms)]
        assert len(kinds) == 1
        assert str(shape).rsplit("/", 1)[1] == hashlib.sha1(f"{label}{kinds[0]}".encode()).hexdigest()
        named += 1
    assert named == len(set(shapes().objects(None, SH.property))) > 140
    assert len(set(shapes().objects(None, RDFS.member))) == 33


@pytest.mark.parametrize("day", [DAY, date(2017, 1, 20), date(2024, 7, 1), date(2027, 3, 1)])
def test_the_open_data_passes_the_shapes(day: date) -> None:
    conforms, told = passes(export(day))
    assert conforms, told


def test_data_without_what_the_shapes_ask_for_does_not_pass() -> None:
    document = export(DAY)
    del of_type(document, "cpsv:PublicService")[0]["dct:title"]
    assert not passes(document)[0]
    document = export(DAY)
    of_type(document, "cv:Cost")[0]["cv:hasValue"] = {"@value": "free"}
    assert not passes(document)[0]


def test_there_are_services_rules_costs_evidence_and_channels_that_point_to_one_another() -> None:
    document = export(DAY)
    known = {node["@id"] for node in document["@graph"]}
    for kind in ("cpsv:PublicService", "cpsv:Rule", "cv:Cost", "cv:Evidence", "cv:Channel", "eli:LegalResource"):
        assert of_type(document, kind), kind
    for service in of_type(document, "cpsv:PublicService"):
        for field in ("cpsv:follows", "cv:hasCost", "cpsv:hasInput", "cv:hasChannel", "cv:hasLegalResource"):
            assert {one["@id"] for one in service[field]} <= known, (service["@id"], field)


def test_a_cost_is_what_the_calculator_says() -> None:
    due = fee(FeeCase(document="can_cuoc", procedure="reissue", reason="lost", day=DAY))
    costs = {node["dct:identifier"]: node["cv:hasValue"]["@value"] for node in of_type(export(DAY), "cv:Cost")}
    assert costs[f"can_cuoc:reissue:{due.rows[0]}:in_person"] == f"{due.in_person}.0" == "35000.0"


def test_the_command_prints_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["open-data", "--day", DAY.isoformat()]) == 0
    assert json.loads(capsys.readouterr().out) == export(DAY)


def test_a_text_is_named_by_its_number() -> None:
    names = {node["@id"]: node.get("eli:id_local") for node in of_type(export(DAY), "eli:LegalResource")}
    assert names["urn:lex:vn:law:26-2023-qh15"] == "26/2023/QH15"


def test_a_card_that_is_issued_no_more_has_only_the_way_to_its_successor() -> None:
    identifiers = [node["dct:identifier"] for node in of_type(export(DAY), "cpsv:PublicService")]
    assert [name for name in identifiers if name.startswith("cmnd:")] == ["cmnd:conversion"]
