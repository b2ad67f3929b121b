"""Numbers in the unit of time that the formulas want."""

from __future__ import annotations

from dataclasses import replace

from tandem.numbers import Number
from tandem.spans import SPAN

MONTHS = {"day": 12 / 365, "week": 12 / 52, "month": 1.0, "quarter": 3.0, "year": 12.0}
DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "quarter": 91.0, "year": 365.0}


def amount_a_month(value: float, period: str) -> float:
    """An amount of a period, evenly spread."""
    return value / MONTHS[period]


def share_a_month(value: float, period: str) -> float:
    """The share that leaves each month where this one leaves in a period; above 1 as it is."""
    return 1 - (1 - value) ** (1 / MONTHS[period]) if value <= 1 else value


def in_days(text: str, number: Number) -> Number:
    """A number with a span of time behind it ("3 months") in days."""
    behind = SPAN.match(text, number.end)
    by = DAYS.get(behind[1].lower(), 1.0) if behind else 1.0
    return replace(number, value=number.value * by, low=number.low * by, high=number.high * by)
