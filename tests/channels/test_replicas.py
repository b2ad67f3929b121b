"""Two servers that share a database and Redis: whatever reaches both is handled once, and either goes on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from launch.assistant import Assistant
from tests.browser import Browser
from tests.channels.slack.mock import Slack
from tests.services import running_redis

EVENTS = 12


@pytest.fixture(scope="module")
def slack() -> Iterator[Slack]:
    with Slack() as running:
        yield running


@pytest.fixture(scope="module")
def servers(slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    folder = tmp_path_factory.mktemp("replicas")
    with running_redis(folder) as redis:
        settings = {**slack.settings, "TANDEM_REDIS": redis}
        with (
            Assistant.keeping_all_in(folder, **settings) as first,
            Assistant.keeping_all_in(folder, **settings) as second,
        ):
            yield [first.url, second.url]


def to_both(slack: Slack, servers: list[str], payload: dict[str, Any]) -> None:
    with ThreadPoolExecutor(len(servers)) as pool:
        assert [status for status, _ in pool.map(lambda url: slack.deliver(url, payload), servers)] == [200, 200]


def test_an_event_delivered_to_two_replicas_at_once_is_answered_once(slack: Slack, servers: list[str]) -> None:
    for number in range(EVENTS):
        to_both(slack, servers, slack.message(f"U{number}", "what is a lead?"))
    slack.wait(lambda: len(slack.posts) >= EVENTS)
    time.sleep(2)  # a second answer would come now
    assert sorted(post["channel"] for post in slack.posts) == sorted(f"DU{number}" for number in range(EVENTS))


def test_a_message_sent_to_two_replicas_at_once_is_handled_once(servers: list[str]) -> None:
    first, second = (Browser(url) for url in servers)
    second.token, second.key = first.begin().token, first.key
    with ThreadPoolExecutor(2) as pool:
        for id in (f"message-{number}" for number in range(EVENTS)):
            answers = pool.map(lambda browser, id=id: browser.say("what is a lead?", id=id).json, (first, second))
            assert len({json.dumps(answer["replies"]) for answer in answers}) == 1
    assert len(second.ask("GET", "/messages").json["turns"]) == EVENTS


def test_a_conversation_goes_on_at_the_other_replica(slack: Slack, servers: list[str]) -> None:
    before = len(slack.posts)
    slack.deliver(servers[0], slack.message("UX", "what does marketing focus on?"))
    slack.answer_to("DUX", after=before)
    before = len(slack.posts)
    slack.deliver(servers[1], slack.message("UX", "and sales?"))
    assert "sales" in slack.answer_to("DUX", after=before)["text"].lower()
