"""The checks of these tests find what is wrong."""

from __future__ import annotations

import pytest

from tests.reliability.checks import difference, wrong_plan
from tests.reliability.people import Outcome, Sent
from tests.reliability.stored import Turn

FIRST = Sent("first", Outcome.ANSWERED, ("one", "more"))
LOST = Sent("lost", Outcome.BROKEN)
REFUSED = Sent("refused", Outcome.REFUSED)
LAST = Sent("last", Outcome.ANSWERED, ("two",))
SENT = [FIRST, LOST, REFUSED, LAST]
KEPT = [Turn("first", ["one\n\nmore"]), Turn("last", ["two"])]
ADDED = Sent("add the first to my plan", Outcome.ANSWERED, ("Added to your plan: x.",))
UNSURE = Sent("add the second to my plan", Outcome.BROKEN)


def test_what_was_acknowledged_is_all_that_must_be_stored() -> None:
    assert difference(SENT, KEPT) == ""


def test_what_broke_may_be_stored_once_and_whole() -> None:
    first, last = KEPT
    lost = Turn("lost", ["said"])
    assert difference(SENT, [first, lost, last]) == ""
    assert difference(SENT, [first, lost, lost, last])
    assert difference(SENT, [first, Turn("lost", []), last])
    assert difference(SENT, [first, lost, last], broken_may_be_stored=False)


@pytest.mark.parametrize(
    "stored",
    [
        KEPT[:1],
        KEPT[::-1],
        [*KEPT, KEPT[1]],
        [KEPT[0], *KEPT],
        [KEPT[0], Turn("refused", ["said"]), KEPT[1]],
        [KEPT[0], Turn("last", ["other"])],
        [KEPT[0], Turn("last", [])],
    ],
    ids=["lost", "order", "last twice", "first twice", "refused", "other reply", "no reply"],
)
def test_anything_else_is_found(stored: list[Turn]) -> None:
    assert difference(SENT, stored)


@pytest.mark.parametrize(
    ("said", "shown", "right"),
    [
        ([], "Your plan is empty", True),
        ([ADDED], "Your plan has one practice:", True),
        ([ADDED, UNSURE], "Your plan has one practice:", True),
        ([ADDED, UNSURE], "Your plan has 2 practices:", True),
        ([ADDED], "Your plan has 2 practices:", False),
        ([ADDED, UNSURE], "Your plan has 3 practices:", False),
        ([ADDED], "Your plan is empty", False),
    ],
)
def test_a_plan_is_compared_with_what_was_added(
    said: list[Sent],
    shown: str,
    right: bool,
) -> None:
    sent = [*said, Sent("show my plan", Outcome.ANSWERED, (shown,))]
    assert (wrong_plan(sent) == "") == right
