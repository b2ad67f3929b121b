"""Speed as ratios within one short run, for CI: a change for the worse shows on any machine.

    python -m benchmarks.ratios

Nothing is asserted; the tests assert the causes (one encoding a turn, no TensorFlow, few statements, a small model).
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.load import conversation_times, turn_times, turns_per_second
from benchmarks.results import Row, keep
from benchmarks.scoring import questions
from launch.assistant import Assistant
from tandem.encoder import Encoder


def main() -> None:
    """Ask for about half a minute and print the ratios."""
    rows = [row["q"] for row in questions("development.yml")]
    with tempfile.TemporaryDirectory() as folder, Assistant.keeping_all_in(Path(folder)) as running:
        turn_times(running.url, rows, 50)
        turn = float(np.median(turn_times(running.url, rows, 150)))
        talk = conversation_times(running.url, rows, 110)
        one, eight = (turns_per_second(running.url, rows, clients=clients, seconds=5) for clients in (1, 8))
    keep(
        "ratios",
        [
            _row("turn to one encoding of its message", turn / _encoding(rows)),
            _row("100th turn of a conversation to its 5th", np.median(talk[95:105]) / np.median(talk[1:10])),
            _row("turns per second of 8 clients to those of 1", eight / one),
        ],
    )


def _row(name: str, ratio: float) -> Row:
    return {"figure": name, "ratio": f"{ratio:.2f}"}


def _encoding(rows: list[str]) -> float:
    """Median time in ms to encode a message."""
    encoder, times = Encoder("models/encoder"), []
    for text in rows[:150]:
        begun = time.perf_counter()
        encoder.encode([text])
        times.append(1000 * (time.perf_counter() - begun))
    return float(np.median(times))


if __name__ == "__main__":
    main()
