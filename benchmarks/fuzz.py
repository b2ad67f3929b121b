"""Malformed requests to all channels: the server must go on, and answer those that are right.

    .venv/bin/python -m benchmarks.fuzz [--requests 1000] [--seed N]

As many requests go to REST, the web channel and Slack at the same time, one in ten of them right.
Before that the right ones are asked without the others. The exit status is 1 where the server
ended, answered with 5xx, did not answer what is right, or logged a traceback or what was said.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
import time
import uuid
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np

from benchmarks.results import Row, keep
from launch.assistant import Assistant
from tests.browser import Browser
from tests.channels.slack.mock import SECRET, Slack
from tests.reliability.exchange import Reply, Request, send
from tests.reliability.malformed import Target, malformed, signature

EACH = 10  # one of so many requests is right
WARM = 10  # right ones before anything is measured
PEOPLE = 30  # whose conversations the malformed requests are about
WAIT = 15.0  # seconds for an answer in Slack
LATEST = 5  # malformed requests that are named where a right one is not answered
MOST_SILENT = 2  # right requests without an answer, after which a channel is given up
NUMBERS = itertools.count()


@dataclass(frozen=True)
class Channel:
    """A way to the server.

    Attributes:
        target: makes a request that is right, of the person of a number.
        answered: whether there is an answer to such a request of a new person.
        pause: seconds between malformed requests, where they are acknowledged before they are
            worked on: without it a right one would wait for all of them.
    """

    name: str
    target: Callable[[int], Target]
    answered: Callable[[], bool]
    pause: float = 0.0


@dataclass
class Seen:
    """What came of the requests to a channel: times in ms of those that are right, and problems."""

    times: list[float] = field(default_factory=list)
    asked: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    latest: deque[str] = field(default_factory=lambda: deque(maxlen=LATEST))

    def judge(self, request: Request, reply: Reply) -> None:
        """Count what is wrong with the answer to a malformed request."""
        self.latest.append(request.wrong)
        if reply.status is not None and reply.status >= 500:
            self.problems[f"status {reply.status} for {request.wrong}"] += 1
        if reply.silent:
            self.problems[f"silence for {request.wrong}"] += 1
        if b"Traceback" in reply.body:
            self.problems[f"a traceback as the answer to {request.wrong}"] += 1

    def no_answer(self) -> None:
        """Count a right request that is not answered, and name what came before."""
        before = "; ".join(self.latest) or "nothing malformed"
        self.problems[f"no answer to a request that is right, after: {before}"] += 1


def main() -> int:
    """Send all, print the table, say what is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--requests", type=int, default=1000, help="to each channel")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rows, problems = run(options.requests, options.seed)
    keep("fuzz", rows)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def run(requests: int, seed: int) -> tuple[list[Row], list[str]]:
    """The rows of the table, and what is wrong."""
    secret = f"quillon{uuid.uuid4().hex[:12]}"
    with tempfile.TemporaryDirectory() as name, Slack() as slack:
        folder = Path(name)
        settings = {**slack.settings, "TANDEM_PER_MINUTE": "1000000"}
        assistant = Assistant(database=folder / "c.db", log=folder, settings=settings)
        with assistant:
            pids = assistant.pids()
            channels = _channels(assistant, slack, f"what is a lead? {secret}")
            _ask_all(assistant.port, channels, WARM, None)
            alone = _ask_all(assistant.port, channels, requests // EACH, None)
            fuzzed = _ask_all(assistant.port, channels, requests // EACH, seed)
            ended = bool(assistant.ended()) or assistant.pids() != pids
        problems = ["the server ended"] if ended else []
        problems += _in_log(folder, secret)
    for channel, seen in zip(channels, fuzzed):
        problems += [f"{channel.name}: {what} ({n} times)" for what, n in seen.problems.items()]
    rows = [_row(*measured) for measured in zip(channels, alone, fuzzed)]
    return rows, problems


def _channels(assistant: Assistant, slack: Slack, text: str) -> list[Channel]:
    return [_rest(assistant, text), _web(assistant, text), _slack(assistant, slack, text)]


def _rest(assistant: Assistant, text: str) -> Channel:
    def target(number: int) -> Target:
        body = {"sender": f"fuzz-{number}", "message": text}
        return Target("/webhooks/rest/webhook", body, ("message",))

    def answered() -> bool:
        reply = send(assistant.port, Request(target(PEOPLE + next(NUMBERS)).request()))
        return reply.status == 200 and bool(json.loads(reply.body))

    return Channel("REST", target, answered)


def _web(assistant: Assistant, text: str) -> Channel:
    browsers = [Browser(assistant.url).begin() for _ in range(PEOPLE)]

    def target(number: int) -> Target:
        browser = browsers[number % PEOPLE]
        headers = [
            ("Authorization", f"Bearer {browser.token}".encode()),
            ("X-Tandem-Key", browser.key.encode()),
        ]
        return Target("/chat/messages", {"id": uuid.uuid4().hex, "text": text}, ("text",), headers)

    def answered() -> bool:
        reply = send(assistant.port, Request(target(next(NUMBERS)).request()))
        return reply.status == 200 and bool(json.loads(reply.body)["replies"])

    return Channel("web", target, answered)


def _slack(assistant: Assistant, slack: Slack, text: str) -> Channel:
    def target(number: int) -> Target:
        body = slack.message(f"U{number}", text)
        return Target(
            "/slack/events",
            body,
            ("event", "text"),
            signed=lambda sent: signature(SECRET, sent),
        )

    def answered() -> bool:
        number, before = PEOPLE + next(NUMBERS), len(slack.posts)
        reply = send(assistant.port, Request(target(number).request()))
        return reply.status == 200 and _posted(slack, f"DU{number}", before)

    return Channel("Slack", target, answered, pause=0.1)


def _posted(slack: Slack, place: str, before: int) -> bool:
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if any(post["channel"] == place for post in slack.posts[before:]):
            return True
        time.sleep(0.002)
    return False


def _ask_all(port: int, channels: list[Channel], right: int, seed: int | None) -> list[Seen]:
    """What came of so many right requests to each channel, and of malformed ones between them.

    Without a `seed` there are none between them.
    """
    seeds = [None if seed is None else f"{seed} {channel.name}" for channel in channels]
    with ThreadPoolExecutor(len(channels)) as pool:
        return list(pool.map(lambda c, s: _ask(port, c, right, s), channels, seeds))


def _ask(port: int, channel: Channel, right: int, seed: str | None) -> Seen:
    """What came of the requests; it ends early where a server that hangs would be waited for."""
    seen, random = Seen(), None if seed is None else Random(seed)
    while seen.asked < right and seen.asked - len(seen.times) < MOST_SILENT:
        for request in _malformed(channel, random) if random else ():
            reply = send(port, request)
            seen.judge(request, reply)
            if reply.silent:
                break
            time.sleep(channel.pause)
        begun = time.perf_counter()
        seen.asked += 1
        if channel.answered():
            seen.times.append(1000 * (time.perf_counter() - begun))
        else:
            seen.no_answer()
    return seen


def _malformed(channel: Channel, random: Random) -> Iterator[Request]:
    return (malformed(random, channel.target(random.randrange(PEOPLE))) for _ in range(EACH - 1))


def _in_log(folder: Path, secret: str) -> list[str]:
    """What the server wrote that it should not have."""
    logs = (path.read_text(errors="replace") for path in sorted(folder.glob("*.log")))
    lines = [line for log in logs for line in log.splitlines()]
    tracebacks = sum("Traceback" in line for line in lines)
    quoting = sum(secret in line for line in lines)
    found = [f"tracebacks in the log: {tracebacks}"] if tracebacks else []
    return found + ([f"lines of the log that quote a message: {quoting}"] if quoting else [])


def _row(channel: Channel, alone: Seen, fuzzed: Seen) -> Row:
    row: Row = {
        "channel": channel.name,
        "requests": EACH * fuzzed.asked,
        "right ones answered": f"{len(fuzzed.times)} of {fuzzed.asked}",
    }
    for name, percent in (("median", 50), ("p99", 99)):
        without, beside = (_percentile(seen.times, percent) for seen in (alone, fuzzed))
        row[f"{name} alone, ms"] = f"{without:.0f}"
        row[f"{name} beside malformed ones, ms"] = f"{beside:.0f}"
        row[f"{name}, ratio"] = f"{beside / without:.2f}"
    return row


def _percentile(times: list[float], percent: float) -> float:
    return float(np.percentile(times, percent)) if times else float("nan")


if __name__ == "__main__":
    sys.exit(main())
