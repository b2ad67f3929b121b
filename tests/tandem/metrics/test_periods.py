from __future__ import annotations

import pytest

from tandem.metrics.periods import with_periods
from tandem.numbers import numbers


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("spent 500 last month", ["month"]),
        ("last quarter we spent 500 and won 4", ["quarter", ""]),
        ("we lost 5 and won 3 this year", ["", "year"]),
        ("500 a week, 20 yearly", ["week", "year"]),
        ("each 5 month, 6", ["month", ""]),
        ("in 60monthly 7", ["month", ""]),
        ("past week 1 2 3, 4 5 per annum", ["week", "week", "week", "", "year"]),
        ("weekly 5", [""]),
    ],
)
def test_a_number_is_of_the_period_named_in_its_clause(text: str, periods: list[str]) -> None:
    assert [number.period for number in with_periods(text, numbers(text))] == periods
