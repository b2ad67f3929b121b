"""What a turn costs when there is more: more passages to search, more turns behind it.

    python -m benchmarks.growth

Passages are added to Tandem's own ones as handbooks that much resemble each other (`benchmarks/handbook.py`); a hundred
planted questions are asked at each size. Full turns over REST, both processes running.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from benchmarks import handbook
from benchmarks.handbook import Planted
from benchmarks.load import conversation_times, turn_times
from benchmarks.machine import resident
from benchmarks.project import Project, seconds
from benchmarks.results import Row, keep
from benchmarks.scoring import questions
from benchmarks.systems.tandem import answer

TURNS = 300
LONG = 510
AT = (5, 50, 500)  # turns of one conversation
AROUND = 5


def main() -> None:
    """Measure both, print tables, keep the figures."""
    rows = [row["q"] for row in questions("development.yml")]
    with tempfile.TemporaryDirectory() as folder:
        grown = [_with_passages(Path(folder) / str(size), size, rows) for size in (0, *handbook.SIZES)]
        keep("growth", grown)
        keep("conversation", _long_conversation(Project(Path(folder) / "long"), rows))


def _with_passages(folder: Path, size: int, rows: list[str]) -> Row:
    project = Project(folder)
    planted = handbook.write(project.documents, size) if size else []
    trained = seconds(project.train)
    with project.assistant() as assistant:
        turn_times(assistant.url, rows, 50)
        times = turn_times(assistant.url, rows, TURNS)
        memory = sum(resident(pid) for pid in assistant.pids().values())
        right = [_right(assistant.url, question) for question in planted]
    return {
        "passages added": size,
        "turn p50, ms": round(float(np.percentile(times, 50)), 1),
        "turn p99, ms": round(float(np.percentile(times, 99)), 1),
        "memory of all processes, MB": round(memory),
        "train from clean, s": trained,
        "planted questions answered right, %": round(100 * float(np.mean(right))) if right else "-",
    }


def _right(url: str, planted: Planted) -> bool:
    told = answer(url, planted.question)
    return told.answered and planted.says in told.text


def _long_conversation(project: Project, rows: list[str]) -> list[Row]:
    project.train()
    with project.assistant() as assistant:
        turn_times(assistant.url, rows, 50)
        times = conversation_times(assistant.url, rows, LONG)
    medians = {turn: float(np.median(times[max(0, turn - AROUND) : turn + AROUND])) for turn in AT}
    return [
        {"turn": turn, "ms": round(ms, 1), "ratio to the 5th": round(ms / medians[AT[0]], 2)}
        for turn, ms in medians.items()
    ]


if __name__ == "__main__":
    main()
