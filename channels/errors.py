"""Requests that are refused, and how that is told as JSON."""

from __future__ import annotations

from sanic import response
from sanic.response import HTTPResponse


class Refused(Exception):
    """A request that is not carried out.

    Args:
        code: what a program tells it by.
        message: what is wrong and what to do, for who writes one.
        seconds: after which to try again.
    """

    def __init__(self, status: int, code: str, message: str, *, seconds: int | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.seconds = status, code, message, seconds

    def response(self) -> HTTPResponse:
        """The refusal as JSON."""
        headers = {} if self.seconds is None else {"Retry-After": str(self.seconds)}
        return response.json({"error": {"code": self.code, "message": self.message}}, self.status, headers)
