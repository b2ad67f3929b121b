"""Tandem in Slack: the running assistant against a Slack that runs here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from launch.assistant import Assistant
from tests.channels.slack.mock import BOT, BOT_ID, TEAM, Slack

QUESTION = "how do sales and marketing differ in focus?"
COMPLAINT = "we're 12 people, B2B software, sales says marketing's leads are junk"


@pytest.fixture(scope="module")
def slack() -> Iterator[Slack]:
    with Slack() as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("slack")


@pytest.fixture(scope="module")
def server(slack: Slack, folder: Path) -> Iterator[str]:
    with Assistant.keeping_all_in(folder, **slack.settings) as running:
        yield running.url


class Person:
    """Somebody in Slack."""

    def __init__(self, slack: Slack, server: str, user: str) -> None:
        self._slack, self._server, self.user = slack, server, user

    def write(self, text: str, channel: str = "", thread: str = "", **more: Any) -> str:
        """A message, direct where no channel is named; gives its time stamp."""
        event = {"type": "message", "text": text, "user": self.user, "ts": self._slack.stamp(), **more}
        event["channel"] = channel or f"D{self.user}"
        event["channel_type"] = "channel" if channel else "im"
        if thread:
            event["thread_ts"] = thread
        assert self._slack.deliver(self._server, self._slack.event(event))[0] == 200
        return str(event["ts"])

    def mention(self, text: str, channel: str, thread: str = "") -> str:
        """A mention, which Slack tells by two events."""
        stamp = self.write(f"<@{BOT}> {text}", channel, thread)
        event = {"type": "app_mention", "text": f"<@{BOT}> {text}", "user": self.user, "ts": stamp, "channel": channel}
        self._slack.deliver(self._server, self._slack.event(event | ({"thread_ts": thread} if thread else {})))
        return stamp

    def say(self, text: str, channel: str = "", thread: str = "") -> dict[str, Any]:
        """A message, and the last post that answers it."""
        before = len(self._slack.posts)
        self.write(text, channel, thread)
        self._slack.answer_to(channel or f"D{self.user}", thread or None, after=before)
        self._slack.wait(lambda: buttons(self._slack.posts[-1]) or len(self._slack.posts) > before + 1 or None, 2)
        return self._slack.posts[-1]

    def press(self, post: dict[str, Any], title: str, *, thread: str = "") -> None:
        """Press a button of a post."""
        action = next(e for e in elements(post) if e["type"] == "button" and e["text"]["text"] == title)
        container = {"type": "message", "message_ts": post["ts"], "channel_id": post["channel"], "is_ephemeral": False}
        message = {"ts": post["ts"], "text": post["text"], "blocks": post["blocks"]}
        if thread:
            container["thread_ts"] = message["thread_ts"] = thread
        payload = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": self.user, "team_id": TEAM},
            "api_app_id": "A1",
            "channel": {"id": post["channel"]},
            "container": container,
            "message": message,
            "trigger_id": self._slack.stamp(),
            "response_url": f"{self._slack.url}/respond/{self.user}",
            "actions": [{**action, "block_id": "say", "action_ts": self._slack.stamp()}],
        }
        assert self._slack.deliver(self._server, payload, form="payload")[0] == 200


def elements(post: dict[str, Any]) -> list[dict[str, Any]]:
    return [e for block in post.get("blocks") or [] if block["type"] == "actions" for e in block["elements"]]


def buttons(post: dict[str, Any]) -> list[str]:
    return [e["text"]["text"] for e in elements(post) if e["type"] == "button"]


def shown(post: dict[str, Any]) -> str:
    """All that a post shows."""
    return json.dumps(post.get("blocks") or post["text"], ensure_ascii=False).replace("\u200b", "")


@pytest.fixture
def people(slack: Slack, server: str, request: pytest.FixtureRequest) -> tuple[Person, Person]:
    name = f"U{abs(hash(request.node.name)) % 10**8}"
    return Person(slack, server, name), Person(slack, server, f"{name}B")


@pytest.fixture
def person(people: tuple[Person, Person]) -> Person:
    return people[0]


def test_a_direct_message_is_answered_with_its_source(person: Person) -> None:
    post = person.say(QUESTION)
    fields = next(block["fields"] for block in post["blocks"] if "fields" in block)
    assert [field["text"].split("\n")[0] for field in fields] == ["*Marketing*", "*Sales*"]
    assert "How sales and marketing differ" in shown(post)
    assert "Why do sales and marketing have different goals?" in buttons(post)
    assert "Its main goal is to close deals" in post["text"]


def test_a_mention_is_answered_once_in_a_thread_which_goes_on_without_one(slack: Slack, person: Person) -> None:
    stamp = person.mention(QUESTION, "C-MENTION")
    assert "short term" in shown(slack.answer_to("C-MENTION", stamp))
    assert "clock" in shown(person.say("why?", "C-MENTION", stamp))
    assert len([post for post in slack.posts if post["channel"] == "C-MENTION"]) == 2


def test_what_is_said_elsewhere_in_a_channel_is_left_alone(slack: Slack, person: Person) -> None:
    stamp = person.write("how do sales and marketing differ?", "C-QUIET")
    person.write("and in audience?", "C-QUIET", stamp)
    person.write("deleted", "C-QUIET", subtype="message_deleted")
    person.say("hello")
    assert [post for post in slack.posts if post["channel"] == "C-QUIET"] == []


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "BOTHER"},
        {"bot_id": BOT_ID, "user": BOT},
        {"subtype": "message_changed"},
        {"subtype": "channel_join"},
        {"subtype": "bot_message"},
    ],
)
def test_bots_edits_and_joins_are_ignored(slack: Slack, person: Person, more: dict[str, str]) -> None:
    person.write("what is a lead?", **more)
    post = person.say(QUESTION)
    assert [p for p in slack.posts if p["channel"] == post["channel"]] == [post]


def test_an_event_delivered_twice_is_answered_once(slack: Slack, server: str, person: Person) -> None:
    channel = f"D{person.user}"
    event = {"type": "message", "text": QUESTION, "user": person.user, "ts": slack.stamp(), "channel": channel}
    for _ in range(3):
        slack.deliver(server, slack.event({**event, "channel_type": "im"}, id="EvTwice"))
    slack.answer_to(channel)
    person.say("thanks")
    assert len([post for post in slack.posts if post["channel"] == channel]) == 2


def test_people_and_threads_do_not_share_a_conversation(slack: Slack, people: tuple[Person, Person]) -> None:
    one, other = people
    one.say(COMPLAINT)
    assert "I have given you no tips yet" in shown(other.say("another tip"))
    stamp = one.mention("another tip", "C-SHARED")
    assert "I have given you no tips yet" in shown(slack.answer_to("C-SHARED", stamp))


def test_a_form_is_answered_by_buttons_which_are_then_disarmed(slack: Slack, person: Person) -> None:
    post = person.say(COMPLAINT)
    assert "In a CRM" in buttons(post)
    before = len(slack.posts)
    person.press(post, "In a CRM")
    person.press(post, "In a CRM")  # pressed twice
    answer = slack.answer_to(post["channel"], after=before)
    assert "1. Monthly look at real leads together" in shown(answer)
    updated = slack.wait(lambda: slack.called("chat.update"))[-1]
    assert "You chose: In a CRM" in shown(updated)
    assert "In a CRM" not in buttons(updated)
    person.say("thanks")
    assert len([p for p in slack.posts[before:] if "1. Monthly look" in shown(p)]) == 1


def test_a_chart_is_uploaded_with_words_for_it(slack: Slack, person: Person) -> None:
    person.say("40000 visitors, 800 leads, 200 mqls, 60 sqls, 12 customers")
    done = slack.wait(lambda: slack.called("files.completeUploadExternal"))[-1]
    assert done["channel_id"] == f"D{person.user}"
    [asked] = [call for call in slack.called("files.getUploadURLExternal") if call["filename"] == "funnel.png"]
    assert asked["alt_txt"].startswith("visits 40,000")
    assert slack.uploads[done["files"][0]["id"]].startswith(b"\x89PNG")


def test_a_command_is_answered_for_its_author_alone(slack: Slack, server: str, person: Person) -> None:
    command = {
        "command": "/tandem",
        "text": "what is a lead?",
        "team_id": TEAM,
        "channel_id": "C1",
        "user_id": person.user,
        "trigger_id": slack.stamp(),
        "response_url": f"{slack.url}/respond/{person.user}",
    }
    assert slack.deliver(server, command, form="command")[0] == 200
    post = slack.answer_to(f"respond-{person.user}")
    assert post["response_type"] == "ephemeral"
    assert "Source" in shown(post)


def test_the_home_shows_what_to_ask_and_the_plan(slack: Slack, server: str, person: Person) -> None:
    def home() -> str:
        before = len(slack.called("views.publish"))
        opened = {"type": "app_home_opened", "user": person.user, "channel": f"D{person.user}", "tab": "home"}
        slack.deliver(server, slack.event(opened))
        return shown(slack.wait(lambda: slack.called("views.publish")[before:])[0]["view"])

    assert "Nothing yet." in home()
    person.press(person.say(COMPLAINT), "In a CRM")
    slack.wait(lambda: "1. Monthly look" in shown(slack.posts[-1]))
    person.say("add the first one to my plan")
    assert "1. Monthly look at real leads together" in home()


def test_an_assistant_thread_greets_offers_and_answers(slack: Slack, server: str, person: Person) -> None:
    channel, thread = f"D{person.user}", slack.stamp()
    place = {"user_id": person.user, "channel_id": channel, "thread_ts": thread, "context": {}}
    slack.deliver(server, slack.event({"type": "assistant_thread_started", "assistant_thread": place}))
    slack.answer_to(channel, thread)
    prompts = slack.wait(lambda: slack.called("assistant.threads.setSuggestedPrompts"))[-1]
    assert len(prompts["prompts"]) == 4
    before = len(slack.posts)
    person.write(QUESTION, thread=thread)
    assert "short term" in shown(slack.answer_to(channel, thread, after=before))
    assert slack.called("assistant.threads.setStatus")[-1]["status"] == "is looking it up"


def test_names_links_and_formats_are_text(slack: Slack, person: Person) -> None:
    post = person.say("<!channel> what is a *lead* <https://x.example|here> &amp; <@U123>?")
    assert "<!channel>" not in shown(post)
    assert "<@" not in shown(post)


def test_where_slack_says_wait_it_waits(slack: Slack, person: Person) -> None:
    slack.fail("chat.postMessage", "ratelimited", status=429, after=1)
    assert "short term" in shown(person.say(QUESTION))


def test_where_slack_takes_no_blocks_it_gets_text(slack: Slack, person: Person) -> None:
    slack.fail("chat.postMessage", "invalid_blocks")
    before = len(slack.posts)
    person.write(QUESTION)
    post = slack.answer_to(f"D{person.user}", after=before)
    assert not post.get("blocks")
    assert "Its main goal is to close deals" in post["text"]


@pytest.mark.parametrize(
    ("error", "more", "logged"),
    [
        ("missing_scope", {"needed": "chat:write"}, "it needs the scope chat:write"),
        ("is_archived", {}, "chat.postMessage: is_archived"),
        ("channel_not_found", {}, "channel_not_found"),
    ],
)
def test_what_slack_refuses_is_logged_without_what_was_said(
    slack: Slack, person: Person, folder: Path, error: str, more: dict[str, str], logged: str
) -> None:
    slack.fail("chat.postMessage", error, **more)
    person.write("how do sales and marketing differ in their unmistakable audience?")
    log = folder / "server.log"
    slack.wait(lambda: logged in log.read_text(encoding="utf-8"))
    assert "unmistakable" not in log.read_text(encoding="utf-8")
    assert "short term" in shown(person.say(QUESTION))


def test_what_is_not_known_is_declined(person: Person) -> None:
    post = person.say("what does a sales manager earn?")
    assert "I'd rather not guess" in post["text"]
    assert "Source" not in shown(post)


def test_a_correction_and_a_question_in_between_lead_back_to_the_form(slack: Slack, person: Person) -> None:
    person.say("tips")
    person.say("sales never calls our leads")
    person.say("50 people")
    person.say("no, 120 people")
    assert "Back to where we were: Where do you keep" in shown(person.say("what is an SLA?"))
    assert "you are 120 people" in shown(person.say("in a crm"))


def test_several_questions_are_each_answered(slack: Slack, person: Person) -> None:
    before = len(slack.posts)
    person.say("what is CAC? and who is marketing's audience?")
    told = "".join(map(shown, slack.posts[before:]))
    assert "what one new customer costs" in told
    assert "broad audience" in told


def test_a_thumb_is_kept_and_thanked_for(slack: Slack, person: Person) -> None:
    post = person.say(QUESTION)
    before = len(slack.called("chat.update"))
    person.press(post, "This helped")
    assert "Thank you." in shown(slack.wait(lambda: slack.called("chat.update")[before:])[0])


def test_nothing_that_slack_would_refuse_was_sent(slack: Slack) -> None:
    assert slack.refused == []


@pytest.mark.parametrize(
    ("options", "status"),
    [({"secret": "forged"}, 401), ({"age": 301}, 401), ({}, 200)],
)
def test_forged_and_replayed_requests_are_refused(
    slack: Slack, server: str, options: dict[str, Any], status: int
) -> None:
    event = {
        "type": "message",
        "text": "hello",
        "user": "U1",
        "ts": slack.stamp(),
        "channel": "DU1",
        "channel_type": "im",
    }
    assert slack.deliver(server, slack.event(event), **options)[0] == status


def test_an_oversized_request_is_refused(slack: Slack, server: str) -> None:
    assert slack.send(server, b"{" + b" " * 1_000_000, "application/json") == 413


def test_slack_is_given_its_challenge(slack: Slack, server: str) -> None:
    assert slack.deliver(server, {"type": "url_verification", "challenge": "abc"})[0] == 200
