"""What the words of a message, rather than its numbers, say against a computation."""

from __future__ import annotations

import re
from datetime import date

from tandem.dialogue.message import Message
from tandem.metrics.outcome import Finding
from tandem.numbers import digits, numbers

_PARTIAL = re.compile(
    r"\b(?:so far this|(?:month|quarter|year|week) (?:so far|is(?:n'?t| not) over)|until today)\b", re.I
)
_GAP = re.compile(
    r"\b(?:is missing|are missing|no (?:data|figures|numbers) for|missing (?:month|week|quarter))\b", re.I
)
_BOTH = re.compile(r"\bwith(?:out)?\b(?: \w+)? salar\w+.*\bwith(?:out)?\b(?: \w+)? (?:salar\w+|them)\b", re.I | re.S)
_BENCHMARK = re.compile(r"\b(?:benchmark|typical|average|normal|usual|good)\b", re.I)
_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def noticed(message: Message, *, today: date) -> list[Finding]:
    """The edge cases that a message names in words."""
    text = message.text
    found = [Finding("partial")] if _PARTIAL.search(text) else []
    currencies = {number.unit for number in numbers(digits(text))} - {"", "%"}
    found += [Finding("currency", stops=True)] if len(currencies) > 1 else []
    found += [Finding("gap", stops=True)] if _GAP.search(text) else []
    found += [Finding("variant-clash", stops=True)] if _contrasts(text) else []
    return [*found, *([Finding("future-date", stops=True)] if _wrong_dates(text, today) else [])]


def asks_benchmark(message: Message) -> bool:
    """Whether a message asks what is usual in a trade."""
    return bool(_BENCHMARK.search(message.text)) and any(e.label == "industry" for e in message.entities)


def _contrasts(text: str) -> bool:
    match = _BOTH.search(text)
    return match is not None and "without" in match[0].lower() and bool(re.search(r"\bwith\b", match[0], re.IGNORECASE))


def _wrong_dates(text: str, today: date) -> bool:
    try:
        dates = [date(*map(int, found)) for found in _DATE.findall(text)]
    except ValueError:
        return True
    return any(day > today for day in dates) or (len(dates) > 1 and dates[0] > dates[-1])
