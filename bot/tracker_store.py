"""What the dialogue remembers of a conversation: one row, read once and written once a message, at a constant cost.

Rasa's SQL store has a row an event and replays the whole history several times a message, so that a conversation gets
slower with every turn. Here a row holds what still holds of the past (slots, an open form, a pause) and the events of
the last turns, as JSON. It is read by any Rasa process; `version` tells two that answer the same conversation at once.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from copy import copy
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    ConversationPaused,
    ConversationResumed,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
    deserialise_events,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection, Engine

from common.deletions import Deleted
from common.retention import DAY_SECONDS

logger = logging.getLogger(__name__)

DATABASE_URL = "sqlite:///var/dialogue.db"
"""Where the row lies unless the environment's DATABASE_URL names another database, SQLite or PostgreSQL. A file of its
own: SQLite lets one process write at a time, and a turn is not to wait for what others write."""

TURNS = 3
"""Turns whose events are kept: the policies look at the last message and at an open form."""

ATTEMPTS = 5
"""Times that a turn is put behind one that another process saved meanwhile; more is a fault elsewhere."""

BUSY_SECONDS = 5.0
"""How long SQLite waits for another process that writes."""

PAUSES = (ConversationPaused, ConversationResumed)
RESETS = (SessionStarted, Restarted)
"""Events after which nothing before them counts; a session takes its slots along as events of its own."""

TABLE = sa.Table(
    "dialogues",
    sa.MetaData(),
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("updated", sa.Float, nullable=False, index=True),  # seconds since 1970
    sa.Column("events", sa.Text, nullable=False),
)

# Made once: SQLAlchemy takes longer to put a statement together than SQLite to execute it.
_IS_ASKED_FOR = TABLE.c.conversation == sa.bindparam("one")
_READ = sa.select(TABLE.c.version, TABLE.c.events).where(_IS_ASKED_FOR)
_ADD = TABLE.insert()
_CHANGE = TABLE.update().where(_IS_ASKED_FOR & (TABLE.c.version == sa.bindparam("was")))
_DELETE = TABLE.delete().where(_IS_ASKED_FOR)
_EXPIRE = TABLE.delete().where(TABLE.c.updated < sa.bindparam("before"))
_LIST = sa.select(TABLE.c.conversation, TABLE.c.updated)


class Dialogue(DialogueStateTracker):
    """A tracker that knows which version of the row it was read from, and how many of its events it had then."""

    version = 0
    known = 0

    def copy(self) -> Dialogue:
        """Return a tracker of the same state; Rasa's own would replay all events."""
        twin = copy(self)
        twin.events = deque(self.events)
        twin.slots = {name: copy(slot) for name, slot in self.slots.items()}
        twin.active_loop = copy(self.active_loop)
        return twin


class DialogueStore(TrackerStore):
    """Keeps one row a conversation in the database of `DATABASE_URL`."""

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        turns: int = TURNS,
        **kwargs: Any,
    ) -> None:
        """`host` and `turns` are `url` and `turns` of endpoints.yml; the environment's DATABASE_URL comes before."""
        self._engine = engine(os.environ.get("DATABASE_URL") or host or DATABASE_URL)
        self._turns = turns
        self._has_table = False
        super().__init__(domain, event_broker, **kwargs)

    async def retrieve(self, sender_id: str) -> Dialogue:
        """Return what is remembered of a conversation; of one that is not known an empty tracker."""
        with self._connection() as connection:
            row = connection.execute(_READ, {"one": sender_id}).first()
        dialogue = Dialogue(sender_id, self.domain.slots)
        if row is not None:
            for event in deserialise_events(json.loads(row.events)):
                dialogue.update(event)
            dialogue.version, dialogue.known = row.version, len(dialogue.events)
        return dialogue

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write what is remembered; a turn that another process saved meanwhile stays, and comes before this one."""
        await self.stream_events(tracker)
        if not tracker.events:
            return
        new = list(tracker.events)[getattr(tracker, "known", 0) :]
        for _ in range(ATTEMPTS):
            if self._written(tracker):
                if isinstance(tracker, Dialogue):
                    tracker.version, tracker.known = tracker.version + 1, len(tracker.events)
                return
            logger.warning("two processes answered one conversation at once; the turns are put in a row")
            tracker = await self.retrieve(tracker.sender_id)
            for event in new:
                tracker.update(event)
        raise ConflictError(f"a turn was not saved: another process wrote the conversation {ATTEMPTS} times meanwhile")

    async def exists(self, conversation_id: str) -> bool:
        """Say whether anything is remembered of a conversation."""
        with self._connection() as connection:
            return connection.execute(_READ, {"one": conversation_id}).first() is not None

    async def keys(self) -> Iterable[str]:
        """Return the conversations that something is remembered of."""
        with self._connection() as connection:
            return [row.conversation for row in connection.execute(sa.select(TABLE.c.conversation))]

    async def delete(self, sender_id: str) -> None:
        """Forget a conversation."""
        with self._connection() as connection:
            connection.execute(_DELETE, {"one": sender_id})
        self._empty_log()

    def tidy(self, days: int, deleted: Deleted) -> int:
        """Forget conversations that have been silent for `days`, and what was deleted and a restored backup has
        brought back; return how many."""
        with self._connection() as connection:
            count = connection.execute(_EXPIRE, {"before": time.time() - days * DAY_SECONDS}).rowcount
            for row in connection.execute(_LIST).all() if len(deleted) else ():
                at = deleted.until(row.conversation)
                if at is not None and row.updated <= at:
                    count += connection.execute(_DELETE, {"one": row.conversation}).rowcount
        if count:
            self._empty_log()
        return int(count)

    def _empty_log(self) -> None:
        """See to it that what was deleted is in no file of SQLite's: what it wrote beside its database goes."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _written(self, tracker: DialogueStateTracker) -> bool:
        """Write a tracker unless the row has another version than it was read from; say whether it was."""
        version = getattr(tracker, "version", 0)
        kept = still_valid(list(tracker.events), self._turns, tracker.slots.values())
        values = {
            "version": version + 1,
            "updated": time.time(),
            "events": json.dumps([event.as_dict() for event in kept], ensure_ascii=False),
        }
        with self._connection() as connection:
            if version:
                row = {"one": tracker.sender_id, "was": version, **values}
                return bool(connection.execute(_CHANGE, row).rowcount)
            try:
                connection.execute(_ADD, {"conversation": tracker.sender_id, **values})
            except sa.exc.IntegrityError:
                return False
        return True

    def _connection(self) -> AbstractContextManager[Connection]:
        """Return a connection whose block is one transaction, with the table in place."""
        if not self._has_table:
            TABLE.metadata.create_all(self._engine)
            self._has_table = True
        return self._engine.begin()


