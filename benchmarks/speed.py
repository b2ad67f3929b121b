"""A first look at speed: Tandem beside the bot that `rasa init` makes, in one run on one machine.

    python -m benchmarks.speed

Full turns over REST, one after the other, with Tandem's action server and its SQLite tracker; the starter bot has
neither. Training is timed in copies with empty caches.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.machine import describe
from benchmarks.scoring import questions
from benchmarks.systems.tandem import ask
from launch.assistant import ROOT, Assistant, free_port

TURNS = 300
PEOPLE = 30
RESULTS = Path("results")
TRAIN = ("launch.quietly", "rasa", "train", "--quiet", "--skip-validation")


def main() -> None:
    """Measure both and print a table."""
    rows = [row["q"] for row in questions("development.yml")]
    with tempfile.TemporaryDirectory() as folder:
        results = {
            "Tandem": _tandem(Path(folder) / "tandem", rows),
            "starter bot": _starter(Path(folder) / "starter", rows),
        }
    print(f"\n{describe()}\n")
    names = list(results)
    print(f"| | {' | '.join(names)} |\n| --- | {' | '.join('---' for _ in names)} |")
    for figure in results["Tandem"]:
        print(f"| {figure} | {' | '.join(str(results[name].get(figure, '-')) for name in names)} |")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "speed.json").write_text(json.dumps({"machine": describe(), "results": results}, indent=1))


def _tandem(folder: Path, rows: list[str]) -> dict[str, Any]:
    ignored = shutil.ignore_patterns(".venv", ".git", "models", "results", ".rasa", "__pycache__", "*.db")
    shutil.copytree(ROOT, folder, ignore=ignored)
    (folder / "models").mkdir()
    (folder / "models/encoder").symlink_to(ROOT / "models/encoder")

    def train() -> None:
        _run(folder, "tandem.build")
        _run(folder, *TRAIN, "--fixed-model-name", "tandem")

    clean = _seconds(train)
    document = folder / "data/documents/what-sales-is.md"
    document.write_text(document.read_text() + "\n## Opening hours\n\nOur sales team answers from nine to five.\n")
    edited = _seconds(train)
    assistant = Assistant(database=folder / "c.db", log=folder / "log", root=folder)
    return {"train from clean, s": clean, "train after a new section, s": edited, **_turns(assistant, rows)}


def _starter(folder: Path, rows: list[str]) -> dict[str, Any]:
    folder.mkdir()
    _run(folder, "launch.quietly", "rasa", "init", "--no-prompt", "--init-dir", ".")
    shutil.rmtree(folder / "models")
    shutil.rmtree(folder / ".rasa", ignore_errors=True)
    clean = _seconds(lambda: _run(folder, *TRAIN))
    return {"train from clean, s": clean, **_turns(StarterBot(folder), rows)}


class StarterBot:
    """The bot of `rasa init` as a process: no actions, tracker in memory."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> StarterBot:
        command = [sys.executable, "-m", "launch.quietly", "rasa", "run", "--quiet", "--port", str(self.port)]
        credentials = self._folder / "credentials.yml"
        credentials.write_text("rest:\n")
        self._process = subprocess.Popen(command, cwd=self._folder, env=_environment())
        return self

    def __exit__(self, *error: object) -> None:
        self._process.terminate()
        self._process.wait()

    def pids(self) -> dict[str, int]:
        """Its one process."""
        return {"server": self._process.pid}


def _turns(bot: Assistant | StarterBot, rows: list[str]) -> dict[str, Any]:
    started = time.perf_counter()
    with bot:
        _first_answer(bot.url)
        first = time.perf_counter() - started
        for text in rows[:20]:
            ask(bot.url, text, person="warm")
        times = []
        for turn in range(TURNS):
            begun = time.perf_counter()
            ask(bot.url, rows[turn % len(rows)], person=f"person-{turn % PEOPLE}")
            times.append(1000 * (time.perf_counter() - begun))
        memory = sum(_resident(pid) for pid in bot.pids().values())
    return {
        "start to first answer, s": round(first, 1),
        "turn p50, ms": round(float(np.percentile(times, 50)), 1),
        "turn p99, ms": round(float(np.percentile(times, 99)), 1),
        "memory of all processes, MB": round(memory),
    }


def _first_answer(url: str) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            if ask(url, "hello", person="first"):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url}: no answer within 180 s")


def _resident(pid: int) -> float:
    """Resident memory of a process in MB, from the kernel (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def _seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 1)


def _run(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", *arguments]
    subprocess.run(command, cwd=folder, env=_environment(), check=True, stdout=subprocess.DEVNULL)


def _environment() -> dict[str, str]:
    settings = {"PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false", "ACTIONS_PORT": "5055", "TANDEM_DB": "c.db"}
    return {**os.environ, **settings, "PYTHONWARNINGS": "ignore", "TQDM_DISABLE": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}


if __name__ == "__main__":
    main()
