"""What was said in a conversation, read and deleted in Rasa's table of events."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from conversations.engine import purge

USER, BOT = "user", "bot"
MOST = 400  # events that are read of a conversation: about 200 messages
RECENT = 60  # the same where one message is looked for


@dataclass
class Turn:
    """A message of the person, and what was answered.

    `replies` are events of Rasa's kind "bot", as stored; `time` is in seconds since 1970.
    """

    id: str
    text: str
    time: float
    replies: list[dict[str, Any]] = field(default_factory=list)


class History:
    """The turns of conversations.

    Args:
        events: Rasa's table of events.
    """

    def __init__(self, engine: Engine, events: sa.Table) -> None:
        self._engine, self._events = engine, events
        c, of_sender = events.c, events.c.sender_id == sa.bindparam("sender")
        kinds = sa.or_(c.type_name == USER, c.type_name == BOT)
        # Statements are made once: making them would take as long as all else.
        self._said = sa.select(c.data).where(of_sender, kinds).order_by(c.id.desc())
        asked = sa.select(c.data).where(of_sender, c.type_name == USER).order_by(c.id.desc()).limit(RECENT).subquery()
        holds = asked.c.data.contains(sa.bindparam("id", type_=sa.String))
        self._naming = sa.select(sa.func.count()).where(holds).select_from(asked)

    def read(self, sender: str, *, most: int | None = MOST) -> list[Turn]:
        """The turns of the last `most` events, oldest first; all of them for None."""
        return list(_turns(self._latest(sender, most)))

    def find(self, sender: str, message: str) -> Turn | None:
        """The turn that a message of this id began, None where there was none lately.

        Nearly always there is none, which the database says without the events being read.
        """
        with self._engine.connect() as connection:
            if not connection.execute(self._naming, {"sender": sender, "id": message}).scalar():
                return None
        return next((turn for turn in self.read(sender, most=RECENT) if turn.id == message), None)

    def knows(self, sender: str) -> bool:
        """Whether there is such a conversation."""
        return bool(self._latest(sender, 1))

    def delete(self, sender: str) -> None:
        """Forget a conversation, and leave nothing of it in the database's files.

        Raises:
            TimeoutError: another program reads the database all the time.
        """
        with self._engine.begin() as connection:
            connection.execute(self._events.delete().where(self._events.c.sender_id == sender))
        purge(self._engine)

    def _latest(self, sender: str, most: int | None) -> list[dict[str, Any]]:
        with self._engine.connect() as connection:
            rows = connection.execute(self._said.limit(most), {"sender": sender}).all()
        return [json.loads(row.data) for row in reversed(rows)]


def _turns(events: list[dict[str, Any]]) -> Iterator[Turn]:
    turn: Turn | None = None
    for event in events:
        if event["event"] == USER:
            if turn:
                yield turn
            written = (event.get("metadata") or {}).get("written")
            turn = Turn(event["message_id"], written or event["text"] or "", event["timestamp"])
        elif turn:
            turn.replies.append(event)
    if turn:
        yield turn
