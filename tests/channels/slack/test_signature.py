"""Requests that Slack has not sent are refused, however they are malformed."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from launch.assistant import Assistant
from launch.ports import LOCAL
from tests.channels.slack.mock import SECRET, Slack

STAMP, SIGN = "X-Slack-Request-Timestamp", "X-Slack-Signature"


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Slack, Assistant]]:
    folder = tmp_path_factory.mktemp("signed")
    with Slack() as running, Assistant.keeping_all_in(folder, **running.settings) as assistant:
        yield running, assistant


def send(assistant: Assistant, body: bytes, headers: dict[str, bytes]) -> int:
    connection = HTTPConnection(LOCAL, assistant.port, timeout=10)
    connection.putrequest("POST", "/slack/events")
    for name, value in {"Content-Length": str(len(body)).encode(), **headers}.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    return connection.getresponse().status


def signed(body: bytes, stamp: str = "") -> dict[str, bytes]:
    stamp = stamp or str(int(time.time()))
    told = f"v0:{stamp}:".encode() + body
    sign = hmac.new(SECRET.encode(), told, hashlib.sha256).hexdigest()
    return {STAMP: stamp.encode(), SIGN: f"v0={sign}".encode(), "Content-Type": b"application/json"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {STAMP: b"now"},
        {STAMP: b""},
        {STAMP: "١٢٣".encode()},
        {STAMP: b"-1"},
        {STAMP: b"9" * 400},
        {STAMP: b"1e9"},
        {SIGN: b"v0="},
        {SIGN: "v0=ü".encode()},
        {SIGN: b"\xff\xfe"},
    ],
)
def test_a_header_that_slack_would_not_send_is_refused(
    slack: tuple[Slack, Assistant], headers: dict[str, bytes]
) -> None:
    body = b'{"type": "url_verification", "challenge": "x"}'
    assert send(slack[1], body, {**signed(body), **headers} if headers else {}) == 401
    assert send(slack[1], body, signed(body)) == 200


@pytest.mark.parametrize("body", [b"\xff\xfe", b"{", b"[]", b"7", b"null", b'"x"', b'{"event": 7}'])
def test_a_body_that_slack_would_not_send_is_refused(slack: tuple[Slack, Assistant], body: bytes) -> None:
    assert 400 <= send(slack[1], body, signed(body)) < 500


def test_no_traceback_is_logged(slack: tuple[Slack, Assistant]) -> None:
    log = Path(slack[1].environment["TANDEM_DB"]).with_name("server.log")
    assert "Traceback" not in log.read_text(encoding="utf-8")
