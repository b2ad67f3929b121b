from __future__ import annotations

import pytest

from tandem.numbers import digits, numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("spent $20k won 40 customers, actually 50", [20_000, 50]),
        ("spent $20k won 40 customers, actually won 50", [20_000, 50]),
        ("spent $20k won 40 customers, sorry 25k", [25_000, 40]),
        ("spent $20k won 40 customers, actually $25k", [25_000, 40]),
        ("spent $20k, sorry, 25k and won 40", [25_000, 40]),
        ("lost 5 of 200 customers, actually 6 customers", [6, 200]),
        ("lost 5 of 200, actually lost 6", [6, 200]),
        ("lost 5 of 200, sorry 250", [5, 250]),
        ("lost 12 of 400, no wait, 14 of 400 customers", [14, 400]),
        ("lost 12 of 400, sorry, 14/420", [14, 420]),
        ("10 leads from 500 visits, actually 12 leads", [12, 500]),
        ("churn is 5%, no wait, 6", [6]),
        ("twelve of us, i meant fifteen", [15]),
        ("won 12, actually 13, sorry 14, and lost 20", [14, 20]),
    ],
)
def test_a_number_is_corrected_in_the_same_breath(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers(digits(text))] == values


@pytest.mark.parametrize(
    "text",
    [
        "spent $20k, actually we won 40",
        "won 12, lost 20 and 8 no decision",
        "we have 3 reps. actually, how do i align 2 teams",
        "12 people, actually 3 in sales",
        "team of 12, actually 2 sales 10 marketing",
        "our cycle is 2 weeks, actually 6 deals",
        "spent $20k in 2 months, sorry 30%",
    ],
)
def test_other_numbers_correct_none(text: str) -> None:
    assert digits(text) == text


def test_a_corrected_number_keeps_its_unit_its_period_and_its_word() -> None:
    assert digits("spent $20k, sorry, 25k on ads") == "spent $20k, sorry, 25k on ads"
    assert digits("spent $20k on ads, sorry, 25k on ads") == "spent $25k on ads ads"
    assert digits("40 customers, actually 50") == "50 customers"
    assert digits("$50 a month, sorry 60, margin 70%") == "$60 per month, margin 70%"
    assert digits("a cycle of 2 weeks, actually 6 months") == "a cycle of 6 months"
    assert digits("churn 5%, sorry 6") == "churn 6%"
