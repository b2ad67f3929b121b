"""Servers of other makers that tests run beside the assistant."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from launch.assistant import free_port


@contextmanager
def running_redis(folder: Path) -> Iterator[str]:
    """A Redis of its own on a free port; gives its address."""
    program = shutil.which("redis-server")
    assert program, "redis-server is not installed: sh tests/install-system-packages.sh"
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with (folder / "redis.log").open("wb") as log, subprocess.Popen([program, *options], stdout=log) as process:
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