class ConflictError(Exception):
    """Other processes went on writing a conversation; its turn could not be saved."""


def engine(url: str) -> Engine:
    """Return the engine of a database; an error of its never shows what was to be written, a citizen's words."""
    address = sa.engine.make_url(url)
    if address.get_backend_name() == "postgresql":
        # Rasa's SQLAlchemy 1.4 knows psycopg2 alone; other processes may name a newer driver in the same address.
        address = address.set(drivername="postgresql+psycopg2")
        return sa.create_engine(address, hide_parameters=True, pool_pre_ping=True)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    made = sa.create_engine(
        address.set(drivername="sqlite"),
        hide_parameters=True,
        poolclass=sa.pool.QueuePool,  # SQLAlchemy 1.4 would open the file anew for every statement
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    @sa.event.listens_for(made, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # Readers and a writer do not wait for each other, and a commit does not wait for the disk.
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        # What a citizen had deleted is overwritten, not only left out.
        connection.execute("PRAGMA secure_delete=ON")

    return made


def still_valid(events: Sequence[Event], turns: int, slots: Iterable[Slot]) -> list[Event]:
    """Return the events of the last turns, after those of before that still hold when they begin."""
    reset = max((number for number, event in enumerate(events) if isinstance(event, RESETS)), default=0)
    cut = _begin_of_last(events, reset, turns)
    return [*_lasting(events[reset:cut], slots), *events[cut:]]


def _begin_of_last(events: Sequence[Event], reset: int, turns: int) -> int:
    """Return where the last turns begin: with the listening before the first of their messages."""
    messages = [number for number in range(reset, len(events)) if isinstance(events[number], UserUttered)]
    if len(messages) <= turns:
        return reset
    first = messages[-turns]
    return first - 1 if isinstance(events[first - 1], ActionExecuted) else first


def _lasting(events: Sequence[Event], slots: Iterable[Slot]) -> list[Event]:
    """Return what the events leave behind: values of slots, the open form with its action, a pause; in their order."""
    state = DialogueStateTracker("", slots)
    last: dict[object, int] = {}
    for number, event in enumerate(events):
        if isinstance(event, SlotSet):
            event.apply_to(state)
        last[_subject(event)] = number
    form = events[last[ActiveLoop]] if ActiveLoop in last else None
    open_form = form.name if isinstance(form, ActiveLoop) else None
    lasting: list[Event] = []
    for subject, number in sorted(last.items(), key=lambda pair: pair[1]):
        event = events[number]
        if isinstance(event, SlotSet) and event.key in state.slots:
            # A slot may refuse a value, as that of the language does a guess: the one that it has counts.
            value = state.get_slot(event.key)
            if value is not None or state.slots[event.key].initial_value is not None:
                lasting.append(SlotSet(event.key, value, event.timestamp))
        elif subject in (PAUSES, RESETS) or (open_form and subject in (ActiveLoop, (ActionExecuted, open_form))):
            lasting.append(event)
    return lasting


def _subject(event: Event) -> object:
    """Return what an event has the last word on until another one comes: a slot, an action, the form, the pause."""
    if isinstance(event, SlotSet):
        return SlotSet, event.key
    if isinstance(event, ActionExecuted):
        return ActionExecuted, event.action_name
    kinds = (ActiveLoop, PAUSES, RESETS)
    return next((kind for kind in kinds if isinstance(event, kind)), None)
