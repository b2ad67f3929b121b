"""A copy of this project that a benchmark may change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from launch import quietly
from launch.assistant import ROOT, Assistant

LEFT_OUT = (".venv*", ".git", "models", "results", ".rasa", "__pycache__", "*.db", "*.db-*")


class Project:
    """The project in another folder, with nothing trained and nothing cached; the encoder is shared."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (folder / "models").mkdir()
        (folder / "models/encoder").symlink_to(ROOT / "models/encoder")

    @property
    def documents(self) -> Path:
        """The folder of its documents."""
        return self.folder / "data/documents"

    def train(self) -> str:
        """What `make train` does; gives what it said."""
        return run(self.folder, "launch.train")

    def assistant(self) -> Assistant:
        """Its processes, on free ports."""
        return Assistant.keeping_all_in(self.folder / "kept", root=self.folder)


def run(folder: Path, *arguments: str) -> str:
    """Run a module in `folder` and give what it said.

    Raises:
        SystemExit: it failed, with what it said.
    """
    command = [sys.executable, "-m", *arguments]
    environment = {**os.environ, **quietly.ENVIRONMENT, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if told.returncode:
        raise SystemExit(f"{' '.join(command)} failed in {folder}:\n{told.stdout}{told.stderr}")
    return told.stdout + told.stderr


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 1)
