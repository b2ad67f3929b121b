"""Which of its numbers a message gives for which input."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from tandem.metrics.catalog import Catalog, Input, Metric
from tandem.numbers import Number, digits, numbers

NOT_NONE = ("no ", "of ", "had ")  # words for an input before which "no" does not mean none of it
FAR = 40  # characters between a number and the word that says what it is
OTHER_WAY = (
    4  # characters by which a word counts as farther, on the side of its number where the text does not set them
)
_BREAK = re.compile(r"[,;.](?:\s|$)|\s(?:and|but)\s")
_PERIOD = re.compile(
    r"\b(?:last|this|past|per|a|one|in the|each|every)\s+(week|month|quarter|year)\b|\b(month|year)ly\b"
)


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


def give(text: str, metric: Metric, catalog: Catalog) -> dict[str, Given]:
    """The inputs of `metric` that `text` gives, each by the number nearest to a word for it."""
    inputs = [catalog.inputs[id] for id in metric.inputs]
    text = _with_zeros(digits(text), inputs)
    found = [replace(n, period=n.period or _period(text, n)) for n in numbers(text)]
    if lists := [i for i in inputs if i.kind == "list"]:
        return _with_list(text, found, lists[0], [i for i in inputs if i.kind != "list"])
    return _nearest(text, found, inputs)


def meant(text: str, catalog: Catalog) -> Metric | None:
    """The metric that a text asks for.

    It is the one that the text names with all its needs; else the one that its numbers make; else the one it names.
    """
    named = catalog.named(text)
    if named and set(named.needs) <= set(give(text, named, catalog)):
        return named
    return infer(text, catalog) or named


def infer(text: str, catalog: Catalog) -> Metric | None:
    """The metric whose needs a text gives in full, each with a word for it; None where none or several are."""
    count = len(numbers(digits(text)))
    fitting = [m for m in catalog.metrics.values() if m.id != "traffic" and _complete(text, m, catalog, count)]
    most = max((len(m.needs) for m in fitting), default=0)
    best = [m for m in fitting if len(m.needs) == most]
    return best[0] if len(best) == 1 else None


def _complete(text: str, metric: Metric, catalog: Catalog, count: int) -> bool:
    given = give(text, metric, catalog)
    return all(id in given for id in metric.needs) and len(given) >= count


def _with_zeros(text: str, inputs: Iterable[Input]) -> str:
    """ "no leads" as "0 leads"."""
    words = [word for i in inputs if i.kind == "count" for word in i.words if not word.startswith(NOT_NONE)]
    if not words:
        return text
    return re.sub(rf"\b(?:no|not a single) (?=(?:new )?(?:{'|'.join(map(re.escape, words))})\b)", "0 ", text)


def _period(text: str, number: Number) -> str:
    """The period that is named in the clause of a number."""
    start = max((m.end() for m in _BREAK.finditer(text[: number.start])), default=0)
    rest = _BREAK.split(text[number.end :])[0]
    match = _PERIOD.search(text[start : number.start].lower() + " " + rest.lower())
    return (match[1] or match[2]) if match else ""


def _nearest(text: str, found: list[Number], inputs: Iterable[Input]) -> dict[str, Given]:
    """Pairs of number and input, nearest first, each used once."""
    inputs = list(inputs)
    leading = bool(found) and any(_said(word, text[: found[0].start].lower()) for i in inputs for word in i.words)
    pairs = [
        (distance, place, input)
        for place, number in enumerate(found)
        for input in inputs
        if _possible(number, input) and (distance := _distance(text, number, input, leading=leading)) is not None
    ]
    given: dict[str, Given] = {}
    used: set[int] = set()
    for _, place, input in sorted(pairs, key=lambda pair: (pair[0], pair[1], pair[2].id)):
        if place not in used and input.id not in given:
            given[input.id] = Given.of(found[place], input.kind)
            used.add(place)
    return given


def _with_list(text: str, found: list[Number], wanted: Input, others: list[Input]) -> dict[str, Given]:
    rest = _nearest(text, found, others)
    taken = {value for given in rest.values() for value in given.values}
    listed = [number for number in found if number.value not in taken]
    return {**rest, **({wanted.id: Given.listed(listed)} if listed else {})}


def _possible(number: Number, input: Input) -> bool:
    """Whether the unit of a number allows it to be this input."""
    if number.unit == "%":
        return input.kind == "rate"
    return input.kind in ("money", "number") if number.unit else True


def _distance(text: str, number: Number, input: Input, *, leading: bool) -> float | None:
    """Characters to the nearest word for `input`, None where there is none near in the same clause.

    `leading`: whether the text sets words before their numbers rather than behind them.
    """
    ahead = _BREAK.split(text[number.end : number.end + FAR].lower())[0]
    behind = _BREAK.split(text[max(0, number.start - FAR) : number.start].lower())[-1]
    found = []
    for word in input.words:
        longer = len(word) / 100  # of two words at one place the longer one is meant
        if _said(word, text[number.start : number.end].lower()):
            found.append(-longer)
        if (place := _said(word, ahead)) and not word.endswith("#"):
            found.append(place.start() + (OTHER_WAY if leading else 0) - longer)
        if places := list(_word(word).finditer(behind)):
            found.append(len(behind) - places[-1].end() + (0 if leading else OTHER_WAY) - longer)
    return min(found, default=None)


def _said(word: str, text: str) -> re.Match[str] | None:
    return _word(word).search(text)


@cache
def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word.removesuffix(' #'))}\b")
