"""A tracker store whose work for a turn does not grow with the conversation."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from sqlalchemy.engine import Engine

from conversations.engine import create_engine, make
from conversations.window import Window

EVENTS = SQLTrackerStore.SQLEvent.__table__
INDEXES = (
    sa.Index("events_in_order", EVENTS.c.sender_id, EVENTS.c.id),
    sa.Index("events_by_kind", EVENTS.c.sender_id, EVENTS.c.type_name, EVENTS.c.action_name, EVENTS.c.id),
)
KEPT = "kept"  # what a tracker is told: how many of its events are stored


class ConversationStore(SQLTrackerStore):
    """Rasa's SQL tracker store, in Rasa's table, reading what a turn needs instead of the whole conversation.

    A turn takes up to two statements to read (see `Window`) and one to write, in threads, so that other
    conversations do not wait for the disk; SQLite's reading, which waits for nothing, takes longer in a thread than
    it does here. Options are those of Rasa's store, with `url` for its `host`.

    Raises:
        RasaException: the database cannot be used. Rasa would keep conversations in memory instead.
    """

    engine: Engine

    def __init__(self, domain: Domain | None = None, *, event_broker: Any = None, **options: Any) -> None:
        try:
            super().__init__(domain, event_broker=event_broker, **options)
        except (ImportError, AttributeError) as error:
            raise RasaException(f"endpoints.yml, tracker_store: {error}; is its driver installed?") from error
        self.engine = create_engine(self.engine.url)
        self.sessionmaker = sa.orm.sessionmaker(bind=self.engine)
        for index in INDEXES:  # a database that Rasa's own store made lacks them
            make(self.engine, index)
        self._window = Window(self.engine, EVENTS)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a conversation as far as a turn needs it; None where there is none yet."""
        here = self.engine.dialect.name == "sqlite"
        events = self._window.read(sender_id) if here else await asyncio.to_thread(self._window.read, sender_id)
        if not events:
            return None
        tracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        setattr(tracker, KEPT, len(tracker.events))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write, and publish where there is an event broker, the events that are not stored yet."""
        new = await self._new(tracker)
        if self.event_broker:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)
        if new:
            await asyncio.to_thread(self._write, [_row(tracker.sender_id, event) for event in new])
        if tracker.events:
            setattr(tracker, KEPT, len(tracker.events))

    async def _new(self, tracker: DialogueStateTracker) -> list[Event]:
        """The events that are not stored; counted where the tracker was not read here, as there may be some all the
        same: Rasa begins a conversation anew when it cannot be read."""
        kept = vars(tracker).get(KEPT)
        if kept is None and tracker.events:
            return await asyncio.to_thread(self._uncounted, tracker)
        return list(tracker.events)[kept:]

    def _uncounted(self, tracker: DialogueStateTracker) -> list[Event]:
        with self.session_scope() as session:
            return list(self._additional_events(session, tracker))

    def _write(self, rows: list[dict[str, Any]]) -> None:
        with self.engine.begin() as connection:
            connection.execute(EVENTS.insert(), rows)


def engine_of(store: TrackerStore) -> Engine:
    """The database of the store that Rasa uses, which wraps ours.

    Raises:
        RasaException: it is another kind of store.
    """
    ours = getattr(store, "_tracker_store", store)
    if not isinstance(ours, ConversationStore):
        raise RasaException(
            f"endpoints.yml, tracker_store: the web channel needs conversations.store, not {type(ours)}"
        )
    return ours.engine


def _row(sender: str, event: Event) -> dict[str, Any]:
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
