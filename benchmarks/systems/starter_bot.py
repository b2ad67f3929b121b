"""The bot that `rasa init` makes, with Rasa's default pipeline: conversations in memory only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.project import run
from launch import quietly
from launch.assistant import ROOT
from launch.ports import LOCAL, free_port


class StarterBot:
    """Made in `folder`; trained with `train`, then run as a process."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.port = folder, free_port()
        self.url = f"http://{LOCAL}:{self.port}"
        folder.mkdir()
        run(folder, "launch.quietly", "rasa", "init", "--no-prompt", "--init-dir", ".")
        shutil.rmtree(folder / "models")
        shutil.rmtree(folder / ".rasa", ignore_errors=True)
        (folder / "credentials.yml").write_text("rest:\n")

    def train(self) -> None:
        run(self._folder, "launch.quietly", "rasa", "train", "--quiet", "--skip-validation")

    def __enter__(self) -> StarterBot:
        command = [sys.executable, "-m", "launch.quietly", "rasa", "run", "--quiet"]
        where = ["--port", str(self.port), "--interface", LOCAL]
        environment = {**os.environ, **quietly.ENVIRONMENT, "PYTHONPATH": str(ROOT)}
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [*command, *where], cwd=self._folder, env=environment, stdout=log, stderr=log
            )
        return self

    def __exit__(self, *error: object) -> None:
        self._process.terminate()
        self._process.wait()

    def pids(self) -> dict[str, int]:
        """Its one process."""
        return {"server": self._process.pid}
