"""One server a database, unless several share a Redis that lets them take turns."""

from __future__ import annotations

import fcntl
import os
import time
import zlib
from pathlib import Path

import sqlalchemy as sa
from rasa.shared.exceptions import RasaException
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError

from conversations.engine import sqlite_file

ADVISORY = {False: "pg_try_advisory_lock", True: "pg_try_advisory_lock_shared"}
SECONDS, PAUSE = 3.0, 0.25


class DatabaseInUse(RasaException):
    """Another server uses the database; both would handle the same messages."""


class Claim:
    """The right to use a database, held until it is given back or the process ends.

    SQLite: a lock on a file beside the database. PostgreSQL: an advisory lock. Other databases
    aren't claimed.

    Args:
        shared: whether others may use the database too, because all of them share a Redis.
    """

    def __init__(self, url: URL, *, shared: bool) -> None:
        self._url, self._shared = url, shared
        self._file: int | None = None
        self._connection: Connection | None = None

    def take(self, *, seconds: float = SECONDS) -> None:
        """Take it; whoever holds it is waited for, as a server that was just killed lets go soon.

        Raises:
            DatabaseInUse: another server holds it.
        """
        end = time.monotonic() + seconds
        while True:
            if self._taken():
                return
            if time.monotonic() > end:
                break
            time.sleep(PAUSE)
        where = self._url.database
        raise DatabaseInUse(
            f"Another Tandem uses {where}. Stop it, name another database with TANDEM_DB, or let"
            " both take turns with TANDEM_REDIS."
        )

    def check(self) -> None:
        """Take it again if the database was restarted meanwhile.

        Raises:
            DatabaseInUse: another server took it first.
        """
        if self._connection is None:
            if self._file is None:
                self.take()
            return
        try:
            self._connection.execute(sa.text("SELECT 1"))
        except DBAPIError:
            self._connection = None
            self.take()

    def release(self) -> None:
        """Give it back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _taken(self) -> bool:
        if file := sqlite_file(self._url):
            return self._file is not None or self._lock_file(Path(f"{file.resolve()}.lock"))
        if self._url.get_backend_name() == "postgresql":
            return self._lock_in_database()
        return True

    def _lock_file(self, path: Path) -> bool:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if self._shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def _lock_in_database(self) -> bool:
        if self._connection is None:
            engine = sa.create_engine(self._url, poolclass=sa.pool.NullPool)
            self._connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        key = zlib.crc32(b"tandem conversations")
        locked = self._connection.execute(sa.text(f"SELECT {ADVISORY[self._shared]}({key})"))
        if not locked.scalar():
            self.release()
            return False
        return True
