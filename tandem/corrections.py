"""Numbers that are put right in the same breath: "won 40 customers, actually 50"."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tandem.spans import SPAN

if TYPE_CHECKING:
    from tandem.numbers import Number

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
SORRY = r"(?:actually|sorry|i meant?|wait|correction)\b"  # how a correction of one's own words begins
_CORRECTS = re.compile(
    r"(?P<said>[^.;!?\n]{0,60}?)[\s,;:.!-]+(?:(?:oh|no|well|but|wait|hm+)[\s,]+)*"
    rf"(?:{SORRY}|(?:make (?:it|that)|or rather|rather|scratch that)\b)"
    r"(?:[\s,:-]+(?:no|it'?s|its|it was|that'?s|i meant?|make it)\b)*[\s,:-]*(?:\b(?P<verb>[a-z]+)\s+)?",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s+([a-z][\w-]*)", re.IGNORECASE)
_AND_MORE = re.compile(r"\s*(?:of|out of|from|/)\s*\d", re.IGNORECASE)  # all is said once more: "14 of 400"
_GOES_ON = frozenset({"and", "but", "so", "then", "with", "while"})


def corrected(text: str, read: Callable[[str], Sequence[Number]]) -> str:
    """`text` with each number as it was corrected, in the unit of the first where the new one has none.

    Of several numbers the one is meant that stands behind the same verb or comes nearest in size. A number with a word
    behind it that was not said before ("12 people, actually 3 in sales") corrects none.
    """
    found = read(text)
    for place, right in enumerate(found[1:], 1):
        match = _CORRECTS.fullmatch(text[found[place - 1].end : right.start])
        if match and (new := _put_right(text, found[:place], right, match)):
            return corrected(new, read)
    return text


def _put_right(text: str, before: Sequence[Number], right: Number, match: re.Match[str]) -> str | None:
    said = before[-1].end + len(match["said"])
    span = SPAN.match(text, right.end)
    end = span.end() if span else right.end
    if (word := _NEXT.match(text, end)) and word[1].lower() not in _GOES_ON:
        if not re.search(rf"\b{re.escape(word[1])}\b", text[:said], re.IGNORECASE):
            return None
        end = word.end()
    wrong = _meant(text, [n for n in before if bool(SPAN.match(text, n.end)) or not span], right, match["verb"])
    if wrong is None:
        return None
    if _AND_MORE.match(text, right.end):
        return f"{text[: wrong.start]}{text[right.start :]}"
    behind = SPAN.match(text, wrong.end) if span else None
    new = f"{_in_unit_of(wrong, right, text)}{span[0] if span else ''}"
    return f"{text[: wrong.start]}{new}{text[behind.end() if behind else wrong.end : said]}{text[end:]}"


def _meant(text: str, before: Sequence[Number], right: Number, verb: str | None) -> Number | None:
    """The number that is corrected."""
    if verb:
        before = [n for n in before if re.search(rf"\b{verb}\W+$", text[: n.start], re.IGNORECASE)]
    same = [n for n in before if not right.unit or n.unit == right.unit]
    if not same and right.unit != "%":
        same = [n for n in before if not n.unit and not SPAN.match(text, n.end)]
    return min(reversed(same), key=lambda n: apart(n.value, right.value), default=None)


def apart(one: float, other: float) -> float:
    """How far two numbers are from each other in size: 0 for the same, the log of their ratio for large ones."""
    return abs(math.log1p(abs(one)) - math.log1p(abs(other)))


def _in_unit_of(wrong: Number, right: Number, text: str) -> str:
    number = text[right.start : right.end]
    if wrong.unit and not right.unit:
        number = f"{number}%" if wrong.unit == "%" else f"{SIGNS[wrong.unit]}{number}"
    return f"{number} per {wrong.period}" if wrong.period and not right.period else number
