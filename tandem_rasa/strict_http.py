"""Sanic's reading of HTTP requests, which a malformed one can't bring to a standstill."""

from __future__ import annotations

from sanic.exceptions import InvalidUsage, SanicException
from sanic.http import Http
from sanic.server.protocols import http_protocol

LENGTH = "content-length"


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
        length = self.request.headers.get(LENGTH, "0")
        if not (length.isascii() and length.isdigit()):
            self.request_body = None  # else it would be read, which is what never ends
            raise InvalidUsage("Content-Length must be a number")

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


def use_strict_http() -> None:
    """Let Sanic read requests so; it has no setting for it."""
    http_protocol.Http = StrictHttp  # type: ignore[misc]
