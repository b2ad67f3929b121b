"""Slack under load: twenty people ask for a minute, and the socket is cut twice.

    .venv/bin/python -m benchmarks.slack_load

The Slack is the one of the tests, which runs here; as Slack does, it sends again what was not acknowledged.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.results import keep
from launch.assistant import Assistant
from tests.channels.slack.mock import Slack

ASKED = ("what is a lead?", "what does marketing focus on?", "what is churn?", "what is an SLA?")  # one post each
PEOPLE, CUTS, PAUSE = 20, 2, 2.0  # seconds between two questions of one person


def main() -> None:
    """Ask, count, and keep what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Slack() as slack,
        Assistant(database=Path(folder) / "c.db", log=Path(folder), settings=slack.socket_settings),
    ):
        slack.wait(lambda: slack.sockets)
        keep("slack-load", [_row(slack, _ask(slack, options.seconds))])


def _ask(slack: Slack, seconds: float) -> dict[str, tuple[float, dict[str, Any]]]:
    """Every message by its last envelope, with the time at which that was sent."""
    sent: dict[str, tuple[float, dict[str, Any]]] = {}
    begun, cuts, number = time.monotonic(), 0, 0
    while (now := time.monotonic() - begun) < seconds:
        if now > (cuts + 1) * seconds / (CUTS + 1) and cuts < CUTS:
            cuts += 1
            _cut(slack, sent)
        payload = _message(slack, f"U{number % PEOPLE}", ASKED[number % len(ASKED)])
        sent[slack.push(payload)] = (time.monotonic(), payload)
        number += 1
        time.sleep(max(0.0, begun + number * PAUSE / PEOPLE - time.monotonic()))
    return sent


def _cut(slack: Slack, sent: dict[str, tuple[float, dict[str, Any]]]) -> None:
    before = slack.connections
    slack.cut()
    slack.wait(lambda: slack.connections > before and slack.sockets, 30)
    for lost in [envelope for envelope in sent if envelope not in slack.acknowledged]:
        _, payload = sent.pop(lost)
        sent[slack.push(payload)] = (time.monotonic(), payload)


def _message(slack: Slack, user: str, text: str) -> dict[str, Any]:
    event = {"type": "message", "text": text, "user": user, "ts": slack.stamp(), "channel": f"D{user}"}
    return slack.event({**event, "channel_type": "im"})


def _row(slack: Slack, sent: dict[str, tuple[float, dict[str, Any]]]) -> dict[str, str]:
    slack.wait(lambda: all(envelope in slack.acknowledged for envelope in sent), 30)
    asked = Counter(payload["event"]["channel"] for _, payload in sent.values())
    slack.wait(lambda: len(slack.posts) >= len(sent), 60)
    time.sleep(2)  # for what would be answered twice
    answered = Counter(post["channel"] for post in slack.posts)
    waits = [slack.acknowledged[envelope] - at for envelope, (at, _) in sent.items()]
    return {
        "people": str(PEOPLE),
        "questions": str(len(sent)),
        "acknowledged, median ms": f"{1000 * statistics.median(waits):.0f}",
        "acknowledged, worst ms": f"{1000 * max(waits):.0f}",
        "answered": str(sum(answered.values())),
        "lost or answered twice": str(sum(abs(count - answered[channel]) for channel, count in asked.items())),
    }


if __name__ == "__main__":
    main()
