"""Which of its numbers a message gives for which input."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from tandem.metrics.catalog import Catalog, Input, Metric
from tandem.metrics.periods import BREAK, DAYS, amount_a_month, in_days, share_a_month, with_periods
from tandem.nearby import right_before
from tandem.numbers import Number, digits, numbers

NOT_NONE = ("no ", "of ", "had ")  # words for an input before which "no" does not mean none of it
FAR = 40  # characters between a number and the word that says what it is
NOT_AT_ALL = 1e6  # cost of a pair that is none
MINUTES = {"minute": 1.0, "min": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0}

_WINS = re.compile(r"\b(?:win|wins|won|deals?|closed?)\b", re.IGNORECASE)
_OF = re.compile(
    r"\b(\d+)\s*(?:/|of|out of)\s*(?:our |the |these )?(\d+)(?=\s*(?:(?:decided )?deals?\b|decided\b|[,.;:!?]|$))", re.I
)
_SPANS = "|".join((*MINUTES, *DAYS))
_LISTED = re.compile(rf"\s*(?:-\s*)?(?:$|[,.;:!?&)]|(?:and|or|to|then|(?:{_SPANS})s?)\b)", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\b(?:in|of|for|since|q[1-4]|last|year)\s*$", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(?:day|week|month|quarter|year)s?\b", re.IGNORECASE)
_LENGTH_BEFORE = re.compile(r"\b(?:over|in|last|past|within|for|the)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Given:
    """A number that was given; `values` holds all of a list. Rates are fractions."""

    value: float
    low: float
    high: float
    unit: str = ""
    period: str = ""
    values: tuple[float, ...] = ()

    @classmethod
    def of(cls, number: Number, kind: str) -> Given:
        """A number as an input of this kind: a rate is read as per cent where it says so or is above 1."""
        percent = kind == "rate" and (number.unit == "%" or number.value > 1)
        by = 100 if percent else 1
        return cls(number.value / by, number.low / by, number.high / by, number.unit, number.period, (number.value,))

    def in_time_of(self, input: Input) -> Given:
        """The same for a month, where it was given for another period and `input` is for a month."""
        if input.time != "month" or self.period in ("", "month"):
            return self
        of_month = share_a_month if input.kind == "rate" else amount_a_month
        value, low, high = (of_month(number, self.period) for number in (self.value, self.low, self.high))
        return replace(self, value=value, low=low, high=high, period="month")

    @classmethod
    def listed(cls, found: list[Number]) -> Given:
        """Several numbers as one list; its value is their mean."""
        values = tuple(number.value for number in found)
        mean = sum(values) / len(values)
        return cls(mean, min(values), max(values), values=values)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Given:
        return cls(**{**data, "values": tuple(data["values"])})


def give(text: str, metric: Metric, catalog: Catalog, *, named: bool = False) -> dict[str, Given]:
    """The inputs of `metric` that `text` gives, each by the number nearest to a word for it.

    Where the metric is `named` and a number is left over for the last need, it is taken for that, unless it is said to
    be something else.
    """
    inputs = [catalog.inputs[id] for id in metric.inputs]
    text = _with_zeros(_without_names(digits(text), metric), inputs)
    if named or _WINS.search(text):
        text = won_of_all(text, metric)
    found = with_periods(text, [n for n in numbers(text) if not is_date(text, n)])
    if lists := [i for i in inputs if i.kind == "list"]:
        return _with_list(text, found, lists[0], [i for i in inputs if i.kind != "list"])
    given, left = _nearest(text, found, inputs)
    missing = [catalog.inputs[id] for id in metric.needs if id not in given]
    if named and missing and len(missing) == len(left) and all(map(_possible, left, missing)):
        others = [other for other in catalog.inputs.values() if other not in inputs]
        if not any(_is_called(text, number, other) for number in left for other in others):
            given |= {input.id: Given.of(number, input.kind) for number, input in zip(left, missing)}
    return given


def _without_names(text: str, metric: Metric) -> str:
    """`text` without the metric's own names, whose words could be taken for inputs; its length stays."""
    for name in sorted(metric.names, key=len, reverse=True):
        pattern = r"\W+".join(map(re.escape, name.split()))
        text = re.sub(rf"\b{pattern}(?: rate)?\b", lambda match: " " * len(match[0]), text, flags=re.IGNORECASE)
    return text


def is_date(text: str, number: Number) -> bool:
    """Whether a number is a year, a quarter's number, or the length of a period."""
    if number.unit:
        return False
    year = 1990 <= number.value <= 2040 and bool(right_before(_YEAR_BEFORE, text, number.start))
    length = _LENGTH.match(text, number.end)
    return year or bool(length and right_before(_LENGTH_BEFORE, text, number.start))


