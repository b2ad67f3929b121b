"""A crash does not end a conversation."""

from __future__ import annotations

from pathlib import Path

from launch.assistant import Assistant
from tests.talk import Talk


def test_the_questions_before_tips_go_on_after_the_server_was_killed(tmp_path: Path) -> None:
    with Assistant.keeping_all_in(tmp_path) as assistant:
        talk = Talk(assistant.url)
        talk.say("we're 12 people, B2B software, sales says marketing's leads are junk")
        assistant.kill("server")
        assistant.restart("server")
        assert "you are 12 people, you use a CRM, you sell to companies" in talk.say("a crm")


def test_goes_on_after_the_server_was_killed(tmp_path: Path) -> None:
    with Assistant.keeping_all_in(tmp_path) as assistant:
        talk = Talk(assistant.url)
        talk.say("what does marketing focus on?")
        assistant.kill("server")
        assistant.start_server()
        assistant.wait_for_server()
        assert "short term" in talk.say("and for sales?")
