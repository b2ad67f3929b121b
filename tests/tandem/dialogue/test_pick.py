from __future__ import annotations

import pytest

from tandem.dialogue import pick

ITEMS = ["the number of closed deals", "the revenue it brings in", "the customer acquisition cost"]


@pytest.mark.parametrize(
    ("text", "index", "bare"),
    [
        ("2", 1, True),
        ("number 3", 2, False),
        ("the first one", 0, False),
        ("the third", 2, False),
        ("step 2", 1, False),
        ("what is step three?", 2, False),
        ("and the second line?", 1, False),
        ("tell me about the last one", -1, False),
        ("explain the 4th point please", 3, False),
    ],
)
def test_a_place_is_understood(text: str, index: int, bare: bool) -> None:
    assert pick.place(text) == pick.Place(index, bare)


@pytest.mark.parametrize(
    "text", ["cost", "what is marketing", "the first thing marketing must do", "one", "which one is first", "12", ""]
)
def test_other_messages_name_no_place(text: str) -> None:
    assert pick.place(text) is None


def test_a_place_beyond_the_list_is_none() -> None:
    assert pick.Place(3, bare=False).among(3) is None
    assert pick.Place(-1, bare=False).among(3) == 2


@pytest.mark.parametrize(
    ("text", "item"),
    [("which of those is about cost", ITEMS[2]), ("the one about deals", ITEMS[0]), ("which one is about trust", None)],
)
def test_item(text: str, item: str | None) -> None:
    assert pick.item(text, ITEMS) == item
