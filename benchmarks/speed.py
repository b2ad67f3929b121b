"""How fast Tandem is, beside the bot that `rasa init` makes, in one run on one machine.

    python -m benchmarks.speed

Full turns over REST: Tandem with its action server and its conversations on disk, the starter bot with neither.
Both are trained in new folders with empty caches.
"""

from __future__ import annotations

import tempfile
import time
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

TURNS = 300
SENTENCE = "\nA good seller also asks what happens after the sale.\n"
SECTION = "\n## Opening hours\n\nOur sales team answers from nine to five.\n"
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
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = _tandem(Path(folder) / "tandem", rows), _starter(Path(folder) / "starter", rows)
    keep("speed", [_row(figure, value, theirs.get(figure)) for figure, value in ours.items()])


def _row(figure: str, ours: Any, theirs: float | None) -> Row:
    ratio = "-" if theirs is None else f"{ours / theirs:.2f}"
    return {"figure": figure, "Tandem": ours, "starter bot": "-" if theirs is None else theirs, "ratio": ratio}


def _tandem(folder: Path, rows: list[str]) -> dict[str, Any]:
    project = Project(folder)
    figures = {"train from clean, s": seconds(project.train)}
    document = project.documents / "what-sales-is.md"
    for name, added in (("a sentence", SENTENCE), ("a section", SECTION)):
        document.write_text(document.read_text() + added)
        figures[f"train after {name} was added, s"] = seconds(project.train)
    return {**figures, **_served(project.assistant(), rows), **_advised(project.assistant())}


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


def _starter(folder: Path, rows: list[str]) -> dict[str, Any]:
    bot = StarterBot(folder)
    return {"train from clean, s": seconds(bot.train), **_served(bot, rows)}


def _served(bot: Assistant | StarterBot, rows: list[str]) -> dict[str, Any]:
    started = time.perf_counter()
    with bot:
        _first_answer(bot.url)
        first = time.perf_counter() - started
        silent = isinstance(bot, StarterBot)  # its policies choose to say nothing now and then
        turn_times(bot.url, rows, 50, may_be_silent=silent)
        times = turn_times(bot.url, rows, TURNS, may_be_silent=silent)
        rates = {n: turns_per_second(bot.url, rows, clients=n, may_be_silent=silent) for n in (1, 8)}
        memory = sum(resident(pid) for pid in bot.pids().values())
    return {
        "start to first answer, s": round(first, 1),
        "turn p50, ms": round(float(np.percentile(times, 50)), 1),
        "turn p99, ms": round(float(np.percentile(times, 99)), 1),
        **{f"turns per second, clients: {clients}": round(rate, 1) for clients, rate in rates.items()},
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


if __name__ == "__main__":
    main()
