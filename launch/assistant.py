"""The two processes of the assistant, as one thing to start and stop."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO

from launch import quietly, secret

ROOT = Path(__file__).resolve().parent.parent
LOCAL = "127.0.0.1"


class NotStarted(Exception):
    """A process ended, or did not answer in time: says which, and where its output is."""


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        return int(probe.getsockname()[1])


def port_is_free(port: int) -> bool:
    """Whether nothing listens on `port` of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex((LOCAL, port)) != 0


def interrupt(number: int, frame: FrameType | None) -> None:
    """A signal handler: be stopped in good order, as by Ctrl-C."""
    raise KeyboardInterrupt


class Assistant:
    """Rasa's server and the action server; both listen on this machine only.

    Args:
        port, actions_port: where they listen; free ones are chosen by default.
        database: the file that holds the conversations.
        model: the trained model, or a folder whose newest one is taken.
        log: folder for the processes' output; None leaves it on the terminal.
        root: the project's folder.
        settings: further variables of the environment, such as TANDEM_ORIGINS.
    """

    def __init__(
        self,
        *,
        port: int | None = None,
        actions_port: int | None = None,
        database: Path,
        model: Path = Path("models"),
        log: Path | None = None,
        root: Path = ROOT,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.port, self.actions_port = port or free_port(), actions_port or free_port()
        self._database, self._model, self._log = database, model, log
        self._root, self._settings = root, dict(settings or {})
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    @classmethod
    def keeping_all_in(cls, folder: Path, *, root: Path = ROOT, **settings: str) -> Assistant:
        """One on free ports whose conversations and output are kept in `folder`."""
        return cls(database=folder / "conversations.db", log=folder, root=root, settings=settings)

    @property
    def url(self) -> str:
        """Address of the server."""
        return f"http://{LOCAL}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What the processes find in their environment."""
        settings = {
            "ACTIONS_PORT": str(self.actions_port),
            "TANDEM_DB": str(self._database),
            "TANDEM_REDIS": os.environ.get("TANDEM_REDIS", ""),
            "TANDEM_FILES": str(self._database.parent / "files"),
            "TANDEM_URL": self.url,
            "TANDEM_SECRET": os.environ.get("TANDEM_SECRET") or secret.of(self._database.parent),
            "SANIC_HOST": LOCAL,
            "OMP_NUM_THREADS": "1",  # messages are small: threads would only wait for each other
            "OPENBLAS_NUM_THREADS": "1",
        }
        return {**os.environ, **quietly.ENVIRONMENT, **settings, **self._settings}

    def start(self, *, seconds: float = 120) -> Assistant:
        """Start both and wait until they answer.

        Raises:
            NotStarted: one of them ended, or is silent after `seconds`.
        """
        try:
            self.start_actions()
            self.start_server()
            self.wait_for_actions(seconds=seconds)
            self.wait_for_server(seconds=seconds)
        except BaseException:
            self.stop()
            raise
        return self

    def start_actions(self) -> None:
        where = ["--port", str(self.actions_port)]
        self._run("actions", "-m", "launch.quietly", "rasa_sdk", "--actions", "actions", *where, "--quiet")

    def start_server(self) -> None:
        where = ["--port", str(self.port), "--interface", LOCAL]
        self._run("server", "-m", "launch.rasa_cli", "run", "--model", str(self._model), *where, "--quiet")

    def kill(self, name: str) -> None:
        """End one process at once, as a crash would (SIGKILL)."""
        self._processes[name].kill()
        self._processes.pop(name).wait()

    def restart(self, name: str, *, seconds: float = 120) -> None:
        """Start a process that ended again, and wait until it answers.

        Raises:
            NotStarted: it ended again, or is silent after `seconds`.
        """
        start, wait = {
            "actions": (self.start_actions, self.wait_for_actions),
            "server": (self.start_server, self.wait_for_server),
        }[name]
        start()
        wait(seconds=seconds)

    def stop(self) -> None:
        """End both in good order; a process that does not is killed."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()

    def ended(self) -> str | None:
        """The name of a process that ended by itself, or None."""
        return next((name for name, process in self._processes.items() if process.poll() is not None), None)

    def pids(self) -> dict[str, int]:
        """Process ids by name."""
        return {name: process.pid for name, process in self._processes.items()}

    def wait_for_actions(self, *, seconds: float = 60) -> None:
        self._wait("actions", f"http://{LOCAL}:{self.actions_port}/health", seconds)

    def wait_for_server(self, *, seconds: float = 120) -> None:
        self._wait("server", f"{self.url}/health", seconds)

    def __enter__(self) -> Assistant:
        return self.start()

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def _run(self, name: str, *arguments: str) -> None:
        with self._output(name) as output:
            self._processes[name] = subprocess.Popen(
                [sys.executable, *arguments], cwd=self._root, env=self.environment, stdout=output, stderr=output
            )

    def _output(self, name: str) -> AbstractContextManager[IO[bytes] | None]:
        if self._log is None:
            return nullcontext()
        self._log.mkdir(parents=True, exist_ok=True)
        return (self._log / f"{name}.log").open("ab")

    def _wait(self, name: str, url: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self._processes[name].poll() is not None:
                raise NotStarted(f"the {name} process ended; its output: {self._log or 'above'}")
            if _answers(url):
                return
            time.sleep(0.1)
        raise NotStarted(
            f"the {name} process did not answer within {seconds:.0f} s; its output: {self._log or 'above'}"
        )


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
