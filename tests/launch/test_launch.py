"""The commands around the assistant."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from launch.assistant import ROOT, Assistant, NotStarted
from launch.ports import LOCAL, free_port, port_is_free
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


def test_a_second_server_on_the_same_database_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with Assistant.keeping_all_in(tmp_path) as first:
        second = Assistant(database=tmp_path / "conversations.db", log=tmp_path / "second")
        with pytest.raises(NotStarted):
            second.start()
        assert "Tandem" in Talk(first.url).say("hello")
    told = (tmp_path / "second/server.log").read_text(encoding="utf-8").strip()
    assert re.fullmatch("Another Tandem uses .* TANDEM_DB.* TANDEM_REDIS.", told)


def test_what_the_environment_says_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"TANDEM_URL": "https://tandem.example", "TANDEM_FILES": "/kept", "TANDEM_REDIS": ""}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    found = Assistant(database=tmp_path / "c.db").environment
    assert (found["TANDEM_URL"], found["TANDEM_FILES"]) == ("https://tandem.example", "/kept")
    monkeypatch.delenv("TANDEM_URL")
    monkeypatch.delenv("TANDEM_FILES")
    assistant = Assistant(database=tmp_path / "c.db")
    assert assistant.environment["TANDEM_URL"] == assistant.url
    assert assistant.environment["TANDEM_FILES"] == str(tmp_path / "files")


def test_health_says_ready(assistant: Assistant) -> None:
    with urllib.request.urlopen(f"{assistant.url}/health") as answer:
        assert answer.read() == b'{"ready":true}'
