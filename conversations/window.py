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
        self._engine, self._columns = engine, events.c
        self._wanted = sa.select(events.c.id, events.c.type_name, events.c.action_name, events.c.data)

    def read(self, sender: str) -> list[Event]:
        """Events whose replay gives the tracker's state."""
        with self._engine.connect() as connection:
            rows = self._latest(connection, sender)
            if len(rows) == MOST:
                rows = self._completed(connection, sender, rows)
        return [_event(json.loads(row.data)) for row in _of_session(rows)]

    def _latest(self, connection: Connection, sender: str) -> list[Row]:
        c = self._columns
        latest = self._wanted.where(c.sender_id == sender).order_by(c.id.desc())
        return list(connection.execute(latest.limit(MOST)))[::-1]

    def _completed(self, connection: Connection, sender: str, rows: list[Row]) -> list[Row]:
        turns = _from_turn(rows)
        holding = self._holding(connection, sender, turns[0].id) if turns else []
        if not turns or any(row.type_name in _names(FAR_REACHING) for row in (*holding, *rows)):
            c = self._columns
            everything = self._wanted.where(c.sender_id == sender, c.id >= self._reset(sender))
            return list(connection.execute(everything.order_by(c.id)))
        return [*holding, *turns]

    def _holding(self, connection: Connection, sender: str, before: int) -> list[Row]:
        """The latest event of each slot, of the form, and of each kind that reaches far, since the last reset."""
        c = self._columns
        kinds = c.type_name.in_(_names((*LASTING, *FAR_REACHING)))
        earlier = (c.sender_id == sender, kinds, c.id < before, c.id > self._reset(sender))
        latest = sa.select(sa.func.max(c.id)).where(*earlier).group_by(c.type_name, c.action_name)
        return list(connection.execute(self._wanted.where(c.id.in_(latest)).order_by(c.id)))

    def _reset(self, sender: str) -> Any:
        c = self._columns
        resets = sa.select(sa.func.coalesce(sa.func.max(c.id), 0))
        return resets.where(c.sender_id == sender, c.type_name.in_(_names(RESET))).scalar_subquery()


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
