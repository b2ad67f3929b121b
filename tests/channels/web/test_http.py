"""The web channel as the widget speaks with it: the running assistant over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import jsonschema
import pytest
import yaml

from channels.web.body import OPENAPI
from launch.assistant import Assistant, NotStarted
from tests.browser import Answer, Browser

FUNNEL = "40000 visitors, 800 leads, 200 mqls, 60 sqls, 12 customers"
QUESTION = "how do sales and marketing differ in focus?"


def fits(answer: Answer, schema: str) -> bool:
    """Whether a body is what the OpenAPI file says."""
    api = yaml.safe_load(OPENAPI.read_text(encoding="utf-8"))
    whole = {"$ref": f"#/components/schemas/{schema}", "components": _nullable(api["components"])}
    jsonschema.validate(answer.json, whole)
    return True


def _nullable(part):
    """OpenAPI 3.0's "nullable" as JSON Schema says it."""
    if isinstance(part, list):
        return [_nullable(item) for item in part]
    if not isinstance(part, dict):
        return part
    made = {key: _nullable(value) for key, value in part.items()}
    return {**made, "type": [made["type"], "null"]} if made.pop("nullable", False) else made


@pytest.fixture
def browser(assistant: Assistant) -> Browser:
    return Browser(assistant.url).begin()


def test_a_question_is_answered_with_all_its_parts(browser: Browser) -> None:
    answer = browser.say(QUESTION)
    assert fits(answer, "Turn")
    [reply] = answer.json["replies"]
    assert [column["title"] for column in reply["columns"]] == ["Marketing", "Sales"]
    assert reply["sources"][0]["section"] == "Focus > Marketing"
    assert reply["suggestions"]


def test_no_place_of_the_server_is_told(browser: Browser) -> None:
    reply = browser.say(FUNNEL).json["replies"][0]
    [chart] = reply["attachments"]
    assert chart.keys() == {"kind", "title", "alt", "url"}
    assert chart["url"].startswith("/files/")
    assert chart["alt"].startswith("visits 40,000")


def test_a_message_sent_twice_is_handled_once(browser: Browser) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: browser.say(QUESTION, id="the-same-one"), range(4)))
    assert len({json.dumps(answer.json["replies"]) for answer in answers}) == 1
    assert len(browser.ask("GET", "/messages").json["turns"]) == 1


def test_the_history_is_what_was_said(browser: Browser) -> None:
    told = [browser.say(text).json for text in (QUESTION, "why?")]
    history = browser.ask("GET", "/messages")
    assert fits(history, "Turns")
    assert [(turn["text"], turn["replies"]) for turn in history.json["turns"]] == [
        (turn["text"], turn["replies"]) for turn in told
    ]


def test_an_order_of_rasa_that_is_typed_is_text(browser: Browser) -> None:
    browser.say("we are 12 people and sales says marketing's leads are junk")
    orders = [
        "/restart",
        '/tell_problem{"size": "large"}',
        "/session_start",
        " //x",
        "/",
        " ",
        "/\n/restart",
        "/\t/session_start",
        "/\u00a0/affirm",
    ]
    assert [browser.say(order).status for order in orders] == [200] * 9
    turns = browser.ask("GET", "/messages").json["turns"]
    assert [turn["text"] for turn in turns[1:]] == orders


def test_nobody_gets_into_another_conversation(assistant: Assistant, browser: Browser) -> None:
    browser.say(QUESTION)
    thief = Browser(assistant.url).begin()
    assert thief.ask("GET", "/messages").json["turns"] == []
    thief.token = browser.token
    for method, path in (("GET", "/messages"), ("GET", "/conversation"), ("DELETE", "/conversation")):
        assert (thief.ask(method, path).status, thief.ask(method, path).code) == (401, "unknown")
    assert thief.say("hello").status == 401


def test_a_conversation_is_exported_and_deleted(assistant: Assistant, browser: Browser) -> None:
    browser.say(QUESTION)
    chart = browser.say(FUNNEL).json["replies"][0]["attachments"][0]
    exported = browser.ask("GET", "/conversation")
    assert fits(exported, "Turns")
    assert "attachment" in exported.headers["content-disposition"]
    assert len(exported.json["turns"]) == 2
    assert urlopen(assistant.url + chart["url"]).status == 200
    assert browser.ask("DELETE", "/conversation").status == 204
    assert browser.ask("GET", "/messages").json["turns"] == []
    files = Path(assistant.environment["TANDEM_FILES"])
    assert not (files / chart["url"].split("/")[2]).exists()


def test_what_is_deleted_is_in_none_of_the_files(tmp_path: Path) -> None:
    with Assistant.keeping_all_in(tmp_path) as assistant:
        browser = Browser(assistant.url).begin()
        for number in range(10):
            browser.say(f"what is a lead? quillonsecret {number}", id=f"message-{number}")
        browser.ask("POST", "/feedback", {"message": "message-1", "thumb": "up", "comment": "quillonsecret"})
        stored = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".log"]
        assert any(b"quillonsecret" in path.read_bytes() for path in stored)
        assert [path for path in stored if path.stat().st_mode & 0o077] == []
        assert browser.ask("DELETE", "/conversation").status == 204
        stored = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert [path for path in stored if b"quillonsecret" in path.read_bytes()] == []


