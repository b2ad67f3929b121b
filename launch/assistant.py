"""The server's process, as a thing to start and stop."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from http.client import HTTPException
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO

from launch import quietly
from launch.model_archive import MODEL
from launch.ports import LOCAL, free_port
from tandem import secret
from tandem.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SERVER = "server"
STOP_SECONDS = 40.0  # the server finishes what it is working on; then it is killed
PROBE_SECONDS = 4.0  # a server that works answers a probe sooner
DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # whatever http_proxy says


class NotStarted(Exception):
    """The server ended, or did not answer in time: says where its output is."""


def interrupt(number: int, frame: FrameType | None) -> None:
    """A signal handler: be stopped in good order, as by Ctrl-C."""
    raise KeyboardInterrupt


class Assistant:
    """Rasa's server with the actions inside it; it listens on this machine only.

    Args:
        port: where it listens; a free one is chosen by default.
        database: the file or the URL of the conversations; None leaves that to endpoints.yml.
        model: the trained model.
        log: folder for the server's output; None leaves it on the terminal.
        root: the project's folder.
        settings: further variables of the environment, such as TANDEM_ORIGINS.
    """

    def __init__(
        self,
        *,
        port: int | None = None,
        database: Path | str | None = None,
        model: Path = MODEL,
        log: Path | None = None,
        root: Path = ROOT,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.port = port or free_port()
        self._database, self._model, self._log = database, model, log
        self._root, self._settings = root, dict(settings or {})
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    @classmethod
    def keeping_all_in(cls, folder: Path, *, root: Path = ROOT, **settings: str) -> Assistant:
        """One on a free port whose conversations and output are kept in `folder`."""
        database = folder / "conversations.db"
        return cls(database=database, log=folder, root=root, settings=settings)

    @property
    def url(self) -> str:
        """Address of the server."""
        return f"http://{LOCAL}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What the server finds in its environment; what is set already stays.

        Raises:
            ValueError: a setting can't be used; says which.
            OSError: the secret can't be kept.
        """
        given = {**os.environ, **quietly.ENVIRONMENT, **self._settings}
        if self._database is not None:
            given["TANDEM_DB"] = str(self._database)
        folder = _folder_of(given.get("TANDEM_DB", ""))
        defaults = {
            "TANDEM_FILES": str(folder / "files"),
            "TANDEM_URL": self.url,
            "OMP_NUM_THREADS": "1",  # messages are small: threads would only wait for each other
            "OPENBLAS_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "2",  # glibc would keep memory for each thread, and so ever more
        }
        found = {**defaults, **{name: value for name, value in given.items() if value}}
        found.setdefault("TANDEM_SECRET", "")
        found["TANDEM_SECRET"] = found["TANDEM_SECRET"] or secret.load_or_create(folder)
        Settings.from_environment(found)
        return {**found, "PORT": str(self.port), "SANIC_HOST": LOCAL}

    def start(self, *, seconds: float = 120) -> Assistant:
        """Start the server and wait until it answers.

        Raises:
            NotStarted: it can't be started, ended, or is silent after `seconds`.
        """
        try:
            self.start_server()
            self.wait_for_server(seconds=seconds)
        except BaseException:
            self.stop()
            raise
        return self

    def start_server(self) -> None:
        """Start the server without waiting for it.

        Raises:
            NotStarted: a setting can't be used, or nothing can be written.
        """
        try:
            self._processes[SERVER] = self._run()
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            told = f"{where}{error.strerror}; make its place writable, or name another with TANDEM_DB"
            raise NotStarted(told) from error
        except ValueError as error:
            raise NotStarted(str(error)) from error

    def _run(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "launch.server", "--watch-stdin"]
        where = ["--port", str(self.port), "--model", str(self._model)]
        with self._output(SERVER) as output:
            return subprocess.Popen(
                [*command, *where],
                cwd=self._root,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                umask=0o077,  # nobody else on this machine may read conversations
            )

    def kill(self, name: str = SERVER) -> None:
        """End the server at once, as a crash would (SIGKILL)."""
        self._processes[name].kill()
        self._processes.pop(name).wait()

    def restart(self, name: str = SERVER, *, seconds: float = 120) -> None:
        """Start the server again, ending what is left of it, and wait until it answers.

        Raises:
            NotStarted: it ended again, or is silent after `seconds`.
        """
        if name in self._processes:
            self.kill(name)
        self.start_server()
        self.wait_for_server(seconds=seconds)

    def stop(self) -> None:
        """End the server in good order; if it doesn't, it is killed."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()

    def ended(self) -> bool:
        """Whether the server ended by itself."""
        return any(process.poll() is not None for process in self._processes.values())

    def answers(self) -> bool:
        """Whether the server answers a probe, which it does within a moment if it works."""
        return _answers(f"{self.url}/health")

    def pids(self) -> dict[str, int]:
        """Process ids by name."""
        return {name: process.pid for name, process in self._processes.items()}

    def wait_for_server(self, *, seconds: float = 120) -> None:
        """Wait until the server answers.

        Raises:
            NotStarted: it ended, or is silent after `seconds`.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.ended():
                raise NotStarted(f"the server ended; its output: {self._log or 'above'}")
            if self.answers():
                return
            time.sleep(0.1)
        where = f"its output: {self._log or 'above'}"
        raise NotStarted(f"the server did not answer within {seconds:.0f} s; {where}")

    def __enter__(self) -> Assistant:
        return self.start()

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def _output(self, name: str) -> AbstractContextManager[IO[bytes] | None]:
        if self._log is None:
            return nullcontext()
        self._log.mkdir(parents=True, exist_ok=True)
        return (self._log / f"{name}.log").open("ab")


def _folder_of(database: str) -> Path:
    """Where files and the secret are kept: beside the database's file, else in the project."""
    return Path() if "://" in database else Path(database).parent


def _answers(url: str) -> bool:
    try:
        with DIRECTLY.open(url, timeout=PROBE_SECONDS) as answer:
            return bool(answer.status == 200)
    except (OSError, HTTPException):
        return False
