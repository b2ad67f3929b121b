"""Requests whose end is unclear, sent as they are."""

from __future__ import annotations

import socket

import pytest

from launch.assistant import Assistant
from launch.ports import LOCAL

HEAD = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: localhost\r\n"
BODY = b'{"sender": "raw", "message": "hi"}'
GOOD = b"Content-Length: %d\r\n\r\n" % len(BODY)


def answer(assistant: Assistant, sent: bytes) -> bytes:
    """The first line of the answer; the server must answer others afterwards."""
    with socket.create_connection((LOCAL, assistant.port), timeout=20) as connection:
        connection.sendall(sent)
        return connection.recv(65536).split(b"\r\n")[0]


def test_a_proper_request_is_answered(assistant: Assistant) -> None:
    assert answer(assistant, HEAD + GOOD + BODY) == b"HTTP/1.1 200 OK"


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 1e3\r\n\r\n",
        b"Content-Length: +5\r\n\r\n",
        b"Content-Length:\r\n\r\n",
        b"Content-Length: 3\r\n" + GOOD,
        b"Transfer-Encoding: chunked\r\n" + GOOD,
        b"Transfer-Encoding: gzip\r\n\r\n",
        b"Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"Content-Length : 3\r\n\r\n",
        b"a\x00b: 1\r\n" + GOOD,
        b": 1\r\n" + GOOD,
    ],
)
def test_a_request_whose_end_is_unclear_is_refused(assistant: Assistant, rest: bytes) -> None:
    assert answer(assistant, HEAD + rest + BODY).startswith(b"HTTP/1.1 400 ")
    assert answer(assistant, HEAD + GOOD + BODY) == b"HTTP/1.1 200 OK"


@pytest.mark.parametrize("target", [b"/\xff", b"http://[::1"])
def test_a_target_that_is_no_address_is_refused(assistant: Assistant, target: bytes) -> None:
    sent = b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert answer(assistant, sent).split(b" ")[1] in (b"400", b"404")
