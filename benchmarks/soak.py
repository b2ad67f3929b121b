"""Hours of questions: does the memory grow?

    .venv/bin/python -m benchmarks.soak [--minutes 30] [--clients 8]

Clients ask without a pause: questions, advice, now and then a funnel with its chart and an exported
plan. Every ten turns they begin another conversation. What all processes hold is read each minute;
what it grows by is fitted from the fifth minute on, when everything has been loaded.
"""

from __future__ import annotations

import argparse
import itertools
import math
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import numpy as np

from benchmarks.machine import resident
from benchmarks.results import Row, keep
from benchmarks.scoring import questions
from benchmarks.speed import ADVICE, WRITTEN
from benchmarks.systems.tandem import ask
from launch.assistant import Assistant
from tests.reliability.server import children

WARM = 5  # minutes after which growth counts
TURNS = 10  # of a conversation
ADVISED, EXPORTED = 0.25, 0.05  # shares of the conversations
TOLD = (ADVICE[0], ADVICE[1])  # what comes before there is a plan


class Soak:
    """Clients who ask until they are told that it is over; `turns` counts what was answered."""

    def __init__(self, url: str, clients: int) -> None:
        self._url, self._clients = url, clients
        self._over, self._count = threading.Event(), itertools.count()
        self._rows = [row["q"] for row in questions("development.yml")]
        self.turns = 0

    def run(self, minutes: int, pids: Sequence[int]) -> list[Row]:
        """A row for each minute."""
        with ThreadPoolExecutor(self._clients) as pool:
            asking = [pool.submit(self._ask, number) for number in range(self._clients)]
            try:
                rows = [self._minute(minute, pids) for minute in range(1, minutes + 1)]
            finally:
                self._over.set()
            for client in asking:
                client.result()
        return rows

    def _minute(self, minute: int, pids: Sequence[int]) -> Row:
        begun, before = time.monotonic(), self.turns
        time.sleep(60)
        rate = (self.turns - before) / (time.monotonic() - begun)
        row = {"minute": minute, "MB": round(memory(pids), 1), "turns/s": round(rate, 1)}
        print(row, flush=True)
        return row

    def _ask(self, number: int) -> None:
        random = Random(number)
        while not self._over.is_set():
            person = uuid.uuid4().hex
            for text in itertools.islice(script(random, self._rows), TURNS):
                if self._over.is_set():
                    return
                if not ask(self._url, text, person=person):
                    raise SystemExit(f"{self._url}: no answer to {text!r}")
                self.turns = next(self._count) + 1


def script(random: Random, rows: Sequence[str]) -> Iterator[str]:
    """What one says in a conversation, without an end."""
    kind = random.random()
    if kind < EXPORTED:
        yield from (*TOLD, *WRITTEN)
    elif kind < EXPORTED + ADVISED:
        yield from ADVICE
    while True:
        yield random.choice(rows)


def memory(pids: Sequence[int]) -> float:
    """What processes and those that they started hold, in MB."""
    return sum(resident(pid) + memory(children(pid)) for pid in pids)


def growth(minutes: Sequence[float], megabytes: Sequence[float]) -> float:
    """MB per minute from minute `WARM` on, by least squares; not a number for fewer than two."""
    kept = [(minute, size) for minute, size in zip(minutes, megabytes) if minute >= WARM]
    if len(kept) < 2:
        return float("nan")
    slope, _ = np.polyfit([minute for minute, _ in kept], [size for _, size in kept], 1)
    return float(slope)


def main() -> None:
    """Ask, and keep what the memory was."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--minutes", type=int, default=30)
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Assistant.keeping_all_in(Path(folder)) as assistant,
    ):
        soak = Soak(assistant.url, options.clients)
        rows = soak.run(options.minutes, list(assistant.pids().values()))
    keep("soak", rows)
    grown = growth([row["minute"] for row in rows], [row["MB"] for row in rows])
    fitted = "too short to tell" if math.isnan(grown) else f"{grown:+.2f} MB per minute"
    print(f"from minute {WARM} on: {fitted}")


if __name__ == "__main__":
    main()
