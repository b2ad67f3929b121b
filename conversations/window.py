"""The last events of a conversation, and what was set before them and still holds."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import sqlalchemy as sa
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    Event,
    LoopInterrupted,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from sqlalchemy.engine import Connection, Engine, Row
from sqlalchemy.sql import Select

MOST = 16  # events, about two turns: more than any rule looks back
RESET = (SessionStarted, Restarted)
LASTING = (SlotSet, ActiveLoop)
FAR_REACHING = (
    ActionReverted,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    LoopInterrupted,
    UserUtteranceReverted,
)


class Window:
    """Reads what a tracker needs for the next turn: however long the conversation is, about as many events.

    Where something was said to be undone, paused or emptied, all events since the last reset are read.

    Args:
        events: Rasa's table of events.
    """

    def __init__(self, engine: Engine, events: sa.Table) -> None:
        self._engine = engine
        self._latest, self._holding, self._session = _statements(events)  # made once: half of a turn's reading

    def read(self, sender: str) -> list[Event]:
        """Events whose replay gives the tracker's state."""
        with self._engine.connect() as connection:
            rows = connection.execute(self._latest, {"sender": sender}).all()[::-1]
            if len(rows) == MOST:
                rows = self._completed(connection, sender, rows)
        return [_event(json.loads(row.data)) for row in _of_session(rows)]

    def _completed(self, connection: Connection, sender: str, rows: list[Row]) -> list[Row]:
        turns = _from_turn(rows)
        holding = self._before(connection, sender, turns[0].id) if turns else []
        if not turns or any(row.type_name in _names(FAR_REACHING) for row in (*holding, *rows)):
            return connection.execute(self._session, {"sender": sender}).all()
        return [*holding, *turns]

    def _before(self, connection: Connection, sender: str, id: int) -> list[Row]:
        return list(connection.execute(self._holding, {"sender": sender, "before": id}))


def _statements(events: sa.Table) -> tuple[Select, Select, Select]:
    """The latest events of `sender`; of those `before` an event the latest of each slot, of the form, and of each kind
    that reaches far, since the last reset; all events since then."""
    c, of_sender = events.c, events.c.sender_id == sa.bindparam("sender")
    wanted = sa.select(c.id, c.type_name, c.action_name, c.data)
    latest = sa.func.max(c.id + 0)  # SQLite would else go through all events backwards, not through those of a kind
    resets = sa.select(sa.func.coalesce(latest, 0)).where(of_sender, _is_of(c.type_name, RESET))
    reset, kinds = resets.scalar_subquery(), _is_of(c.type_name, (*LASTING, *FAR_REACHING))
    earlier = (of_sender, kinds, c.id < sa.bindparam("before"), c.id > reset)
    held = sa.select(sa.func.max(c.id)).where(*earlier).group_by(c.type_name, c.action_name)
    return (
        wanted.where(of_sender).order_by(c.id.desc()).limit(MOST),
        wanted.where(c.id.in_(held)).order_by(c.id),
        wanted.where(of_sender, c.id >= reset).order_by(c.id),
    )


def _is_of(column: sa.Column, kinds: tuple[type[Event], ...]) -> Any:
    return sa.or_(*(column == name for name in _names(kinds)))


def _from_turn(rows: list[Row]) -> list[Row]:
    """`rows` from the first one on that waits for a message; none where no message follows."""
    waits = (ActionExecuted.type_name, ACTION_LISTEN_NAME)
    first = next((i for i, row in enumerate(rows) if (row.type_name, row.action_name) == waits), len(rows))
    return rows[first:] if any(row.type_name == UserUttered.type_name for row in rows[first:]) else []


def _of_session(rows: list[Row]) -> list[Row]:
    """`rows` from the last beginning of a session on."""
    starts = [i for i, row in enumerate(rows) if row.type_name == SessionStarted.type_name]
    return rows[starts[-1] :] if starts else rows


def _names(kinds: tuple[type[Event], ...]) -> list[str]:
    return [kind.type_name for kind in kinds]


def _event(data: dict[str, Any]) -> Event:
    return _class_of(data["event"])._from_parameters(data)


@cache
def _class_of(name: str) -> type[Event]:
    """Rasa looks through all kinds of events for each single one: a third of the time of reading a tracker."""
    return Event.resolve_by_type(name)
