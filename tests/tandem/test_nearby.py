from __future__ import annotations

import re

import pytest

from tandem.nearby import NEAR, right_before

FROM = re.compile(r"\bfrom\s*$")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from 5", True),
        ("from  5", True),
        ("from a 5", False),
        ("from" + " " * NEAR + "5", False),
        ("x" * (NEAR - 4) + "from5", False),
        ("x" * 3 + "from" + " " * (NEAR - 4) + "5", False),
    ],
)
def test_a_place_is_looked_at_from_near_with_whole_words(text: str, found: bool) -> None:
    assert (right_before(FROM, text, text.index("5")) is not None) == found
