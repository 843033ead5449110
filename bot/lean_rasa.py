"""What Rasa 3.6 does again for every message, done once. `bot.server` installs it; docs/performance.md measures it.

Each change leaves what is computed as it was:
- a graph runs its nodes in an order worked out once (dask works it out anew, three times a message);
- a debug line that is not written copies nothing (the tracker's states, slots and events, a dozen times a message);
- the class of an event is looked up in a table (Rasa walks all subclasses for each event that it reads);
- what an empty domain looks like is computed once;
- the connection to the action server is kept.
"""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

import aiohttp
from rasa.core import processor
from rasa.core.policies import rule_policy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.utils.endpoints import EndpointConfig

KEPT_SECONDS = 30.0
"""How long an idle connection is kept; less than the action server keeps it (sanic's KEEP_ALIVE_TIMEOUT, 120)."""

Plan = Sequence[tuple[str, GraphNode, Sequence[str]]]


class OrderedGraphRunner(DaskGraphRunner):
    """Runs the nodes one after the other, as dask's synchronous scheduler does, in an order that is kept."""

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Return the outputs of the targets; see the parent class."""
        wanted = tuple(targets or self._graph_schema.target_names)
        known = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            for name, node, needs in self._plan(wanted):
                if name not in known:
                    known[name] = node(*[known.get(need, need) for need in needs])
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(known[name] for name in wanted)

    def _plan(self, targets: tuple[str, ...]) -> Plan:
        plans: dict[tuple[str, ...], Plan] = self.__dict__.setdefault("_plans", {})
        if targets not in plans:
            nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
            order: dict[str, None] = {}

            def place(name: str) -> None:
                if name in nodes and name not in order:
                    for need in nodes[name].needs.values():
                        place(need)
                    order[name] = None

            for target in targets:
                place(target)
            plans[targets] = [
                (name, self._instantiated_nodes[name], tuple(nodes[name].needs.values())) for name in order
            ]
        return plans[targets]


class Lent:
    """A session that its user may close as he likes: it stays open."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def __aenter__(self) -> aiohttp.ClientSession:
        return self._session

    async def __aexit__(self, *_error: object) -> None:
        return None


_sessions: WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.ClientSession] = WeakKeyDictionary()
_session_of_rasa = EndpointConfig.session


def kept_session(endpoint: EndpointConfig) -> Lent:
    """Return the session of this event loop for an endpoint; one with a password of its own has its own as before."""
    if endpoint.basic_auth:
        return _session_of_rasa(endpoint)  # type: ignore[no-any-return]
    loop = asyncio.get_running_loop()
    session = _sessions.get(loop)
    if session is None or session.closed:
        timeout = aiohttp.ClientTimeout(total=None)  # each call has its own
        session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=KEPT_SECONDS), timeout=timeout
        )
        _sessions[loop] = session
    return Lent(session)


@lru_cache(maxsize=1)
def _empty_domain() -> dict[str, Any]:
    return dict(Domain.empty().as_dict())


def is_empty(domain: Domain) -> bool:
    """Say whether a domain is empty."""
    return bool(domain.as_dict() == _empty_domain())


def install() -> None:
    """Put all of it in the place of what Rasa does."""
    processor.DaskGraphRunner = OrderedGraphRunner
    # In these modules only lines for debugging copy deeply.
    uncopied = SimpleNamespace(copy=copy.copy, deepcopy=lambda value: value)
    for module in (processor, rule_policy):
        module.copy = uncopied
    processor.MessageProcessor._log_slots = staticmethod(lambda _tracker: None)
    Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    Domain.is_empty = is_empty
    EndpointConfig.session = kept_session
