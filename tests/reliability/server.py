"""Servers that tests disturb."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from launch.assistant import ROOT, Assistant
from launch.ports import LOCAL, free_port

MANY = {"TANDEM_PER_MINUTE": "1000000"}  # messages that a browser may send
SECRET = "a-secret-of-these-tests-that-is-long-enough"
SECONDS = 120.0  # for a server that starts


def start(folder: Path, database: Path | str, **settings: str) -> Assistant:
    """A server, not yet started, whose output and files are kept in `folder`.

    Its conversations are kept in `database`: an SQLite file, or an address.
    """
    own = {"TANDEM_FILES": str(folder / "files"), "TANDEM_SECRET": SECRET, **MANY}
    return Assistant(database=database, log=folder, settings={**own, **settings})


class Supervised:
    """`python -m launch`: a server, and the supervisor that starts it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.database = folder / "conversations.db"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://{LOCAL}:{self.port}"

    @property
    def supervisor(self) -> int:
        """Its process id."""
        assert self._process
        return self._process.pid

    @property
    def server(self) -> int:
        """The process id of the server."""
        found = children(self.supervisor)
        assert found, f"there is no server; {self.folder}/launch.log says why"
        return found[0]

    def start(self) -> Supervised:
        """Start both, and wait until the server answers."""
        settings = {**MANY, "PORT": str(self.port), "TANDEM_DB": str(self.database)}
        with (self.folder / "launch.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "launch"],
                cwd=ROOT,
                env={**os.environ, **settings},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait(self.answers, f"{self.folder}/launch.log says why")
        return self

    def answers(self) -> bool:
        """Whether the server can answer."""
        assert self._process
        assert self._process.poll() is None, (self.folder / "launch.log").read_text()[-2000:]
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self) -> int:
        """End both in good order; gives the exit status."""
        assert self._process
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(SECONDS)

    def kill(self) -> None:
        """End the supervisor at once."""
        assert self._process
        self._process.kill()
        self._process.wait()


def children(pid: int) -> list[int]:
    """The processes that a process started, oldest first (Linux)."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return sorted(int(child) for thread in threads for child in thread.read_text().split())


def alive(pid: int) -> bool:
    """Whether a process runs, or stands still, but has not ended (Linux)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    return "State:\tZ" not in status


def wait(wanted: Callable[[], bool], otherwise: str, *, seconds: float = SECONDS) -> None:
    """Wait until something holds.

    Raises:
        AssertionError: it does not after `seconds`; says `otherwise`.
    """
    end = time.monotonic() + seconds
    while not wanted():
        assert time.monotonic() < end, otherwise
        time.sleep(0.1)
