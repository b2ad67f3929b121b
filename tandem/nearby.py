"""What stands right before a place in a text, without reading all that comes before."""

from __future__ import annotations

import re

NEAR = 60  # characters before a place that are looked at


def right_before(ending: re.Pattern[str], text: str, place: int) -> re.Match[str] | None:
    """The match of a pattern that ends with `$`, as if `text` ended at `place`."""
    return ending.search(text, max(0, place - NEAR), place)
