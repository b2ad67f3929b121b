from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from channels.slack.messages import Place, words
from channels.slack.settings import Settings
from launch.assistant import Assistant, NotStarted
from tests.channels.slack.mock import Slack

BOT, SIGNING, APP = "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"


def test_without_a_token_there_is_no_slack() -> None:
    assert Settings.read({}) is None
    assert Settings.read({BOT: ""}) is None


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({SIGNING: "x"}, "SLACK_BOT_TOKEN is missing"),
        ({BOT: "xoxb-1"}, "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET"),
        ({BOT: "xoxp-1", SIGNING: "x"}, "SLACK_BOT_TOKEN does not begin with xoxb-"),
        ({BOT: "xoxb-1", APP: "xoxb-1"}, "SLACK_APP_TOKEN does not begin with xapp-"),
    ],
)
def test_what_is_missing_or_wrong_is_named(environment: dict[str, str], told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        Settings.read(environment)


def test_nothing_of_slacks_framework_is_loaded_without_tokens() -> None:
    code = "import sys, channels.slack as c; c.SlackInput(None).blueprint(print); sys.exit('slack_bolt' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=False).returncode == 0


def test_a_token_that_slack_does_not_know_stops_the_start(tmp_path: Path) -> None:
    with Slack() as slack:
        settings = {**slack.settings, BOT: "xoxb-unknown"}
        with pytest.raises(NotStarted):
            Assistant.keeping_all_in(tmp_path, **settings).start()
    assert "Slack refuses a token (invalid_auth)" in (tmp_path / "server.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("<@UBOT> what is a lead?", "what is a lead?"),
        ("<@UBOT|tandem>what", "what"),
        ("see <https://x.example|here> &amp; <https://y.example>", "see here & y.example"),
        ("<#C1|sales> and <@U2>", "sales and U2"),
        ("a &lt; b", "a < b"),
    ],
)
def test_what_was_typed_is_read_as_it_was_shown(typed: str, read: str) -> None:
    assert words(typed, "UBOT") == read


def test_a_direct_message_is_one_conversation_and_a_thread_is_one() -> None:
    direct = [Place.of("T", {"channel": "D1", "channel_type": "im", "ts": ts}) for ts in "12"]
    assert direct[0] == direct[1]
    threads = [Place.of("T", {"channel": "C1", "channel_type": "channel", "ts": ts}) for ts in "12"]
    assert threads[0] != threads[1]
    inside = Place.of("T", {"channel": "C1", "channel_type": "channel", "ts": "3", "thread_ts": "1"})
    assert inside == threads[0]
    assert Place.of("T2", {"channel": "C1", "channel_type": "channel", "ts": "1"}) != threads[0]
