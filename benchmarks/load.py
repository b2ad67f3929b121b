"""People who ask, one after the other or at the same time."""

from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from benchmarks.systems.tandem import ask

PEOPLE = 30


def turn_times(url: str, rows: list[str], turns: int, *, may_be_silent: bool = False) -> np.ndarray:
    """How long each of `turns` full turns takes, in ms, one after the other, in the conversations of 30 people."""
    asked = [(rows[turn % len(rows)], f"person-{turn % PEOPLE}") for turn in range(turns)]
    return np.array([_timed(url, text, person, may_be_silent=may_be_silent) for text, person in asked])


def conversation_times(url: str, rows: list[str], turns: int) -> np.ndarray:
    """How long each turn of one long conversation takes, in ms."""
    return np.array([_timed(url, rows[turn % len(rows)], "talkative") for turn in range(turns)])


def scripted_times(url: str, script: list[str], people: int) -> np.ndarray:
    """How long the turns of a conversation take that so many people have, in ms; shape (people, turns)."""
    return np.array([[_timed(url, text, f"scripted-{script[0]}-{n}") for text in script] for n in range(people)])


def turns_per_second(
    url: str, rows: list[str], *, clients: int, seconds: float = 15, may_be_silent: bool = False
) -> float:
    """Turns that so many clients get answered, each asking at once when answered, ten times in a conversation."""
    visit = uuid.uuid4().hex
    end = time.perf_counter() + seconds

    def client(number: int) -> int:
        turn = 0
        while time.perf_counter() < end:
            text = rows[(turn * clients + number) % len(rows)]
            _timed(url, text, f"{visit}-{number}-{turn // 10}", may_be_silent=may_be_silent)
            turn += 1
        return turn

    begun = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        turns = sum(pool.map(client, range(clients)))
    return turns / (time.perf_counter() - begun)


def _timed(url: str, text: str, person: str, *, may_be_silent: bool = False) -> float:
    begun = time.perf_counter()
    if not ask(url, text, person=person) and not may_be_silent:
        raise SystemExit(f"{url}: no answer to {text!r}")
    return 1000 * (time.perf_counter() - begun)
