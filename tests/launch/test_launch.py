"""The commands around the assistant."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from launch.assistant import LOCAL, ROOT, Assistant, NotStarted, free_port, port_is_free
from tests.talk import Talk


def test_a_port_in_use_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind((LOCAL, 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = {**os.environ, "PORT": str(port)}
        command = [sys.executable, "-m", "launch"]
        result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.strip() == f"Port {port} is in use. Name another: make run PORT={port + 1}"


def test_run_prints_where_it_listens_and_stops_on_ctrl_c(tmp_path: object) -> None:
    port = free_port()
    environment = {**os.environ, "PORT": str(port), "TANDEM_DB": f"{tmp_path}/c.db"}
    with subprocess.Popen(
        [sys.executable, "-m", "launch"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        assert any(f"http://{LOCAL}:{port}" in line for line in lines)
        assert "Tandem" in Talk(f"http://{LOCAL}:{port}").say("hello")
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=30) == 0


def test_a_start_that_fails_leaves_nothing_running(tmp_path: Path) -> None:
    (tmp_path / "c.db").write_bytes(b"no database" * 1000)
    assistant = Assistant(database=tmp_path / "c.db", log=tmp_path)
    with pytest.raises(NotStarted, match="server"):
        assistant.start(seconds=60)
    assert assistant.pids() == {}
    assert port_is_free(assistant.port)


def test_health_says_ready(assistant: Assistant) -> None:
    with urllib.request.urlopen(f"{assistant.url}/health") as answer:
        assert answer.read() == b'{"ready":true}'