def _with_zeros(text: str, inputs: Iterable[Input]) -> str:
    """ "no leads" as "0 leads"."""
    words = [word for i in inputs if i.kind == "count" for word in i.words if not word.startswith(NOT_NONE)]
    if not words:
        return text
    return re.sub(rf"\b(?:no|not a single) (?=(?:new )?(?:{'|'.join(map(re.escape, words))})\b)", "0 ", text)


def _nearest(text: str, found: list[Number], inputs: list[Input]) -> tuple[dict[str, Given], list[Number]]:
    """Numbers and inputs paired so that words and numbers lie as near as they can, and the numbers left over."""
    said = text.lower()
    heard = [replace(i, words=tuple(w for w in i.words if _bare(w) in said)) for i in inputs]
    if not found or not any(input.words for input in heard):
        return {}, found
    costs = np.array([_costs(text, number, heard) for number in found])
    pairs = [(row, column) for row, column in zip(*linear_sum_assignment(costs)) if costs[row, column] < NOT_AT_ALL]
    used = {row for row, _ in pairs}
    given = {inputs[column].id: taken(text, found[row], inputs[column]) for row, column in pairs}
    return given, [number for row, number in enumerate(found) if row not in used]


def taken(text: str, number: Number, input: Input) -> Given:
    """A number of `text` as an input; a span of time behind it ("3 months") in days where these are asked for."""
    return Given.of(in_days(text, number) if input.time == "day" else number, input.kind)


def _costs(text: str, number: Number, inputs: Iterable[Input]) -> list[float]:
    """The cost of a number as each of `inputs`, whose words are those that `text` holds at all."""
    ahead = BREAK.split(text[number.end : number.end + FAR].lower(), maxsplit=1)[0]
    behind = BREAK.split(text[max(0, number.start - FAR) : number.start].lower())[-1]
    around = behind, text[number.start : number.end].lower(), ahead
    return [_cost(_distance(input.words, *around) if _possible(number, input) else None) for input in inputs]


def _cost(distance: float | None) -> float:
    return NOT_AT_ALL if distance is None else math.sqrt(1 + max(distance, -1))  # one near pair is worth a far one


def _is_called(text: str, number: Number, input: Input) -> bool:
    """Whether a word for `input` stands right behind a number ("200 opportunities")."""
    behind = re.match(r"\W*(?:new |closed |total )?", text[number.end :])
    rest = text[number.end + (behind.end() if behind else 0) :].lower()
    return any(_word(word).match(rest) for word in input.words if not word.endswith("#"))


def won_of_all(text: str, metric: Metric) -> str:
    """ "12 of 40 deals" as "12 won, 28 lost" for a metric that needs both; of 40 opportunities some may be open."""
    if not {"won", "lost"} <= set(metric.needs):
        return text

    def told(match: re.Match[str]) -> str:
        won, decided = int(match[1]), int(match[2])
        return f"{won} won, {decided - won} lost " if won <= decided else match[0]

    return _OF.sub(told, text, count=1)


def _with_list(text: str, found: list[Number], wanted: Input, others: list[Input]) -> dict[str, Given]:
    rest, left = _nearest(text, found, others) if others else ({}, found)
    left = [number for number in left if _LISTED.match(text, number.end)]
    listed = _scaled(text, left, MINUTES if wanted.id == "minute_list" else DAYS)
    return {**rest, **({wanted.id: Given.listed(listed)} if listed else {})}


def _scaled(text: str, found: list[Number], units: Mapping[str, float]) -> list[Number]:
    """Numbers in the unit behind each or, where none stands there, in the last one of `text`."""
    unit = rf"\b({'|'.join(units)})s?\b"
    behind = re.compile(rf"\W*{unit}", re.IGNORECASE)
    anywhere = re.findall(unit, text, re.IGNORECASE)
    last = units[anywhere[-1].lower()] if anywhere else 1.0
    matches = (behind.match(text[number.end : number.end + FAR]) for number in found)
    scales = (units[match[1].lower()] if match else last for match in matches)
    return [replace(n, value=n.value * scale) for n, scale in zip(found, scales)]


def _possible(number: Number, input: Input) -> bool:
    """Whether the unit of a number allows it to be this input."""
    if number.unit == "%":
        return input.kind == "rate"
    return input.kind in ("money", "number") if number.unit else True


def _distance(words: Iterable[str], behind: str, number: str, ahead: str) -> float | None:
    """Characters to the nearest of `words`, None where there is none near in the same clause."""
    found = []
    for word in words:
        longer = len(word) / 100  # of two words at one place the longer one is meant
        if _said(word, number):
            found.append(-longer)
        if (place := _said(word, ahead)) and not word.endswith("#"):
            found.append(place.start() - longer)
        if places := list(_word(word).finditer(behind)):
            found.append(len(behind) - places[-1].end() - longer)
    return min(found, default=None)


def _said(word: str, text: str) -> re.Match[str] | None:
    return _word(word).search(text)


@cache
def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(_bare(word))}\b")


def _bare(word: str) -> str:
    """A word for an input without the mark that it stands before the number only."""
    return word.removesuffix(" #")
