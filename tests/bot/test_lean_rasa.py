"""What is done once gives what Rasa's own way gives."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from rasa.core import processor
from rasa.core.policies import rule_policy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.utils.endpoints import EndpointConfig

from bot import lean_rasa

RAN: list[str] = []


class Adds(GraphComponent):
    """Adds two numbers, or one to itself."""

    def __init__(self, name: str) -> None:
        self._name = name

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Adds:
        return cls(execution_context.node_name)

    def add(self, one: int, other: int) -> int:
        RAN.append(self._name)
        if one < 0:
            raise ValueError("below nothing")
        return one + other


def node(needs: dict[str, str], target: bool = False) -> SchemaNode:
    return SchemaNode(needs=needs, uses=Adds, fn="add", constructor_name="create", config={}, is_target=target)


SCHEMA = GraphSchema(
    {
        # Written in another order than they can run in.
        "last": node({"one": "left", "other": "right"}, target=True),
        "right": node({"one": "first", "other": "first"}),
        "left": node({"one": "first", "other": "number"}),
        "first": node({"one": "number", "other": "number"}),
        "aside": node({"one": "number", "other": "first"}),
    }
)


@pytest.fixture
def runners(tmp_path: Path) -> tuple[DaskGraphRunner, lean_rasa.OrderedGraphRunner]:
    storage, context = LocalModelStorage.create(tmp_path), ExecutionContext(SCHEMA, "model")
    return DaskGraphRunner.create(SCHEMA, storage, context), lean_rasa.OrderedGraphRunner.create(
        SCHEMA, storage, context
    )


@pytest.mark.parametrize("targets", [None, ["last"], ["right", "aside"]])
def test_a_graph_gives_what_it_gives_with_dask(
    runners: tuple[DaskGraphRunner, lean_rasa.OrderedGraphRunner], targets: list[str] | None
) -> None:
    of_rasa, ours = runners
    for number in (1, 5):
        assert ours.run({"number": number}, targets) == of_rasa.run({"number": number}, targets)


def test_only_what_a_target_needs_runs_and_once(
    runners: tuple[DaskGraphRunner, lean_rasa.OrderedGraphRunner],
) -> None:
    RAN.clear()
    runners[1].run({"number": 1}, ["left"])
    assert RAN == ["first", "left"]


def test_errors_are_those_of_rasa(runners: tuple[DaskGraphRunner, lean_rasa.OrderedGraphRunner]) -> None:
    for inputs, error in (({"number": -1}, Exception), ({}, GraphRunError)):
        raised = []
        for runner in runners:
            with pytest.raises(error) as caught:
                runner.run(inputs, ["last"])
            raised.append(type(caught.value))
        assert raised[0] is raised[1]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install it for one test; what it replaces comes back."""
    for owner, name in (
        (processor, "DaskGraphRunner"),
        (processor.MessageProcessor, "_log_slots"),
        (Event, "resolve_by_type"),
        (Domain, "is_empty"),
        (EndpointConfig, "session"),
        *((module, "copy") for module in (processor, rule_policy)),
    ):
        monkeypatch.setattr(owner, name, vars(owner)[name])
    lean_rasa.install()


@pytest.mark.usefixtures("installed")
def test_events_and_domains_are_read_as_before() -> None:
    slot = SlotSet("country", "vn")
    assert Event.from_parameters(slot.as_dict()) == slot
    with pytest.raises(ValueError, match="nonsense"):
        Event.from_parameters({"event": "nonsense"})
    assert Domain.empty().is_empty()
    assert not Domain.from_dict({"intents": ["fee"]}).is_empty()


async def _connections(endpoint: EndpointConfig) -> int:
    """Return how many connections three calls open."""
    seen = set()

    async def answer(request: web.Request) -> web.Response:
        seen.add(request.transport)
        return web.json_response({"events": []})

    app = web.Application()
    app.router.add_post("/webhook", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    endpoint.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/webhook"  # type: ignore[union-attr]
    for _ in range(3):
        assert await endpoint.request(json={}, method="post") == {"events": []}
    session = lean_rasa._sessions.pop(asyncio.get_running_loop(), None)
    if session is not None:
        await session.close()
    await runner.cleanup()
    return len(seen)


@pytest.mark.usefixtures("installed")
def test_the_connection_to_the_action_server_is_kept() -> None:
    assert asyncio.run(_connections(EndpointConfig())) == 1
    assert asyncio.run(_connections(EndpointConfig(basic_auth={"username": "a", "password": "b"}))) == 3
