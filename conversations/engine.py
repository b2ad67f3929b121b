"""How the database is reached."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import create_engine_kwargs
from rasa.shared.exceptions import RasaException
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

CACHE_KB = 512  # that each connection keeps of an SQLite database
WAIT = 5  # seconds for a lock of another process, and for a connection
BESIDE = ("", "-wal", "-shm")  # the files of an SQLite database
PATIENCE = {  # with a PostgreSQL that doesn't answer, or can't be reached any more
    "connect_timeout": WAIT,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,  # ms
}
PURGE_TRIES, PURGE_PAUSE = 50, 0.1
WRITABLE = "make its folder writable, or name another with TANDEM_DB"


class UnusableDatabase(RasaException):
    """The database cannot be used; says why, and what to do."""


def create_engine(url: URL, *, wait: float = WAIT) -> Engine:
    """An engine whose connections stay open, and are checked before they are used.

    Of SQLite nobody waits for a connection. It writes ahead (WAL): readers and a writer do not wait
    for each other, and a commit does not wait for the disk. What was committed outlives a killed
    process; a power cut may cost the last turns, never the database.

    Args:
        wait: seconds to wait for a lock of another process before giving up.
    """
    if url.get_backend_name() != "sqlite":
        return _create_remote(url)
    shared = {"check_same_thread": False, "timeout": wait}
    pool = {"poolclass": QueuePool, "max_overflow": -1, "pool_use_lifo": True}
    engine = sa.create_engine(url, hide_parameters=True, connect_args=shared, **pool)
    sa.event.listen(engine, "connect", _write_ahead)
    return engine


def prepare(url: URL) -> None:
    """Check that an SQLite database can be written, and let only this account read it.

    Raises:
        UnusableDatabase: it is damaged, locked, or can't be written.
    """
    if not (file := sqlite_file(url)):
        return
    try:
        file.touch(mode=0o600)
        engine = create_engine(url)
        with closing(engine.raw_connection()) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master")
            connection.execute("BEGIN IMMEDIATE")
            connection.rollback()
        engine.dispose()
        for ending in BESIDE:
            with suppress(FileNotFoundError):
                Path(f"{file}{ending}").chmod(0o600)
    except OSError as error:
        raise UnusableDatabase(f"{file} can't be written ({error.strerror}); {WRITABLE}") from error
    except (DBAPIError, sqlite3.Error) as error:
        raise unusable(url, error) from error


def unusable(url: URL, error: Exception) -> UnusableDatabase:
    """What to tell of an error that the database gave when it was opened."""
    file, why = sqlite_file(url), str(getattr(error, "orig", error)).strip()
    if file is None:
        return UnusableDatabase(f"{url.database} can't be used as a database ({why})")
    if "locked" in why:
        remedy = "stop the program that holds it, and start again"
    elif "readonly" in why or "unable to open" in why:
        remedy = WRITABLE
    else:
        remedy = f"move it away (mv {file} {file}.damaged), and Tandem begins with an empty one"
    return UnusableDatabase(f"{file} can't be used as a database ({why}); {remedy}")


def sqlite_file(url: URL) -> Path | None:
    """The file of an SQLite database; None for one in memory and for other databases."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def make(engine: Engine, part: sa.Table | sa.Index) -> None:
    """Make a table or an index that is not there yet; another server may be doing so right now."""
    try:
        part.create(engine, checkfirst=True)
    except DBAPIError:
        part.create(engine, checkfirst=True)  # nothing to do if the other one made it


def purge(engine: Engine) -> None:
    """Let nothing of what was deleted stay in SQLite's write-ahead log.

    Raises:
        TimeoutError: another program reads the database all the time.
    """
    if engine.dialect.name != "sqlite":
        return
    for _ in range(PURGE_TRIES):
        with engine.connect() as connection:
            busy = connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)")).first()[0]
        if not busy:
            return
        time.sleep(PURGE_PAUSE)
    raise TimeoutError("the write-ahead log can't be emptied")


def _create_remote(url: URL) -> Engine:
    options = create_engine_kwargs(url)
    if url.get_backend_name() == "postgresql":
        options["connect_args"] = {**PATIENCE, **options.get("connect_args", {})}
    options |= {"pool_pre_ping": True, "pool_timeout": WAIT, "hide_parameters": True}
    return sa.create_engine(url, **options)


def _write_ahead(connection: Any, record: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
