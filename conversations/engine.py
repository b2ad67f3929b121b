"""How the database is reached."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import create_engine_kwargs
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

WAIT = 30  # seconds for a lock of another process


def create_engine(url: URL) -> Engine:
    """An engine whose connections stay open.

    Of SQLite nobody waits for a connection. It writes ahead (WAL): readers and a writer do not wait for each other, and
    a commit does not wait for the disk. What was committed outlives a killed process; a power cut may cost the last
    turns, never the database.
    """
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, **create_engine_kwargs(url))
    shared = {"check_same_thread": False, "timeout": WAIT}
    engine = sa.create_engine(url, poolclass=QueuePool, max_overflow=-1, connect_args=shared)
    sa.event.listen(engine, "connect", _write_ahead)
    return engine


def make(engine: Engine, part: sa.Table | sa.Index) -> None:
    """Make a table or an index that is not there yet; another server may be doing so at this moment."""
    try:
        part.create(engine, checkfirst=True)
    except DBAPIError:
        part.create(engine, checkfirst=True)  # nothing to do where the other one made it, else the same error


def _write_ahead(connection: Any, record: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
