"""The numbers in a text: written in digits or words, with their unit, as ranges, per month or per year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from text_to_num import alpha2digit

from tandem.corrections import corrected
from tandem.nearby import right_before

_FACTORS = {"k": 1e3, "thousand": 1e3, "grand": 1e3, "m": 1e6, "mio": 1e6, "mn": 1e6, "million": 1e6, "millions": 1e6}
_FACTORS |= {"bn": 1e9, "billion": 1e9}
_CURRENCIES = {"$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "bucks": "USD"}
_CURRENCIES |= {"€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR"}
_CURRENCIES |= {"£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "quid": "GBP"}
_MARK = "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))
_DIGITS = r"\d+(?:[.,' ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+[.,]\d+|\d+|[.,]\d+"
_PERIODS = {"day": "day", "daily": "day", "week": "week", "weekly": "week", "month": "month", "monthly": "month"}
_PERIODS |= {"mo": "month", "quarter": "quarter", "quarterly": "quarter", "year": "year", "yearly": "year"}
_PERIODS |= {"annual": "year", "annually": "year", "annum": "year", "yr": "year", "pa": "year", "p.a": "year"}
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<minus>-|minus\s+)?(?P<before>(?:{_MARK})\s*)?(?P<minus2>-)?(?P<digits>{_DIGITS})(?!e\d)"
    rf"(?:\s*(?P<factor>{'|'.join(_FACTORS)})(?![a-z]))?"
    rf"(?:\s*(?P<unit>%|percent\b|per\s?cent\b|pct\b|{_MARK})(?![a-z]))?"
    rf"(?:\s*(?:per|a|an|each|/|every|in a|p\.)\s*(?P<period>{'|'.join(_PERIODS)})\b"
    rf"|\s+(?P<adverb>monthly|yearly|annually|quarterly|weekly|daily)\b)?",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:-|to|or|and|till|until)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s*$", re.IGNORECASE)
TOO_LARGE = 1e15  # for a quantity; nothing could be computed with one of hundreds of digits
LATELY = 16  # texts whose numbers are kept: a message is read for one metric after the other


@dataclass(frozen=True)
class Number:
    """A number in a text.

    Attributes:
        value: of a range, its middle; percent as written (25 for "25 %").
        low, high: the ends of a range, otherwise the value.
        unit: a currency code ("USD", "EUR", "GBP"), "%", or "".
        period: "day" to "year" where one is named beside it, or "".
        start, end: where it stands in the text that `digits` gave.
    """

    value: float
    low: float
    high: float
    unit: str
    period: str
    start: int
    end: int

    @property
    def ranged(self) -> bool:
        return self.low != self.high


@lru_cache(maxsize=LATELY)
def digits(text: str) -> str:
    """`text` with its numbers in digits; a dozen is 12, half a year 6 months, "40 deals, sorry, 50" 50 deals."""
    text = re.sub(r"\ba (?:dozen|couple)\b", lambda m: "12" if "dozen" in m[0] else "2", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(?:two|2) dozen\b", "24", text, flags=re.IGNORECASE)
    text = re.sub(r"(\d)\s+(million|billion|thousand|grand)\b", r"\1\2", text, flags=re.IGNORECASE)
    text = re.sub(r"\bhalf a year\b", "6 months", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(half a|a quarter of a) million\b", lambda m: "500000" if "half" in m[1] else "250000", text)
    return corrected(str(alpha2digit(text, "en", threshold=0)), _between)


def numbers(text: str) -> list[Number]:
    """The numbers of a text that `digits` gave, in order; the two ends of a range are one number."""
    return list(_numbers(text))


@lru_cache(maxsize=LATELY)
def _numbers(text: str) -> tuple[Number, ...]:
    return tuple(_between(text, 0, len(text)))


def _between(text: str, start: int, end: int) -> list[Number]:
    """The numbers between two places of a text, as far as they can be quantities."""
    found = map(_number, _NUMBER.finditer(text, start, end))
    return _joined([number for number in found if abs(number.value) < TOO_LARGE], text)


def _number(match: re.Match[str]) -> Number:
    value = plain(match["digits"]) * _FACTORS.get((match["factor"] or "").lower(), 1)
    value = -value if match["minus"] or match["minus2"] else value
    mark = (match["before"] or match["unit"] or "").strip().lower()
    unit = _CURRENCIES.get(mark, "%" if mark else "")
    period = _PERIODS.get((match["period"] or match["adverb"] or "").lower(), "")
    return Number(value, value, value, unit, period, match.start(), match.end())


def plain(text: str) -> float:
    """The value of digits with separators, English ("1,234.5") or European ("1.234,5").

    Of one separator with three digits behind it, it is taken for thousands ("1.500" is 1500), unless it follows a zero.
    """
    text = re.sub(r"[' ]", "", text)
    marks = re.findall(r"[.,]", text)
    if len(set(marks)) == 2:
        last = marks[-1]
        return float(text.replace("," if last == "." else ".", "").replace(last, "."))
    if not marks:
        return float(text)
    whole, *rest = re.split(r"[.,]", text)
    thousands = whole.strip("0") and all(len(part) == 3 for part in rest)
    return float("".join((whole, *rest))) if thousands else float(f"{whole or 0}.{rest[0]}")


def _joined(found: list[Number], text: str) -> list[Number]:
    joined: list[Number] = found[:1]
    for before, number in pairwise(found):
        between = text[before.end : number.start]
        if joined[-1] is before and before.low <= number.high and _is_range(text, before, between):
            joined[-1] = _range(before, number)
        else:
            joined.append(number)
    return joined


def _is_range(text: str, before: Number, between: str) -> bool:
    if between.strip().lower() == "and":
        return bool(right_before(_BETWEEN, text, before.start))
    if between.strip().lower() == "to" and right_before(_FROM, text, before.start):
        return False  # "from 10 to 12" tells two numbers
    return bool(_TO.fullmatch(between))


def _range(low: Number, high: Number) -> Number:
    """ "20-30k" means 20k to 30k."""
    factor = 1e3 if high.value >= 1e3 and low.value < 1e3 and low.value * 1e3 <= high.value else 1
    bottom = low.value * factor
    return replace(high, value=(bottom + high.value) / 2, low=bottom, unit=high.unit or low.unit, start=low.start)
