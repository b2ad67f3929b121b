from __future__ import annotations

import pytest

from tandem.metrics import asked


@pytest.mark.parametrize(
    "text",
    [
        "how do i calculate it",
        "how is that computed?",
        "formula?",
        "whats the formula for that",
        "how to calculate",
        "and how would you work it out",
        "how do i actually figure that out for my company",
    ],
)
def test_how_it_is_worked_out(text: str) -> None:
    assert asked.formula(text)
    assert not asked.result(text)


@pytest.mark.parametrize(
    "text", ["calculate it for me", "ok can you work it out", "please compute that", "work out ours", "let's do it"]
)
def test_to_work_it_out(text: str) -> None:
    assert asked.result(text)
    assert not asked.formula(text)


@pytest.mark.parametrize(
    "text",
    [
        "what is a good one",
        "whats a good value",
        "and what should it be?",
        "is that good?",
        "what's normal",
        "is 2% good?",
        "so is $500 too high",
    ],
)
def test_what_a_good_value_is(text: str) -> None:
    assert asked.worth(text)


@pytest.mark.parametrize(
    "text",
    ["how do you measure success with customers in europe", "what is marketing", "why does it matter", "who does it"],
)
def test_something_else(text: str) -> None:
    assert [asked.formula(text), asked.result(text), asked.worth(text)] == [False] * 3
