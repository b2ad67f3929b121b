"""Another number, or a period, for a figure that was just told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from tandem.corrections import apart
from tandem.metrics.catalog import Catalog, Metric
from tandem.metrics.given import Given, give, taken
from tandem.numbers import digits, numbers

MOST_BESIDE = 3  # words beside a number that is to stand for another one
_LEADS = r"\W*(?:(?:ok|okay|so|and|but|now|hm+)\W+)*"
_VARIES = re.compile(
    _LEADS
    + r"(?:what if|if|suppose|imagine|say|with|how about|what about|what would|make (?:it|that)|no|actually|sorry)\b",
    re.IGNORECASE,
)
_ABOUT = r"(?:it'?s|that'?s|that was|for|in|per|the|a|an|one|last|this|whole)"
_PERIOD = re.compile(rf"(?:{_ABOUT} )*(week|month|quarter|year)(?:ly)?", re.IGNORECASE)


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
    """A single number, with little said beside it, for the input that it can be and is nearest to in size."""
    text = digits(text)
    text = text[begins.end() :] if (begins := _VARIES.match(text)) else text
    found = numbers(text)
    if len(found) != 1 or len((text[: found[0].start] + text[found[0].end :]).split()) > MOST_BESIDE:
        return {}
    wanted = {"%": ("rate",), "": ("count", "number", "money")}.get(found[0].unit, ("money",))
    fitting = [id for id in given if catalog.inputs[id].kind in wanted]
    nearest = min(fitting, key=lambda id: apart(given[id].value, found[0].value), default=None)
    return {nearest: taken(text, found[0], catalog.inputs[nearest])} if nearest else {}
