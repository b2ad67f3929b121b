"""A tracker store whose work for a turn does not grow with the conversation."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from sqlalchemy.engine import URL, Engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from conversations.engine import create_engine, make, prepare, unusable
from conversations.threads import in_thread, threads
from conversations.window import Window
from tandem_rasa.errors import describe
from tandem_rasa.processor import use_turn_processor, without_fallback

EVENTS = SQLTrackerStore.SQLEvent.__table__
INDEXES = (
    sa.Index("events_in_order", EVENTS.c.sender_id, EVENTS.c.id),
    sa.Index("events_by_kind", EVENTS.c.sender_id, EVENTS.c.type_name, EVENTS.c.action_name, EVENTS.c.id),
)
OPTIONS = ("dialect", "host", "port", "db", "username", "password", "login_db", "query")
KEPT = "kept"  # what a tracker is told: how many of its events are stored
RESTART_SECONDS = 10.0  # how long a database that is being restarted is waited for
PAUSE = 0.1  # seconds between two looks whether it is back
Row = dict[str, Any]
logger = logging.getLogger(__name__)


class ConversationStore(SQLTrackerStore):
    """Rasa's SQL tracker store, in Rasa's table, reading what a turn needs instead of all of it.

    A turn takes up to two statements to read (see `Window`) and one to write, in threads, so that
    other conversations do not wait for the disk; SQLite's reading, which nearly always waits for
    nothing, takes longer in a thread than here. Options are those of Rasa's store, with `url` for
    its `host`.

    With this store a turn that can't be stored isn't answered (see `TurnProcessor`).

    Raises:
        RasaException: the database cannot be used. Rasa would keep conversations in memory instead.
    """

    engine: Engine

    def __init__(self, domain: Domain | None = None, *, event_broker: Any = None, **options: Any) -> None:
        use_turn_processor()
        prepare(database_url(options))
        try:
            super().__init__(domain, event_broker=event_broker, **options)
        except (ImportError, AttributeError) as error:
            message = f"endpoints.yml, tracker_store: {error}; is its driver installed?"
            raise RasaException(message) from error
        self.engine.dispose()
        self.engine = create_engine(self.engine.url)
        self.sessionmaker = sa.orm.sessionmaker(bind=self.engine)
        try:
            for index in INDEXES:  # a database that Rasa's own store made lacks them
                make(self.engine, index)
        except DBAPIError as error:
            raise unusable(self.engine.url, error) from error
        self._window = Window(self.engine, EVENTS)
        self.reader = create_engine(self.engine.url, wait=0)
        self._window_at_once = Window(self.reader, EVENTS)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a conversation as far as a turn needs it; None if there is none yet."""
        events = await self._read(sender_id)
        if not events:
            return None
        tracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        setattr(tracker, KEPT, len(tracker.events))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write, and publish if there is an event broker, the events that are not stored yet.

        When cancelled, nothing is written, unless the commit had begun and succeeds.
        """
        new = await self._new(tracker)
        if new:
            await Write(self.engine, [_row(tracker.sender_id, event) for event in new]).run()
        if tracker.events:
            setattr(tracker, KEPT, len(tracker.events))
        if self.event_broker:
            await self._publish(new, tracker.sender_id)

    async def _publish(self, new: list[Event], sender_id: str) -> None:
        """Publish what is stored; that fails without the turn being lost."""
        try:
            await self._stream_new_events(self.event_broker, new, sender_id)
        except Exception as error:
            logger.error("events could not be published: %s", describe(error))

    async def _read(self, sender_id: str) -> list[Event]:
        if self.engine.dialect.name == "sqlite":
            try:
                return self._window_at_once.read(sender_id)
            except OperationalError as error:
                if "locked" not in str(error.orig):
                    raise
        return await in_thread(self._window.read, sender_id)

    async def _new(self, tracker: DialogueStateTracker) -> list[Event]:
        """The events that are not stored; counted if the tracker was not read here."""
        kept = vars(tracker).get(KEPT)
        if kept is None and tracker.events:
            return await in_thread(self._uncounted, tracker)
        return list(tracker.events)[kept:]

    def _uncounted(self, tracker: DialogueStateTracker) -> list[Event]:
        with self.session_scope() as session:
            return list(self._additional_events(session, tracker))


class GivenUp(Exception):
    """Rows aren't written, as nobody waits for it any more."""


class Write:
    """Rows being written in a thread; until the commit begins they can be given up."""

    def __init__(self, engine: Engine, rows: list[Row]) -> None:
        self._engine, self._rows = engine, rows
        self._lock, self._given_up, self._committing = threading.Lock(), False, False

    async def run(self) -> None:
        """Write them; when cancelled, either nothing is written, or this ends as if it weren't.

        A commit that has begun is waited for, however long it takes: until it ends nobody knows
        whether the rows are there.
        """
        work = asyncio.get_running_loop().run_in_executor(threads, self._write_or_find)
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            if self._give_up():
                work.add_done_callback(lambda done: done.exception())  # nobody else asks for it
                raise
            await work

    def _write_or_find(self) -> None:
        """Write; if the connection broke while committing, look whether the rows are there."""
        try:
            self._write()
        except DBAPIError as error:
            if not (error.connection_invalidated and self._committing and self._are_there()):
                raise

    def _are_there(self) -> bool:
        row = self._rows[0]
        same = (EVENTS.c.sender_id == row["sender_id"], EVENTS.c.timestamp == row["timestamp"])
        wanted, end = sa.select(EVENTS.c.id).where(*same), time.monotonic() + RESTART_SECONDS
        while True:
            try:
                with self._engine.connect() as connection:
                    return connection.execute(wanted).first() is not None
            except DBAPIError:  # it is being restarted
                if time.monotonic() > end:
                    raise
                time.sleep(PAUSE)

    def _write(self) -> None:
        with self._engine.begin() as connection:
            connection.execute(EVENTS.insert(), self._rows)
            with self._lock:
                if self._given_up:
                    raise GivenUp
                self._committing = True

    def _give_up(self) -> bool:
        """Have it rolled back; False if the commit has begun."""
        with self._lock:
            self._given_up = not self._committing
            return self._given_up


def database_url(options: Mapping[str, Any]) -> URL:
    """The address that Rasa's options for SQL name."""
    named = {name: options[name] for name in OPTIONS if options.get(name) is not None}
    return make_url(SQLTrackerStore.get_db_url(**named))


def engine_of(store: TrackerStore) -> Engine:
    """The database of the store that Rasa uses, which wraps ours.

    Raises:
        RasaException: it is another kind of store.
    """
    ours = without_fallback(store)
    if not isinstance(ours, ConversationStore):
        raise RasaException(
            f"endpoints.yml, tracker_store: Tandem's channels need conversations.store, not {type(ours)}"
        )
    return ours.engine


def _row(sender: str, event: Event) -> Row:
    """An event as a row of Rasa's table."""
    data = event.as_dict()
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
