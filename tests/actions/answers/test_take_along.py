"""The next step that takes a day along: its address is served, and gives the day that was said."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from actions.answers import deadline, renewal
from actions.law.api import app
from tests.actions.answers.conftest import TODAY, question

pytestmark = pytest.mark.usefixtures("library")
client = TestClient(app)


def day_of(address: str) -> date:
    """Return the day in the file at an address below /v1."""
    response = client.get(address.removeprefix("v1"))
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    day: date = event.decoded("dtstart")
    return day


def test_an_answer_on_a_deadline_carries_the_address_of_its_day() -> None:
    asked = question("es", document="can_cuoc", procedure="reissue", received_date="2026-11-27")
    reply = deadline.answer(asked, TODAY)
    step = reply.custom()["take_along"]
    assert step["title"] == "Guardar en el calendario"
    assert reply.computed is not None
    assert day_of(step["address"]).isoformat() == reply.computed["last_day"]


def test_an_answer_on_a_renewal_does_so_without_the_birth_date() -> None:
    asked = question("vi", document="cccd", birth_date="1990-05-20", issue_date="2021")
    address = renewal.answer(asked, TODAY).custom()["take_along"]["address"]
    assert "1990" not in address
    assert day_of(address) == date(2030, 5, 20)


def test_the_day_printed_on_a_card_can_be_taken_along() -> None:
    named = {"expiry_date": "2028-03-01", "entities": {"expiry_date": ("2028-03-01",)}}
    address = renewal.answer(question("vi", document="cccd", **named), TODAY).custom()["take_along"]["address"]
    assert day_of(address) == date(2028, 3, 1)


@pytest.mark.parametrize("received", ["2026-11-02", None])
def test_a_day_that_is_over_or_was_only_supposed_is_not(received: str | None) -> None:
    asked = question("vi", document="can_cuoc", procedure="reissue", received_date=received)
    assert "take_along" not in deadline.answer(asked, TODAY).custom()


def test_nothing_is_taken_along_of_a_card_that_never_runs_out_or_of_a_day_out_of_reach() -> None:
    never = question("vi", document="cccd", birth_date="1962-10-10", issue_date="2021-03-15")
    assert "take_along" not in renewal.answer(never, TODAY).custom()
    far = {"expiry_date": "2150-03-01", "entities": {"expiry_date": ("2150-03-01",)}}
    assert "take_along" not in renewal.answer(question("vi", document="cccd", **far), TODAY).custom()
