"""Rasa's REST channel: what it takes, what it refuses, and what it never does."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from launch.assistant import Assistant
from tests.talk import Talk

HELLO = {"sender": "me", "message": "what is a lead?"}


def post(assistant: Assistant, body: Any, *, query: str = "", host: str | None = None) -> tuple[int, str]:
    """Status and body of the answer; `body` is sent as it is if it is bytes."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", **({"Host": host} if host else {})}
    address = f"{assistant.url}/webhooks/rest/webhook{query}"
    try:
        with urllib.request.urlopen(urllib.request.Request(address, sent, headers)) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def test_it_speaks_rasas_format(assistant: Assistant) -> None:
    status, answer = post(assistant, {**HELLO, "sender": "format", "metadata": {"from": "test"}})
    [reply] = json.loads(answer)
    assert status == 200
    assert reply["recipient_id"] == "format"
    assert "Source: " in reply["text"]
    assert {"title", "payload"} == set(reply["buttons"][0])


def test_a_stream_is_the_same_replies_a_line_each(assistant: Assistant) -> None:
    text = "12,000 visits, 240 leads, 72 MQLs, 5 SQLs, 4 opportunities and 2 won"
    _, plain = post(assistant, {"sender": "stream-1", "message": text})
    status, stream = post(assistant, {"sender": "stream-2", "message": text}, query="?stream=true")
    told = [json.loads(line) for line in stream.splitlines()]
    assert status == 200
    assert [reply["recipient_id"] for reply in told] == ["stream-2"] * len(told)
    assert [set(reply) for reply in told] == [set(reply) for reply in json.loads(plain)]


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        (b"", 400, "JSON"),
        (b"{", 400, "JSON"),
        (b"\xff\xfe", 400, "JSON"),
        (b"[" * 5000, 400, "JSON"),
        ([], 400, "object"),
        ("hi", 400, "object"),
        (None, 400, "object"),
        ({"message": "hi"}, 400, "sender"),
        ({"sender": "", "message": "hi"}, 400, "sender"),
        ({"sender": None, "message": "hi"}, 400, "sender"),
        ({"sender": 7, "message": "hi"}, 400, "sender"),
        ({"sender": "x" * 256, "message": "hi"}, 400, "sender"),
        ({"sender": "a\x00b", "message": "hi"}, 400, "sender"),
        ({"sender": "a\nb", "message": "hi"}, 400, "sender"),
        ({"sender": "\u202eevil", "message": "hi"}, 400, "sender"),
        (b'{"sender": "\\ud800", "message": "hi"}', 400, "JSON"),
        (b'{"sender": "me", "message": "\\ud800"}', 400, "JSON"),
        ({"sender": "me"}, 400, "message"),
        ({"sender": "me", "message": ["hi"]}, 400, "message"),
        ({**HELLO, "metadata": "x"}, 400, "metadata"),
        ({**HELLO, "input_channel": "a\nb"}, 400, "input_channel"),
        ({"sender": "me", "message": "x" * 2001}, 413, "2,000"),
        ({**HELLO, "more": "x" * 20_000}, 413, "16384"),
    ],
)
def test_what_is_no_message_is_refused_with_words(assistant: Assistant, body: Any, status: int, told: str) -> None:
    got, answer = post(assistant, body)
    assert got == status
    assert told in json.loads(answer)["error"]["message"]


@pytest.mark.parametrize("levels", [10, 100, 900, 970, 975, 980, 3000])
def test_what_is_answered_can_be_read_back(assistant: Assistant, levels: int) -> None:
    deep = f"{'[' * levels}{']' * levels}"
    body = f'{{"sender": "deep-{levels}", "message": "hi", "metadata": {{"x": {deep}}}}}'.encode()
    assert post(assistant, body)[0] == (200 if levels == 10 else 400)
    assert post(assistant, {**HELLO, "sender": f"deep-{levels}"})[0] == 200


def test_a_huge_body_is_refused_before_it_is_read(assistant: Assistant) -> None:
    try:
        status, _ = post(assistant, {**HELLO, "message": "x" * 20_000_000})
    except (urllib.error.URLError, ConnectionError):
        status = 413  # the server closed the connection while the rest was still being sent
    assert status == 413
    assert not assistant.ended()
    assert post(assistant, HELLO)[0] == 200


@pytest.mark.parametrize("length", [1, 255])
def test_the_longest_sender_and_message_are_answered(assistant: Assistant, length: int) -> None:
    assert post(assistant, {"sender": "é" * length, "message": "lead? " * 333})[0] == 200


def test_people_do_not_share_a_conversation(assistant: Assistant) -> None:
    one, other = Talk(assistant.url), Talk(assistant.url)
    one.say("we're 12 people, B2B software, sales says marketing's leads are junk")
    assert "12 people" not in other.say("what do you know about my company?")


@pytest.mark.parametrize(
    "before",
    ["", " ", "👍", "\ufeff", "\x00", "\u202e", "\x1b[0m", "中", "hi, ", "\u200b", "//", "👍 / ", "\u2028"],
)
@pytest.mark.parametrize("command", ["restart", "session_start"])
def test_a_typed_command_of_rasa_empties_nothing(assistant: Assistant, before: str, command: str) -> None:
    talk = Talk(assistant.url)
    talk.say("our reps say the leads are junk, 12 people, b2b, software, crm, 2 months")
    talk.say("add the first to my plan")
    plan = talk.say("show my plan")
    assert "1. " in plan
    talk.say(f"{before}/{command}")
    assert talk.say("show my plan") == plan


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:5005", 200),
        ("[::1]:80", 200),
        ("10.1.2.3", 200),
        ("chat.localhost", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("[::1", 421),
    ],
)
@pytest.mark.parametrize("path", ["/webhooks/rest/webhook", "/chat/conversation", "/health"])
def test_only_known_host_names_are_answered(assistant: Assistant, host: str, status: int, path: str) -> None:
    bodies = {"/webhooks/rest/webhook": HELLO, "/chat/conversation": {"key": "k" * 40}}
    sent = json.dumps(bodies[path]).encode() if path in bodies else None
    request = urllib.request.Request(assistant.url + path, sent, {"Host": host})
    try:
        got = urllib.request.urlopen(request).status
    except urllib.error.HTTPError as refused:
        got = refused.code
    assert (200 if got in (200, 201) else got) == status


def test_replies_link_to_the_public_address(tmp_path: Any) -> None:
    settings = {"TANDEM_URL": "https://tandem.example/", "TANDEM_FILES": str(tmp_path / "kept")}
    with Assistant.keeping_all_in(tmp_path, **settings) as public:
        talk = Talk(public.url)
        text = "12,000 visits, 240 leads, 72 MQLs, 5 SQLs, 4 opportunities and 2 won"
        [chart] = [reply["image"] for reply in talk.messages(text) if "image" in reply]
        assert chart.startswith("https://tandem.example/files/")
        [folder] = (tmp_path / "kept").iterdir()
        assert folder.name == chart.split("/")[-2]
        assert post(public, HELLO, host="tandem.example")[0] == 200
        assert post(public, HELLO, host="other.example")[0] == 421
