"""Numbers in the unit of time that the formulas want."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from tandem.nearby import NEAR, right_before
from tandem.numbers import Number
from tandem.spans import SPAN

MONTHS = {"day": 12 / 365, "week": 12 / 52, "month": 1.0, "quarter": 3.0, "year": 12.0}
DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "quarter": 91.0, "year": 365.0}
BREAK = re.compile(r"[,;.](?:\s|$)|\s(?:and|but)\s")  # ends a clause
_WHEN = r"\b(?:last|this|past|per|a|one|in the|each|every)"
_NAMED = re.compile(rf"{_WHEN}\s+(week|month|quarter|year)\b|\b(month|year)ly\b", re.IGNORECASE)
_WHEN_BEFORE = re.compile(rf"{_WHEN}\s*$", re.IGNORECASE)
_BEHIND = re.compile(r"\s*(week|month|quarter|year)\b", re.IGNORECASE)


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


def with_periods(text: str, found: Iterable[Number]) -> list[Number]:
    """Numbers of `text`, each with the period that is named beside it or else in its clause."""
    clauses = _Clauses(text)
    return [n if n.period else replace(n, period=clauses.period(n)) for n in found]


class _Clauses:
    """The clauses of a text and the periods named in them, found once for all of its numbers."""

    def __init__(self, text: str) -> None:
        self._text = text
        breaks = list(BREAK.finditer(text))
        self._starts = [0, *(match.end() for match in breaks)]
        self._ends = [*(match.start() for match in breaks), len(text)]
        self._named = list(_NAMED.finditer(text))
        self._places = [match.start() for match in self._named]

    def period(self, number: Number) -> str:
        """The period named in the clause of a number: before, around ("last 5 month") or behind it."""
        start, end = self._clause(number)
        if named := self._first(start, number.start):
            return named
        behind = self._text[number.end : number.end + NEAR]
        around = right_before(_WHEN_BEFORE, self._text, number.start) and _BEHIND.match(behind)
        beside = around or _NAMED.match(behind)
        return _unit(beside) if beside else self._first(number.end, end)

    def _first(self, start: int, end: int) -> str:
        """The first period that is named between two places, or ""."""
        first = bisect_left(self._places, start)
        named = self._named[first] if first < len(self._named) else None
        return _unit(named) if named and named.end() <= end else ""

    def _clause(self, number: Number) -> tuple[int, int]:
        """Where it starts and ends; a mark right before the number needs no space to end one."""
        marked = self._text.endswith((",", ";", "."), 0, number.start)
        start = self._starts[bisect_right(self._starts, number.start) - 1]
        end = self._ends[bisect_left(self._ends, number.end)]
        return number.start if marked else start, end


def _unit(named: re.Match[str]) -> str:
    return next(filter(None, named.groups())).lower()