def test_an_opinion_is_kept_and_can_be_changed(browser: Browser) -> None:
    browser.say(QUESTION, id="message-1")
    for opinion in ({"thumb": "up"}, {"thumb": "down", "comment": "too short"}):
        assert browser.ask("POST", "/feedback", {"message": "message-1", **opinion}).status == 204
    [turn] = browser.ask("GET", "/messages").json["turns"]
    assert turn["feedback"] == {"thumb": "down", "comment": "too short"}


def test_an_opinion_on_nothing_is_refused(browser: Browser) -> None:
    refused = browser.ask("POST", "/feedback", {"message": "never-said", "thumb": "up"})
    assert (refused.status, refused.code) == (404, "no_such_message")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "invalid"),
        (b"\xff", 400, "invalid"),
        ([], 400, "invalid"),
        (b"[" * 5000, 400, "invalid"),
        (b'{"id": "message-1", "text": "\\ud83d"}', 400, "invalid"),
        ({"id": "message-1"}, 400, "invalid"),
        ({"id": "short", "text": "hi"}, 400, "invalid"),
        ({"id": "message-1", "text": 3}, 400, "invalid"),
        ({"id": "message-1", "text": "hi", "sender": "x"}, 400, "invalid"),
        ({"id": "message-1", "text": "x" * 2001}, 413, "too_long"),
        ({"id": "message-1", "text": "x" * 20_000}, 413, "too_large"),
    ],
)
def test_a_body_that_is_none_is_named(browser: Browser, body: object, status: int, code: str) -> None:
    answer = browser.ask("POST", "/messages", body)
    assert fits(answer, "Error")
    assert (answer.status, answer.code) == (status, code)


def test_who_asks_too_fast_waits(browser: Browser) -> None:
    answers = [browser.say("hello") for _ in range(20)]
    late = next(answer for answer in answers if answer.status != 200)
    assert (late.status, late.code) == (429, "too_many")
    assert 1 <= int(late.headers["retry-after"]) <= 5


def test_a_page_of_another_origin_is_refused(assistant: Assistant) -> None:
    stranger = Browser(assistant.url, origin="https://evil.example")
    answer = stranger.ask("POST", "/conversation", {"key": stranger.key})
    assert (answer.status, answer.code) == (403, "origin")
    assert "access-control-allow-origin" not in answer.headers


def test_a_source_can_be_read(browser: Browser) -> None:
    passage = browser.ask("GET", "/passages/how-sales-and-marketing-differ/focus/marketing")
    assert fits(passage, "Passage")
    assert passage.json["section"] == "Focus > Marketing"
    practice = browser.ask("GET", "/passages/practice/lead-review").json
    assert practice["links"][0]["url"].startswith("https://")
    assert browser.ask("GET", "/passages/practice/nothing").status == 404


@pytest.mark.parametrize("path", ["../config.yml", "%2e%2e/config.yml", "page/none.html", "../channels/web/token.py"])
def test_no_other_file_is_served(assistant: Assistant, path: str) -> None:
    assert Browser(assistant.url).ask("GET", f"/widget/{path}").status == 404


def test_the_page_forbids_what_it_does_not_need(assistant: Assistant) -> None:
    for path in ("", "/"):
        page = Browser(assistant.url).ask("GET", path)
        assert page.status == 200
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]


def test_the_interface_is_described(assistant: Assistant) -> None:
    described = Browser(assistant.url).ask("GET", "/openapi.json").json
    assert described == yaml.safe_load(OPENAPI.read_text(encoding="utf-8"))


class TestFailures:
    """An assistant of its own, whose parts are taken away."""

    @pytest.fixture(scope="class")
    def failing(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
        with Assistant.keeping_all_in(tmp_path_factory.mktemp("failing")) as running:
            yield running

    def test_a_conversation_goes_on_after_a_restart_of_the_server(self, failing: Assistant) -> None:
        browser = Browser(failing.url).begin()
        first = browser.say(QUESTION, id="before-the-end").json
        failing.kill("server")
        failing.restart("server")
        assert browser.say(QUESTION, id="before-the-end").json["replies"] == first["replies"]
        assert len(browser.ask("GET", "/messages").json["turns"]) == 1

    @pytest.mark.parametrize(
        ("name", "value", "told"),
        [("TANDEM_SECRET", "short", "make it 32 random"), ("TANDEM_ORIGINS", "shop.example", "is no origin")],
    )
    def test_a_wrong_setting_stops_the_start_with_one_clear_line(
        self, tmp_path: Path, name: str, value: str, told: str
    ) -> None:
        with pytest.raises(NotStarted):
            Assistant.keeping_all_in(tmp_path, **{name: value}).start()
        assert told in (tmp_path / "server.log").read_text(encoding="utf-8")
