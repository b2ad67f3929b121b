"""What every Python of the environment sets, whoever starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launch import quietly
from launch.assistant import ROOT

SETTINGS = ("RASA_TELEMETRY_ENABLED", "SQLALCHEMY_SILENCE_UBER_WARNING", "TF_CPP_MIN_LOG_LEVEL")


def run(*command: str, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": os.defpath, **variables}
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )


def environment(home: Path, **variables: str) -> list[str]:
    code = f"import os; print(*map(os.environ.get, {SETTINGS}))"
    return run(sys.executable, "-c", code, home=home, **variables).stdout.split()


def test_settings_hold_where_no_variable_is_set(tmp_path: Path) -> None:
    assert environment(tmp_path) == [quietly.ENVIRONMENT[name] for name in SETTINGS]


def test_what_is_set_otherwise_stays(tmp_path: Path) -> None:
    others = {"RASA_TELEMETRY_ENABLED": "true", "TF_CPP_MIN_LOG_LEVEL": "0"}
    assert environment(tmp_path, **others) == ["true", "1", "0"]


def test_it_is_set_up_as_the_project_has_it() -> None:
    installed = Path(sys.prefix, "lib/python3.10/site-packages/tandem.pth")
    assert installed.read_text() == (ROOT / "launch/environment.pth").read_text()


@pytest.mark.parametrize("arguments", [["--version"], ["telemetry", "--help"]])
def test_rasas_own_command_is_quiet(tmp_path: Path, arguments: list[str]) -> None:
    ran = run(str(Path(sys.executable).with_name("rasa")), *arguments, home=tmp_path)
    assert "reports anonymous usage" not in ran.stdout + ran.stderr
    assert list(tmp_path.iterdir()) == []
