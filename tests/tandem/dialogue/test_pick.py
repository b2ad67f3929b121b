from __future__ import annotations

import pytest

from tandem.dialogue import pick

ITEMS = ["the number of closed deals", "the revenue it brings in", "the customer acquisition cost"]


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("2", 1),
        ("number 3", 2),
        ("the first one", 0),
        ("tell me about the last one", 2),
        ("the fifth", None),
        ("cost", None),
    ],
)
def test_position(text: str, index: int | None) -> None:
    assert pick.position(text, len(ITEMS)) == index


@pytest.mark.parametrize(
    ("text", "item"),
    [("which of those is about cost", ITEMS[2]), ("the one about deals", ITEMS[0]), ("which one is about trust", None)],
)
def test_item(text: str, item: str | None) -> None:
    assert pick.item(text, ITEMS) == item
