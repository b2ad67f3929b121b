"""How fast Tandem is, beside the bot that `rasa init` makes, in one run on one machine.

    python -m benchmarks.speed

Full turns over REST: Tandem with its conversations on disk, the starter bot with its in memory.
Both are trained in new folders with empty caches. They run side by side and are asked in turn, a few seconds each, so
that a machine that is slower for a while is so for both.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.load import scripted_times, turn_times, turns_per_second
from benchmarks.machine import resident
from benchmarks.project import Project, seconds
from benchmarks.results import Row, keep
from benchmarks.scoring import questions
from benchmarks.systems.starter_bot import StarterBot
from benchmarks.systems.tandem import ask
from launch.assistant import Assistant

ROUNDS, TURNS, SECONDS = 5, 60, 4  # of each round: turns that are timed, seconds with so many clients
CLIENTS = (1, 8)
SENTENCE = "\nA good seller also asks what happens after the sale.\n"
SECTION = "\n## Opening hours\n\nOur sales team answers from nine to five.\n"
Bot = Assistant | StarterBot
ADVICE = [
    "we're 12 people, B2B software, sales says marketing's leads are junk",
    "in a crm",
    "why the second one?",
    "another tip",
    "we already do the third one",
    "what would the first one take?",
    "spent $20k, won 40 customers",
    "add the first to my plan",
]
WRITTEN = [
    "12,000 visits, 240 leads, 72 MQLs, 5 SQLs, 4 opportunities and 2 won",
    "add all of them to my plan",
    "export my plan",
]


def main() -> None:
    """Measure both, print a table, keep the figures."""
    rows = [row["q"] for row in questions("development.yml")]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        project, starter = Project(Path(folder) / "tandem"), StarterBot(Path(folder) / "starter")
        ours, theirs = _trained(project), {"train from clean, s": seconds(starter.train)}
        bots: list[Bot] = [project.assistant(), starter]
        for bot, figures in zip(bots, (ours, theirs)):
            figures["start to first answer, s"] = _started(bot, running)
        for found, figures in zip(_asked_in_turn(bots, rows), (ours, theirs)):
            figures.update(found)
        running.close()
        ours.update(_advised(project.assistant()))
    keep("speed", [_row(figure, value, theirs.get(figure)) for figure, value in ours.items()])


def _row(figure: str, ours: Any, theirs: float | None) -> Row:
    ratio = "-" if theirs is None else f"{ours / theirs:.2f}"
    return {"figure": figure, "Tandem": ours, "starter bot": "-" if theirs is None else theirs, "ratio": ratio}


def _trained(project: Project) -> dict[str, Any]:
    figures = {"train from clean, s": seconds(project.train)}
    document = project.documents / "what-sales-is.md"
    for name, added in (("a sentence", SENTENCE), ("a section", SECTION)):
        document.write_text(document.read_text() + added)
        figures[f"train after {name} was added, s"] = seconds(project.train)
    return figures


def _advised(assistant: Assistant) -> dict[str, Any]:
    with assistant:
        _first_answer(assistant.url)
        times = scripted_times(assistant.url, ADVICE, 30)
        written = scripted_times(assistant.url, WRITTEN, 5)
    return {
        "advice turn p50, ms": round(float(np.percentile(times, 50)), 1),
        "advice turn p99, ms": round(float(np.percentile(times, 99)), 1),
        "funnel with chart, first and later, ms": f"{written[0][0]:.0f}, {np.median(written[1:, 0]):.0f}",
        "plan as PDF, first and later, ms": f"{written[0][-1]:.0f}, {np.median(written[1:, -1]):.0f}",
    }


def _started(bot: Bot, running: ExitStack) -> float:
    begun = time.perf_counter()
    running.enter_context(bot)
    _first_answer(bot.url)
    return round(time.perf_counter() - begun, 1)


def _asked_in_turn(bots: list[Bot], rows: list[str]) -> list[dict[str, Any]]:
    times: list[list[float]] = [[] for _ in bots]
    rates: list[dict[int, list[float]]] = [{n: [] for n in CLIENTS} for _ in bots]
    for bot in bots:  # to warm up
        turn_times(bot.url, rows, TURNS, may_be_silent=_may_be_silent(bot))
    for first in range(0, ROUNDS * TURNS, TURNS):
        asked = [*rows[first:], *rows]
        for bot, took, found in zip(bots, times, rates):
            silent = _may_be_silent(bot)
            took.extend(turn_times(bot.url, asked, TURNS, may_be_silent=silent))
            for n, kept in found.items():
                kept.append(turns_per_second(bot.url, asked, clients=n, seconds=SECONDS, may_be_silent=silent))
    return [_figures(*measured) for measured in zip(bots, times, rates)]


def _may_be_silent(bot: Bot) -> bool:
    return isinstance(bot, StarterBot)  # its policies choose to say nothing now and then


def _figures(bot: Bot, times: list[float], rates: dict[int, list[float]]) -> dict[str, Any]:
    return {
        "turn p50, ms": round(float(np.percentile(times, 50)), 1),
        "turn p99, ms": round(float(np.percentile(times, 99)), 1),
        **{f"turns per second, clients: {n}": round(float(np.mean(rate)), 1) for n, rate in rates.items()},
        "memory of all processes, MB": round(sum(resident(pid) for pid in bot.pids().values())),
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


if __name__ == "__main__":
    main()
