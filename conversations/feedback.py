"""What people thought of replies."""

from __future__ import annotations

import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from conversations.engine import make

TABLE = sa.Table(
    "feedback",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("message", sa.String(255), nullable=False),
    sa.Column("thumb", sa.String(8), nullable=False),
    sa.Column("comment", sa.Text, nullable=False),
    sa.Column("time", sa.Float, nullable=False),
    sa.UniqueConstraint("sender_id", "message"),
)


class Feedback:
    """Keeps the last opinion on each turn in a table "feedback" beside the events."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        make(engine, TABLE)

    def keep(self, sender: str, message: str, thumb: str, comment: str) -> None:
        """Keep an opinion ("up" or "down") on what was answered to a message."""
        row = {"sender_id": sender, "message": message, "thumb": thumb, "comment": comment, "time": time.time()}
        with self._engine.begin() as connection:
            connection.execute(TABLE.delete().where(TABLE.c.sender_id == sender, TABLE.c.message == message))
            connection.execute(TABLE.insert(), row)

    def read(self, sender: str) -> dict[str, dict[str, Any]]:
        """The opinions of a conversation, by message."""
        wanted = sa.select(TABLE.c.message, TABLE.c.thumb, TABLE.c.comment).where(TABLE.c.sender_id == sender)
        with self._engine.connect() as connection:
            return {row.message: {"thumb": row.thumb, "comment": row.comment} for row in connection.execute(wanted)}

    def delete(self, sender: str) -> None:
        """Forget the opinions of a conversation."""
        with self._engine.begin() as connection:
            connection.execute(TABLE.delete().where(TABLE.c.sender_id == sender))
