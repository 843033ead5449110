from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.channels.core import settings
from bot.channels.core.bridge import Bridge
from bot.channels.core.health import Health
from bot.channels.core.incoming import Incoming


@pytest.fixture
def bridge(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bridge]:
    monkeypatch.setenv("DATABASE_URL", database_url)
    made = Bridge(settings.load())
    made.database.open()
    made.intake("web", "secret", None)
    yield made
    made.database.close()


def client(bridge: Bridge, host: str = "127.0.0.1") -> TestClient:
    return TestClient(Starlette(routes=Health(bridge).routes()), client=(host, 5000))


def behind(bridge: Bridge, monkeypatch: pytest.MonkeyPatch, rasa: bool, actions: bool) -> None:
    async def health() -> dict[str, bool]:
        return {"http://one": False, "http://two": rasa}

    async def is_well(_url: str) -> bool:
        return actions

    monkeypatch.setattr(bridge.rasa, "health", health)
    monkeypatch.setattr(bridge.rasa, "is_well", is_well)


@pytest.mark.parametrize(("rasa", "actions", "status"), [(True, True, 200), (False, True, 503), (True, False, 503)])
def test_ready_is_who_has_all_parts(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch, rasa: bool, actions: bool, status: int
) -> None:
    behind(bridge, monkeypatch, rasa, actions)
    answer = client(bridge).get("/health/ready")
    said = answer.json()
    assert (answer.status_code, said["model"], said["actions"], said["database"]) == (status, rasa, actions, True)
    assert client(bridge).get("/health/live").status_code == 200


def test_a_database_that_is_away_is_not_ready(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    behind(bridge, monkeypatch, True, True)

    def away(_work: object, _repeatable: bool) -> None:
        raise OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr(bridge.database, "call", away)
    assert client(bridge).get("/health/ready").json()["database"] is False


def test_metrics_are_for_this_machine_and_its_network(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    behind(bridge, monkeypatch, True, True)
    text = client(bridge).get("/metrics").text
    for line in ("assistant_inbox_messages 0.0", 'assistant_channel_off{channel="web"} 0.0'):
        assert line in text
    assert client(bridge, "1.1.1.1").get("/metrics").status_code == 404
    assert client(bridge).get("/metrics", headers={"X-Real-IP": "203.0.113.7"}).status_code == 404


def test_what_waits_is_measured(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    behind(bridge, monkeypatch, True, True)
    intake = bridge.intakes["web"]
    asyncio.run(intake.receive_from_page("web-a", Incoming("web-a", "mất thẻ", delivery="1"), "here"))
    assert "assistant_inbox_messages 1.0" in client(bridge).get("/metrics").text
