"""Rasa's own commands, typed as Rasa's users type them: no variable set, no patch, no launcher."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from launch.assistant import ROOT, Assistant
from launch.ports import LOCAL, free_port
from tests.launch.test_shell import Terminal
from tests.talk import Talk

RASA = str(Path(sys.executable).with_name("rasa"))
LEFT_OUT = (".venv*", ".git", "models", "results", "__pycache__", "*.db*", "tests", "files")
EXAMPLES = """
version: "3.1"
nlu:
- intent: ask_focus
  examples: |
    - what does marketing focus on
    - what's the focus of sales
- intent: greet
  examples: |
    - hello
"""


class Rasa:
    """A copy of the project in which Rasa's commands are typed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.actions_port = folder / "project", free_port(), free_port()
        shutil.copytree(ROOT, self.folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (self.folder / "models").symlink_to(ROOT / "models")
        self.environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        endpoints = self.folder / "endpoints.yml"
        text = endpoints.read_text(encoding="utf-8")
        endpoints.write_text(text.replace(":5055", f":{self.actions_port}"), encoding="utf-8")

    @contextmanager
    def running(self, *arguments: str, until: str) -> Iterator[None]:
        """A command that goes on, once the address `until` answers."""
        log = self.folder.parent / f"{'-'.join(arguments[:2])}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [RASA, *arguments], cwd=self.folder, env=self.environment, stdout=output, stderr=output
            )
        try:
            end = time.monotonic() + 120
            while not answers(until):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < end, log.read_text()
                time.sleep(0.2)
            yield
        finally:
            process.terminate()
            process.wait(60)

    def run(self, *arguments: str) -> str:
        """What a command says; it must succeed."""
        done = subprocess.run(
            [RASA, *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def terminal(self, *arguments: str) -> Terminal:
        return Terminal([RASA, *arguments], self.folder, self.environment)


def answers(address: str) -> bool:
    try:
        return bool(urllib.request.urlopen(address, timeout=2).status == 200)
    except OSError:
        return False


@pytest.fixture(scope="module")
def rasa(tmp_path_factory: pytest.TempPathFactory) -> Rasa:
    return Rasa(tmp_path_factory.mktemp("rasa"))


@pytest.fixture
def examples(rasa: Rasa) -> str:
    """A small file of training examples."""
    file = rasa.folder / "examples.yml"
    file.write_text(EXAMPLES, encoding="utf-8")
    return str(file)


@pytest.fixture(scope="module")
def server(rasa: Rasa) -> Iterator[str]:
    """Address of `rasa run` without an action server."""
    url = f"http://{LOCAL}:{rasa.port}"
    where = ["--port", str(rasa.port), "--interface", LOCAL]
    with rasa.running("run", *where, until=f"{url}/health"):
        yield url


def test_run_answers_as_make_run_does(rasa: Rasa, server: str, assistant: Assistant) -> None:
    said = ["what does marketing focus on?", "and for sales?", "compute our cac", "20k and 40 customers"]
    health = f"http://{LOCAL}:{rasa.actions_port}/health"
    with rasa.running("run", "actions", "--port", str(rasa.actions_port), until=health):
        plain, ours = Talk(server), Talk(assistant.url)
        assert [plain.say(text) for text in said] == [ours.say(text) for text in said]


def test_run_without_actions_says_so_and_keeps_nothing(rasa: Rasa, server: str) -> None:
    body = json.dumps({"sender": "alone", "message": "what does marketing focus on?"}).encode()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{server}/webhooks/rest/webhook", body)
    assert refused.value.code == 503
    assert "send it again" in json.load(refused.value)["error"]["message"]


def test_shell_without_actions_says_so(rasa: Rasa) -> None:
    shell = rasa.terminal("shell", "--port", str(free_port()))
    shell.read("Your input ->")
    assert "Traceback" not in shell.say("what does marketing focus on?", "send it again")
    shell.leave(b"/stop\r")


def test_shell_nlu_shows_the_intent(rasa: Rasa) -> None:
    shell = rasa.terminal("shell", "nlu")
    shell.read("Next message:")
    assert '"name": "ask_focus"' in shell.say("what does marketing focus on?", '"ask_focus"')
    shell.kill()


def test_test_checks_intents(rasa: Rasa, examples: str) -> None:
    rasa.run("test", "nlu", "--nlu", examples, "--no-plot")
    report = json.loads((rasa.folder / "results/intent_report.json").read_text(encoding="utf-8"))
    assert report["accuracy"] == 1.0


def test_train_learns(rasa: Rasa, examples: str) -> None:
    out = rasa.folder.parent / "out"
    rasa.run("train", "nlu", "--nlu", examples, "--out", str(out))
    assert len(list(out.glob("*.tar.gz"))) == 1


def test_telemetry_is_off(rasa: Rasa) -> None:
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "import rasa.telemetry as t; print(t.is_telemetry_enabled())"],
        env=rasa.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"


def test_no_setting_of_rasas_files_needs_a_variable() -> None:
    for name in ("endpoints.yml", "credentials.yml", "config.yml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "${" not in text
        assert yaml.safe_load(text)
