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
    [
        "how do you measure success with customers in europe",
        "how do they measure success?",
        "how do they work this out between them when they disagree",
        "how do you determine it's a good lead",
        "can you do that without a crm?",
        "do that many companies do it?",
        "what should our goal be?",
        "is 5 people ok for a team?",
        "is it normal that sales and marketing fight?",
        "is 10 reps too high?",
        "is that a lot of work",
        "what is marketing",
        "why does it matter",
        "who does it",
    ],
)
def test_something_else(text: str) -> None:
    assert [asked.formula(text), asked.result(text), asked.worth(text)] == [False] * 3


@pytest.mark.parametrize(
    "text",
    [
        "one moment please",
        "what is a good one",
        "is 2% good",
        "we are 12 people",
        "3 people work in sales",
        "i have 1 question",
    ],
)
def test_a_number_that_answers_nothing(text: str) -> None:
    assert asked.speaks_aside(text)


@pytest.mark.parametrize(
    "text", ["40", "about 40", "40 people", "we're at 40", "we won 40", "how about 40?", "one", "40 i think"]
)
def test_a_number_that_is_an_answer(text: str) -> None:
    assert not asked.speaks_aside(text)
