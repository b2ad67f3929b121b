"""Servers of other makers that tests run beside the assistant."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2
import redis

from launch.ports import LOCAL, free_port

INSTALL = "`make test` installs it, so does: apt-get install"


@contextmanager
def running_redis(folder: Path) -> Iterator[str]:
    """A Redis of its own on a free port; gives its address."""
    program = shutil.which("redis-server")
    assert program, f"redis-server is not installed; {INSTALL} redis-server"
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    command = [program, *options]
    with (folder / "redis.log").open("wb") as log, subprocess.Popen(command, stdout=log) as process:
        try:
            _wait(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()


def _wait(port: int, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    with redis.Redis(port=port) as client:
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                assert time.monotonic() < end, "redis-server does not answer"
                time.sleep(0.05)


@contextmanager
def running_postgres(folder: Path) -> Iterator[Postgres]:
    """A PostgreSQL of its own on a free port, with an empty database; its output is in `folder`."""
    programs = _programs_of_postgres()
    # A place that its user can reach, with a name short enough for a socket: not pytest's folder.
    place = Path(tempfile.mkdtemp(prefix="tandem-postgres-", dir="/tmp"))
    server = Postgres(programs, place, folder / "postgres.log")
    try:
        server.create()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(place)


class Postgres:
    """A server of PostgreSQL; whoever comes from this machine is let in, with no password."""

    host, username, database = LOCAL, "tandem", "postgres"

    def __init__(self, programs: Path, place: Path, log: Path) -> None:
        self.port = free_port()
        self._programs, self._place, self._data, self._log = programs, place, place / "data", log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address for SQLAlchemy, and for TANDEM_DB."""
        return f"postgresql://{self.username}@{self.host}:{self.port}/{self.database}"

    def create(self) -> None:
        """Make its files."""
        user = _other_user()
        if user:
            os.chown(self._place, user["user"], user["group"])
        options = ["--username", self.username, "--auth", "trust", "--encoding", "UTF8"]
        where = ["--pgdata", str(self._data), "--locale", "C", "--no-sync"]
        assert self._run("initdb", *where, *options).wait(60) == 0, self._said()

    def start(self, seconds: float = 30) -> None:
        """Start it on its port, and wait until it answers."""
        where = ["-p", str(self.port), "-c", f"listen_addresses={LOCAL}", "-k", str(self._place)]
        self._process = self._run("postgres", "-D", str(self._data), *where)
        end = time.monotonic() + seconds
        while True:
            try:
                self.connect().close()
                return
            except psycopg2.OperationalError:
                waiting = self._process.poll() is None and time.monotonic() < end
                assert waiting, f"PostgreSQL does not answer:\n{self._said()}"
                time.sleep(0.05)

    def stop(self) -> None:
        """End it in good order; who is connected is cut off, what was committed is kept."""
        if self._process is None:
            return
        self.resume()
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(20)
        self._process = None

    def restart(self) -> None:
        """Stop it, and start it again on the same port with the same data."""
        self.stop()
        self.start()

    def pause(self) -> None:
        """Let it stand still as it is: connections stay, and nothing is answered."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def connect(self, **options: Any) -> psycopg2.extensions.connection:
        """A connection to it."""
        where = {"host": self.host, "port": self.port, "dbname": self.database}
        return psycopg2.connect(**where, user=self.username, **options)

    def _signal(self, number: signal.Signals) -> None:
        """Send a signal to the server, then to its processes: each leads a group of its own."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(number)
            for child in _children(self._process.pid):
                with suppress(ProcessLookupError):
                    os.kill(child, number)

    def _run(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [self._programs / program, *arguments],
                cwd=self._place,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the tests, which then stop it
                **_other_user(),
            )

    def _said(self) -> str:
        return self._log.read_text(errors="replace")


def _programs_of_postgres() -> Path:
    """The folder of its programs; Debian puts them on no PATH."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(versions, key=lambda folder: float(folder.parent.name), reverse=True)
    found = next((folder for folder in folders if (folder / "postgres").is_file()), None)
    assert found, f"PostgreSQL's server is not installed; {INSTALL} postgresql"
    return found


def _other_user() -> dict[str, Any]:
    """As whom Popen is to run it: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known.get("nobody")
    assert entry, "PostgreSQL does not run as root: make it a user with `adduser postgres`"
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _children(parent: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
            if int(stat.read_text().rpartition(")")[2].split()[1]) == parent:
                yield int(stat.parent.name)
