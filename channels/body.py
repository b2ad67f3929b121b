"""Bodies of requests, as far as all channels check them alike."""

from __future__ import annotations

import json
from typing import Any

from sanic.request import Request

from channels.errors import Refused

MOST_BYTES = 16_384
MOST_CHARACTERS = 2_000  # of a message
MOST_LEVELS = 20  # of objects and lists in each other; deeper ones couldn't be read back later


def parse(request: Request) -> Any:
    """The body of a request as JSON.

    Raises:
        Refused: it is too large (413), or no JSON of proper Unicode text (400).
    """
    if len(request.body) > MOST_BYTES:
        raise Refused(413, "too_large", f"the body has more than {MOST_BYTES} bytes")
    try:
        body = json.loads(request.body)
        json.dumps(body, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        where = f": {error.msg} at {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        told = f"the body isn't JSON of proper Unicode text{where}"
        raise Refused(400, "invalid", told) from error
    if _levels(body) > MOST_LEVELS:
        raise Refused(400, "invalid", f"the body is nested more than {MOST_LEVELS} levels deep")
    return body


def _levels(body: Any) -> int:
    """How deep objects and lists lie in each other; 0 for a plain value."""
    levels, inner = 0, [body]
    while inner := [part for part in inner if isinstance(part, dict | list)]:
        levels += 1
        inner = [value for part in inner for value in (part.values() if isinstance(part, dict) else part)]
    return levels
