"""Sanic's reading of HTTP requests, which a malformed one can't bring to a standstill."""

from __future__ import annotations

import re

from sanic.compat import Header
from sanic.exceptions import InvalidUsage, SanicException
from sanic.http import Http
from sanic.server.protocols import http_protocol

LENGTH, CODING = "content-length", "transfer-encoding"
NAME = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+", re.IGNORECASE)


class StrictHttp(Http):
    """Refuses what Sanic 21.12 misreads.

    A negative Content-Length makes it loop forever, at the cost of everybody; one that is no
    number, an unknown Transfer-Encoding or a target that is no address are reported as its own
    failure; after a wrong chunk it reads on.
    """

    async def http1_request_header(self) -> None:
        """Read the head of a request.

        Raises:
            InvalidUsage: it isn't one.
        """
        try:
            await super().http1_request_header()
        except SanicException:
            raise
        except Exception as error:  # of the various parsers behind it
            self.url = None  # it may be what can't be read, and is read again for the answer
            raise InvalidUsage("Bad Request") from error
        if problem := _problem(self.request.headers):
            self.request_body = None  # else it would be read, which may never end
            raise InvalidUsage(problem)

    async def read(self) -> bytes | None:
        """Read a part of the body.

        Raises:
            InvalidUsage: a chunk is malformed; nothing more is read then.
        """
        try:
            return await super().read()
        except InvalidUsage:
            self.request_body = None
            raise


def _problem(headers: Header) -> str:
    """What makes it unclear where the body ends, "" if nothing does."""
    lengths, codings = headers.getall(LENGTH, []), headers.getall(CODING, [])
    if not all(NAME.fullmatch(name) for name in headers):
        return "a header's name isn't one"
    if len(lengths) + len(codings) > 1:
        return "there must be one Content-Length or one Transfer-Encoding"
    if not all(length.isascii() and length.isdigit() for length in lengths):
        return "Content-Length must be a number"
    return "" if codings in ([], ["chunked"]) else "the only known Transfer-Encoding is chunked"


def use_strict_http() -> None:
    """Let Sanic read requests so; it has no setting for it."""
    http_protocol.Http = StrictHttp  # type: ignore[misc]
