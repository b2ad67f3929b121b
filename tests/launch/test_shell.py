"""Rasa's shell, in a real terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from launch.assistant import ROOT

CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r")


class Terminal:
    """A terminal of 80 columns with a program in it."""

    def __init__(self, command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        shown = {**environment, "COLUMNS": "80", "LINES": "50", "TERM": "xterm"}
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=shown,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    @classmethod
    def of_make_shell(cls, database: Path) -> Terminal:
        """One with `make shell`'s program in it."""
        command = [sys.executable, "-m", "launch.shell"]
        return cls(command, ROOT, {**os.environ, "TANDEM_DB": str(database)})

    def read(self, until: str, *, seconds: float = 90) -> str:
        """What is written until `until` appears."""
        text, deadline = "", time.monotonic() + seconds
        while until not in text and time.monotonic() < deadline:
            if select.select([self._master], [], [], 0.2)[0]:
                text += CODES.sub("", os.read(self._master, 65536).decode(errors="replace"))
                if "\x1b[6n" in text or text.endswith("Your input ->  "):
                    os.write(self._master, b"\x1b[1;1R")
        assert until in text, text
        return text

    def say(self, text: str, until: str) -> str:
        """What is answered to `text`."""
        os.write(self._master, text.encode() + b"\r")
        return self.read(until)

    def leave(self, keys: bytes) -> str:
        """What is still written after `keys`; the program must end by itself."""
        os.write(self._master, keys)
        self._process.wait(timeout=20)
        text = os.read(self._master, 65536).decode(errors="replace")
        os.close(self._master)
        return text

    def kill(self) -> None:
        """End the program at once."""
        self._process.kill()
        self._process.wait()
        os.close(self._master)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    opened = Terminal.of_make_shell(tmp_path_factory.mktemp("shell") / "c.db")
    yield opened
    opened.leave(b"/stop\r")


def test_control_d_leaves_the_shell_quietly(tmp_path: Path) -> None:
    opened = Terminal.of_make_shell(tmp_path / "c.db")
    opened.read("Your input ->")
    assert "Traceback" not in opened.leave(b"\x04")


def test_shell_starts_without_noise_and_answers_in_eighty_columns(terminal: Terminal) -> None:
    start = terminal.read("Your input ->")
    assert "Warning" not in start
    assert "{" not in start
    greeting = terminal.say("hi", "3. ")
    assert "1. What is the difference between sales and marketing?" in greeting
    reply = terminal.say("how do they differ in focus?", "3. ")
    assert re.search(r"MARKETING +SALES", reply)
    assert max(len(line) for line in reply.splitlines() if "Your input" not in line) <= 80
    assert "{" not in reply
