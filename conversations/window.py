"""The last events of a conversation, and what was set before them and still holds."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import sqlalchemy as sa
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    AllSlotsReset,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
)
from sqlalchemy.engine import Connection, Engine, Row

MOST = 30  # events, about four turns: more than any rule looks back
RESET = (SessionStarted.type_name, Restarted.type_name, AllSlotsReset.type_name)
LASTING = (SlotSet.type_name, ActiveLoop.type_name)


class Window:
    """Reads what a tracker needs for the next turn: however long the conversation is, the same amount.

    Args:
        events: Rasa's table of events, with an index by which what still holds is found.
        most: how many events are read; the first of them begins a turn.
    """

    def __init__(self, engine: Engine, events: sa.Table, *, most: int = MOST) -> None:
        self._engine, self._most, self._columns = engine, most, events.c

    def read(self, sender: str) -> list[Event]:
        """Events whose replay gives the tracker's state."""
        with self._engine.connect() as connection:
            rows = self._latest(connection, sender)
            if len(rows) == self._most:
                rows = _from_turn(rows)
                rows = [*self._holding(connection, sender, rows[0].id), *rows]
        return [_event(json.loads(row.data)) for row in _of_session(rows)]

    def _latest(self, connection: Connection, sender: str) -> list[Row]:
        c = self._columns
        wanted = sa.select(c.id, c.type_name, c.action_name, c.data).where(c.sender_id == sender)
        return list(connection.execute(wanted.order_by(c.id.desc()).limit(self._most)))[::-1]

    def _holding(self, connection: Connection, sender: str, before: int) -> list[Row]:
        """The latest value of each slot, and of the form, since the last reset."""
        c = self._columns
        earlier = (c.sender_id == sender, c.id < before)
        reset = sa.select(sa.func.coalesce(sa.func.max(c.id), 0)).where(*earlier, c.type_name.in_(RESET))
        latest = sa.select(sa.func.max(c.id)).where(*earlier, c.type_name.in_(LASTING), c.id > reset.scalar_subquery())
        wanted = sa.select(c.id, c.type_name, c.action_name, c.data)
        last = wanted.where(c.id.in_(latest.group_by(c.type_name, c.action_name))).order_by(c.id)
        return list(connection.execute(last))


def _from_turn(rows: list[Row]) -> list[Row]:
    """`rows` from the first one on that waits for a message; all of them where none does."""
    waits = (ActionExecuted.type_name, ACTION_LISTEN_NAME)
    first = next((i for i, row in enumerate(rows) if (row.type_name, row.action_name) == waits), 0)
    return rows[first:]


def _of_session(rows: list[Row]) -> list[Row]:
    """`rows` from the last beginning of a session on."""
    starts = [i for i, row in enumerate(rows) if row.type_name == SessionStarted.type_name]
    return rows[starts[-1] :] if starts else rows


def _event(data: dict[str, Any]) -> Event:
    return _class_of(data["event"])._from_parameters(data)


@cache
def _class_of(name: str) -> type[Event]:
    """Rasa looks through all kinds of events for each single one: a third of the time of reading a tracker."""
    return Event.resolve_by_type(name)
