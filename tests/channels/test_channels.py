"""One set of answers, whatever the channel."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from launch.assistant import Assistant
from tests.browser import Browser
from tests.channels.slack.mock import Slack
from tests.launch.test_shell import Terminal
from tests.talk import Talk

QUESTION = "how do sales and marketing differ in audience?"


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The words of the answer, by channel."""
    folder = tmp_path_factory.mktemp("channels")
    with Slack() as slack, Assistant.keeping_all_in(folder, **slack.settings) as assistant:
        slack.deliver(assistant.url, slack.message("U1", QUESTION))
        post = slack.answer_to("DU1")
        rest = Talk(assistant.url).say(QUESTION)
        web = Browser(assistant.url).begin().say(QUESTION).json["replies"]
    terminal = Terminal.of_make_shell(folder / "shell.db")
    terminal.read("Your input ->  ")
    shell = terminal.say(QUESTION, "You can also ask") + terminal.read("Your input ->  ")
    terminal.leave(b"\x04")
    texts = {"slack": json.dumps(post["blocks"]), "rest": rest, "web": json.dumps(web), "shell": shell}
    return {channel: words(text.replace("\\u200b", "")) for channel, text in texts.items()}


@pytest.mark.parametrize("channel", ["shell", "rest", "web", "slack"])
def test_every_channel_tells_the_same(told: dict[str, list[str]], channel: str) -> None:
    marketing = "addresses a broad audience many people at once it casts a wide net so that potential customers come in"
    sales = "addresses individual prospects they have already shown interest and stand closer to a decision to buy"
    missing = [word for word in [*marketing.split(), *sales.split()] if word not in told[channel]]
    assert missing == []
    assert "source" in told[channel] or "sources" in told[channel]


def test_every_row_of_the_table_is_a_test() -> None:
    named = re.findall(r"`(test_\w+)`", Path("docs/slack.md").read_text(encoding="utf-8"))
    code = "".join(path.read_text(encoding="utf-8") for path in Path("tests/channels").rglob("test_*.py"))
    assert len(named) > 10
    assert [name for name in named if f"def {name}(" not in code] == []
