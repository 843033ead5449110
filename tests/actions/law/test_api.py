from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from actions.law import fees, loading
from actions.law.api import app
from actions.law.version import data_version
from actions.places.place import place
from common import clock

TODAY = date(2026, 11, 29)
LOST = {"document": "can_cuoc", "reason": "lost", "day": "2026-11-22"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def client() -> TestClient:
    return TestClient(app)


def problem(client: TestClient, path: str, **params: Any) -> dict[str, Any]:
    """Return the problem of a request, once it is one."""
    response = client.get(path, params=params)
    assert response.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == response.status_code
    return told


def test_a_fee_is_what_the_calculator_says(client: TestClient) -> None:
    told = client.get("/fee", params=LOST).json()

    case = fees.FeeCase(document="can_cuoc", reason="lost", day=date(2026, 11, 22))
    assert told["result"] == fees.fee(case).model_dump(mode="json")
    assert told["trace"] is None


def test_every_answer_tells_the_version_of_its_data_and_the_day(client: TestClient) -> None:
    answers = [
        client.get("/fee", params=LOST),
        client.get("/deadline", params={"document": "can_cuoc", "reason": "lost", "received": "2026-11-19"}),
        client.post("/renewal", json={"document": "cccd", "birth_date": "1990-05-20", "issue_year": 2021}),
        client.get("/checklist", params={"document": "cccd", "reason": "lost"}),
        client.get("/places", params={"written": "TP. Đà Nẵng"}),
    ]
    for answer in answers:
        assert answer.status_code == 200, answer.text
        assert answer.json()["data"] == {"version": data_version(), "day": "2026-11-29"}


def test_without_a_day_it_is_today(client: TestClient) -> None:
    told = client.get("/fee", params={"document": "can_cuoc", "reason": "lost"}).json()
    assert told["result"]["as_of"] == "2026-11-29"


@pytest.mark.parametrize(
    ("path", "params", "working"),
    [
        ("/fee", LOST, "sums"),
        ("/deadline", {"document": "can_cuoc", "reason": "lost", "received": "2026-11-19"}, "days"),
        ("/checklist", {"document": "cccd", "reason": "lost"}, "left_out"),
    ],
)
def test_the_trace_is_given_when_asked_for(
    client: TestClient, path: str, params: dict[str, Any], working: str
) -> None:
    told = client.get(path, params={**params, "trace": "true"}).json()
    assert told["trace"][working]
    assert [row["row"] for row in told["trace"]["taken"]] == told["result"]["rows"]


def test_a_birth_date_is_sent_in_the_body(client: TestClient) -> None:
    told = client.post(
        "/renewal", json={"document": "cccd", "birth_date": "1990-05-20", "issue_year": 2021, "trace": True}
    ).json()
    assert told["result"]["next_date"] == "2030-05-20"
    assert [age["age"] for age in told["trace"]["ages"]] == [25, 40, 60]
    assert client.get("/renewal", params={"birth_date": "1990-05-20"}).status_code == 405


def test_a_birth_date_that_nobody_living_has_cannot_be(client: TestClient) -> None:
    told = client.post("/renewal", json={"document": "cccd", "birth_date": "1850-05-20", "issue_year": 2021}).json()
    assert (told["status"], told["field"]) == (409, "birth_date")


def test_persons_may_be_repeated(client: TestClient) -> None:
    told = client.get("/fee", params={**LOST, "persons": ["soldier", "disabled"]}).json()
    assert told["result"]["in_person"] == 0


@pytest.mark.parametrize(
    ("written", "province", "area"),
    [("TP. Đà Nẵng", "da_nang", "city"), ("phường Hải Châu, Đà Nẵng", "da_nang", "ward"), ("Huế", "hue", None)],
)
def test_a_place_is_read_as_people_write_it(client: TestClient, written: str, province: str, area: str | None) -> None:
    told = client.get("/places", params={"written": written}).json()["result"]
    assert (told["province"], told["area"]) == (province, area)
    assert told["names"] == list(next(one.names for one in loading.load().provinces if one.key == province))


@pytest.mark.parametrize(
    ("written", "status", "units"),
    [
        ("xã Hòa Ninh, huyện Hòa Vang, Đà Nẵng", "one", ["xã Bà Nà"]),
        ("xã Hòa Ninh, huyện Hòa Vang", "one", ["xã Bà Nà"]),
        ("phuong 4 quan 3 tphcm", "split", ["phường Bàn Cờ", "phường Xuân Hòa"]),
        ("tỉnh Bình Dương", "province", []),
    ],
)
def test_an_old_place_is_told_as_it_is_today(client: TestClient, written: str, status: str, units: list[str]) -> None:
    told = client.get("/places", params={"written": written}).json()["result"]["today"]
    assert told == place(written, date(2026, 11, 29)).model_dump(mode="json")
    assert (told["status"], [one["name"] for one in told["new"]]) == (status, units)


def test_an_unknown_document_is_told_with_those_there_are(client: TestClient) -> None:
    told = problem(client, "/fee", document="passport", reason="lost")
    assert "can_cuoc" in told["choices"]
    assert "CCCD" in told["detail"]


def test_a_name_that_no_place_bears_is_a_problem(client: TestClient) -> None:
    told = client.get("/places", params={"written": "xã Cổ Tích, huyện Phù Thủy"})
    assert (told.status_code, told.json()["field"], told.json()["code"]) == (404, "written", "unknown")


@pytest.mark.parametrize(
    ("params", "status", "field", "code"),
    [
        ({"reason": "lost"}, 422, "document", "missing"),
        ({"document": "passport"}, 422, "document", "unknown"),
        ({**LOST, "reason": "sold"}, 422, "reason", "unknown"),
        ({**LOST, "day": "2026-02-30"}, 422, "day", "impossible_date"),
        ({**LOST, "day": "1764374400"}, 422, "day", "impossible_date"),
        ({**LOST, "day": "9999-12-31"}, 404, "day", "too_far"),
        ({**LOST, "age": "old"}, 422, "age", "invalid"),
        ({**LOST, "trace": "yes"}, 422, "trace", "invalid"),
        ({**LOST, "provinz": "Huế"}, 422, "provinz", "invalid"),
        ({**LOST, "province": "Atlantis"}, 404, "province", "unknown"),
        ({**LOST, "day": "2022-03-01"}, 404, "day", "before_document"),
        ({"document": "can_cuoc"}, 409, "procedure", "missing"),
        ({**LOST, "reason": "age", "age": "30"}, 409, "reason", "no_milestone"),
    ],
)
def test_a_problem_names_its_field(
    client: TestClient, params: dict[str, Any], status: int, field: str, code: str
) -> None:
    told = problem(client, "/fee", **params)
    assert (told["status"], told["field"], told["code"]) == (status, field, code)
    assert told["detail"]


def test_a_problem_offers_the_choices_and_speaks_the_language_asked(client: TestClient) -> None:
    told = problem(client, "/fee", document="can_cuoc", language="es")
    assert "reissue" in told["choices"]
    assert "indique el trámite" in told["detail"]


def test_what_does_not_exist_is_a_problem_too(client: TestClient) -> None:
    assert problem(client, "/fees")["status"] == 404
    response = client.delete("/fee")
    assert (response.status_code, response.headers["allow"]) == (405, "GET")
    assert response.headers["content-type"] == "application/problem+json"


def test_no_page_of_it_loads_from_a_third_party(client: TestClient) -> None:
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404


def test_every_parameter_and_body_has_an_example_or_a_choice() -> None:
    described = app.openapi()
    for path, operations in described["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                schema = parameter["schema"]
                schema = schema.get("items", schema)
                assert schema.get("examples") or schema.get("enum") or "default" in schema, (path, parameter["name"])
    assert described["components"]["schemas"]["RenewalQuestion"]["examples"]
