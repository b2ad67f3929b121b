"""Requests as bytes, sent as they are."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse

from launch.ports import LOCAL

Headers = list[tuple[str, bytes]]
LIMIT = 15.0  # seconds for an answer


@dataclass(frozen=True)
class Request:
    """A request, and what is wrong with it ("" where nothing is).

    `patience` is how long an answer is waited for, in seconds.
    """

    data: bytes
    wrong: str = ""
    patience: float = LIMIT


@dataclass(frozen=True)
class Reply:
    """A status, None where none came, and a body; `silent` where the connection was kept, too."""

    status: int | None
    body: bytes = b""
    silent: bool = False


def written(
    path: str | bytes,
    headers: Headers,
    body: bytes = b"",
    *,
    method: str = "POST",
    version: bytes = b"HTTP/1.1",
    end: bytes = b"\r\n",
) -> bytes:
    """The bytes of a request, with a length and the end of the connection where none is named."""
    named = {name.lower() for name, _ in headers}
    length = str(len(body)).encode()
    added = (("Host", LOCAL.encode()), ("Connection", b"close"), ("Content-Length", length))
    whole = [*headers, *((name, value) for name, value in added if name.lower() not in named)]
    place = path if isinstance(path, bytes) else path.encode()
    lines = [b" ".join((method.encode(), place, version))]
    lines += [name.encode() + b": " + value for name, value in whole]
    return end.join(lines) + 2 * end + body


def send(port: int, request: Request) -> Reply:
    """What is answered to a request; nothing where the connection ends or says nothing HTTP is."""
    try:
        with socket.create_connection((LOCAL, port), timeout=request.patience) as connection:
            _write(connection, request.data)
            with HTTPResponse(connection) as response:
                response.begin()
                return Reply(response.status, response.read())
    except TimeoutError:
        return Reply(None, silent=request.patience == LIMIT)
    except (OSError, HTTPException, ValueError):
        return Reply(None)


def _write(connection: socket.socket, data: bytes) -> None:
    try:
        connection.sendall(data)
    except (BrokenPipeError, ConnectionResetError):
        return  # it has heard enough, and may have said why
