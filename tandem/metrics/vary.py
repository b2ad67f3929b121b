"""What is said about a figure that was just told: another number for it, or what to think of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from tandem.metrics.catalog import Catalog, Metric
from tandem.metrics.given import Given, give
from tandem.numbers import digits, numbers

_LEADS = r"\W*(?:(?:ok|okay|so|and|but|now|hm+)\W+)*"
_VARIES = re.compile(
    _LEADS
    + r"(?:what if|if|suppose|imagine|say|with|how about|what about|what would|make (?:it|that)|no|actually|sorry)\b",
    re.IGNORECASE,
)
_FIGURE, _WORTH = r"(?:that|this|it|these)", r"(?:good|bad|ok|okay|normal|high|low|much|lot|fine|usual|healthy)"
_JUDGES = re.compile(
    rf"\b(?:is|isn'?t|are|was) {_FIGURE}\b.*\b{_WORTH}\b|\bgood or bad\b|\bhow (?:good|bad) is {_FIGURE}\b",
    re.IGNORECASE,
)
_ABOUT = r"(?:it'?s|that'?s|that was|for|in|per|the|a|an|one|last|this|whole)"
_PERIOD = re.compile(rf"(?:{_ABOUT} )*(week|month|quarter|year)(?:ly)?", re.IGNORECASE)


def judges(text: str) -> bool:
    """Whether a text asks what to think of the figure."""
    return bool(_JUDGES.search(text)) and not numbers(digits(text))


def varied(text: str, metric: Metric, given: Mapping[str, Given], catalog: Catalog) -> dict[str, Given]:
    """The inputs of `metric` that a text changes, in the currency and period given before where it names none."""
    if period := _PERIOD.fullmatch(text.strip(" .!?")):
        return {id: replace(number, period=period[1].lower()) for id, number in given.items()}
    if not _VARIES.match(text):
        return {}
    changed = give(text, metric, catalog) or _only(text, given, catalog)
    before = {id: given.get(id, number) for id, number in changed.items()}
    return {
        id: replace(number, unit=number.unit or before[id].unit, period=number.period or before[id].period)
        for id, number in changed.items()
    }


def _only(text: str, given: Mapping[str, Given], catalog: Catalog) -> dict[str, Given]:
    """A single number for the only input that it can be."""
    found = numbers(digits(text))
    if len(found) != 1:
        return {}
    money = found[0].unit not in ("", "%")
    fitting = [id for id in given if money == (catalog.inputs[id].kind == "money")]
    return {fitting[0]: Given.of(found[0], catalog.inputs[fitting[0]].kind)} if len(fitting) == 1 else {}
