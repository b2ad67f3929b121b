"""Slack without a public address: events over a socket that Slack cuts now and then."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from launch.assistant import Assistant
from tests.channels.slack.mock import Slack


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slack]:
    folder = tmp_path_factory.mktemp("socket")
    with Slack() as running, Assistant.keeping_all_in(folder, **running.socket_settings):
        running.wait(lambda: running.sockets)
        yield running


def reconnected(slack: Slack) -> None:
    """Cuts the socket, and waits for the next one."""
    before = slack.connections
    slack.cut()
    slack.wait(lambda: slack.connections > before and slack.sockets, 30)


def test_an_event_is_acknowledged_and_answered(slack: Slack) -> None:
    envelope = slack.push(slack.message("U1", "what is a lead?"))
    slack.wait(lambda: slack.acknowledged.get(envelope), 3)
    assert "lead" in slack.answer_to("DU1")["text"].lower()


def test_a_socket_that_was_cut_is_opened_again(slack: Slack) -> None:
    reconnected(slack)
    slack.push(slack.message("U2", "what is a lead?"))
    assert slack.answer_to("DU2")


def test_many_people_at_once_are_acknowledged_in_time_and_answered_once(slack: Slack) -> None:
    """The socket is cut meanwhile, and what was not acknowledged is sent again, as Slack does."""
    sent: dict[str, float] = {}
    payloads: dict[str, dict[str, Any]] = {}
    for number in range(60):
        if number == 30:
            reconnected(slack)
            for lost in [id for id in sent if id not in slack.acknowledged]:
                payloads[slack.push(payloads[lost])] = payloads[lost]
        payload = slack.message(f"UM{number % 20}", "what is a lead?")
        envelope = slack.push(payload)
        sent[envelope], payloads[envelope] = time.monotonic(), payload
        time.sleep(0.05)
    slack.wait(lambda: len([p for p in slack.posts if p["channel"].startswith("DUM")]) >= 60, 60)
    waited = [slack.acknowledged[id] - begun for id, begun in sent.items() if id in slack.acknowledged]
    assert len(waited) >= 55
    assert max(waited) < 3
    time.sleep(1)
    answered = [post["channel"] for post in slack.posts if post["channel"].startswith("DUM")]
    assert {answered.count(f"DUM{n}") for n in range(20)} == {3}
