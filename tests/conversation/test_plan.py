"""The plan of practices that a company takes up, in the running assistant."""

from __future__ import annotations

import re
import urllib.request

import pytest

from tests.talk import Talk


@pytest.fixture
def planned(talk: Talk) -> Talk:
    """Somebody who has put three tips on the plan."""
    talk.say("40 people, b2b, hubspot, sales says the leads are junk")
    talk.say("add all of them to my plan")
    return talk


def test_an_accepted_tip_is_on_the_plan(talk: Talk) -> None:
    talk.say("40 people, b2b, hubspot, sales says the leads are junk")
    assert "Added to your plan: Agree and write down the stages" in talk.say("let's do the second one")
    reply = talk.say("show my plan")
    assert "Your plan has one practice" in reply
    assert "1. Agree and write down the stages" in reply


def test_nothing_is_on_the_plan_twice(planned: Talk) -> None:
    assert "in your plan already" in planned.say("add the first to my plan")


def test_it_can_be_reordered_and_shortened(planned: Talk) -> None:
    assert "1. Ideal customer profile" in planned.say("move the third to the top")
    assert "Removed from your plan: Monthly look" in planned.say("remove the second from my plan")
    reply = planned.say("my plan")
    assert "Your plan has 2 practices" in reply
    assert "Monthly look" not in reply


def test_a_number_that_is_not_there_is_asked_for(planned: Talk) -> None:
    assert "Which one?" in planned.say("remove number 7 from my plan")


def test_an_empty_plan_says_how_to_fill_it(talk: Talk) -> None:
    assert "Your plan is empty" in talk.say("show my plan")


def test_it_is_exported_as_markdown_and_pdf(planned: Talk) -> None:
    reply = planned.say("export my plan")
    markdown, pdf = re.findall(r"http://\S+/files/\S+", reply)
    with urllib.request.urlopen(markdown) as file:
        assert "## 1. Monthly look at real leads together" in file.read().decode()
    with urllib.request.urlopen(pdf) as file:
        assert file.read(5) == b"%PDF-"


def test_two_conversations_have_two_plans(planned: Talk) -> None:
    other = planned.another()
    assert "Your plan is empty" in other.say("show my plan")


def test_what_the_assessment_advises_can_be_put_on_the_plan(talk: Talk) -> None:
    for text in ("self-assessment", "I lead the company", "the short form", *"212121"):
        talk.say(text)
    assert "Added to your plan: One named owner for every lead at once" in talk.say("add the first to my plan")


def test_several_tips_are_added_by_their_numbers(talk: Talk) -> None:
    talk.say("40 people, b2b, hubspot, sales says the leads are junk")
    reply = talk.say("add 1 and 3 to my plan")
    assert "Monthly look at real leads together; Ideal customer profile built together" in reply
    assert "I gave no tip of that number" in talk.say("add number 7 to my plan")
    assert "Removed from your plan: Monthly look" in talk.say("remove the first")
