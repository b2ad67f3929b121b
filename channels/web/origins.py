"""Which pages may use the assistant."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

METHODS, HEADERS = "GET, POST, DELETE", "Authorization, Content-Type, X-Tandem-Key"
HOUR = "3600"


class Origins:
    """The own page, and the origins that were allowed ("https://shop.example").

    Raises:
        ValueError: one of them is no origin.
    """

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowed = frozenset(origin.strip().rstrip("/") for origin in allowed if origin.strip())
        for origin in self._allowed:
            parts = urlsplit(origin)
            if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
                raise ValueError(f"TANDEM_ORIGINS: {origin!r} is no origin; write it like https://shop.example")

    def allow(self, origin: str | None, host: str) -> bool:
        """Whether a request from a page of `origin` may come to the server called `host`; programs send no origin."""
        return origin is None or origin in self._allowed or origin.partition("://")[2] == host

    def headers(self, origin: str | None) -> dict[str, str]:
        """The headers that let the browser hand an answer to a page of another origin."""
        if origin not in self._allowed or origin is None:
            return {"Vary": "Origin"}
        return {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": HEADERS,
            "Access-Control-Expose-Headers": "Retry-After",
            "Access-Control-Max-Age": HOUR,
            "Vary": "Origin",
        }
