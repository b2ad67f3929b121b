"""A tracker store whose work for a turn does not grow with the conversation."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine

from conversations.engine import create_engine
from conversations.window import Window

EVENTS = SQLTrackerStore.SQLEvent.__table__
BY_KIND = sa.Index("events_by_kind", EVENTS.c.sender_id, EVENTS.c.type_name, EVENTS.c.action_name)


class KeptTracker(DialogueStateTracker):
    """A tracker that knows how many of its events are stored."""

    kept = 0


class ConversationStore(SQLTrackerStore):
    """Rasa's SQL tracker store, in Rasa's table, reading what a turn needs instead of the whole conversation.

    A turn takes up to two statements to read (see `Window`) and one to write, in threads, so that other
    conversations do not wait for the disk. Options are those of Rasa's store: `dialect`, `db`, `host` and so on.
    """

    engine: Engine

    def __init__(self, domain: Domain | None = None, *, event_broker: Any = None, **options: Any) -> None:
        super().__init__(domain, event_broker=event_broker, **options)
        self.engine.dispose()
        self.engine = create_engine(self.engine.url)
        self.sessionmaker = sa.orm.sessionmaker(bind=self.engine)
        BY_KIND.create(self.engine, checkfirst=True)  # in a database that Rasa's own store made
        self._window = Window(self.engine, EVENTS)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a conversation as far as a turn needs it; None where there is none yet."""
        events = await asyncio.to_thread(self._window.read, sender_id)
        if not events:
            return None
        tracker = KeptTracker.from_events(sender_id, events, self.domain.slots)
        tracker.kept = len(tracker.events)
        return tracker

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        return KeptTracker(sender_id, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the events that are not stored yet."""
        await self.stream_events(tracker)
        rows = [_row(tracker.sender_id, event) for event in self._new(tracker)]
        if rows:
            await asyncio.to_thread(self._write, rows)
        if isinstance(tracker, KeptTracker):
            tracker.kept = len(tracker.events)

    def _new(self, tracker: DialogueStateTracker) -> list[Event]:
        if isinstance(tracker, KeptTracker):
            return list(tracker.events)[tracker.kept :]
        with self.session_scope() as session:  # one that was made elsewhere, by Rasa's HTTP API
            return list(self._additional_events(session, tracker))

    def _write(self, rows: list[dict[str, Any]]) -> None:
        with self.engine.begin() as connection:
            connection.execute(EVENTS.insert(), rows)


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
