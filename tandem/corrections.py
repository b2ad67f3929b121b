"""Numbers that are put right in the same breath: "won 40 customers, actually 50"."""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tandem.nearby import right_before
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
_LAST_WORD = re.compile(r"\b(\w+)\W+$")
_GOES_ON = frozenset({"and", "but", "so", "then", "with", "while"})
MOST = 40  # numbers before a correction among which the wrong one is looked for
FAR = 600  # characters before it in which a word counts as said


class _Change(NamedTuple):
    """A text that was put right; what is new in it stands between `start` and `end`."""

    text: str
    start: int
    end: int


def corrected(text: str, read: Callable[[str, int, int], Sequence[Number]]) -> str:
    """`text` with each number as it was corrected, in the unit of the first where the new one has none.

    Of several numbers the one is meant that stands behind the same verb or comes nearest in size. A number with a word
    behind it that was not said before ("12 people, actually 3 in sales") corrects none. `read` finds the numbers
    between two places of a text; what a correction leaves as it is, is not read once more.
    """
    before: list[Number] = []
    ahead, moved = deque(read(text, 0, len(text))), 0  # characters by which these have moved since
    again: deque[Number] = deque()  # what a correction touched, read once more
    while ahead or again:
        right = again.popleft() if again else _moved(ahead.popleft(), moved)
        match = _CORRECTS.fullmatch(text, before[-1].end, right.start) if before else None
        change = _put_right(text, before[-MOST:], right, match) if match else None
        if change is None:
            before.append(right)
            continue
        by = len(change.text) - len(text)
        end = again[-1].end + by if again else change.end
        text, moved = change.text, moved + by
        again = deque(read(text, _taken_back(before, change.start), end))
    return text


def _moved(number: Number, by: int) -> Number:
    return replace(number, start=number.start + by, end=number.end + by)


def _taken_back(before: list[Number], start: int) -> int:
    """Where to read again after a change at `start`; what is read again is taken out of `before`.

    It is the number before the change, which may begin a range now.
    """
    while before and before[-1].end > start:
        before.pop()
    return before.pop().start if before else start


def _put_right(text: str, before: Sequence[Number], right: Number, match: re.Match[str]) -> _Change | None:
    said = match.end("said")
    span = SPAN.match(text, right.end)
    end = span.end() if span else right.end
    if (word := _NEXT.match(text, end)) and word[1].lower() not in _GOES_ON:
        again = re.compile(rf"\b{re.escape(word[1])}\b", re.IGNORECASE)
        if not again.search(text, max(0, said - FAR), said):
            return None
        end = word.end()
    wrong = _meant(text, [n for n in before if not span or SPAN.match(text, n.end)], right, match["verb"])
    if wrong is None:
        return None
    if _AND_MORE.match(text, right.end):
        return _changed(text, wrong.start, text[right.start : right.end], right.end)
    behind = SPAN.match(text, wrong.end) if span else None
    new = f"{_in_unit_of(wrong, right, text)}{span[0] if span else ''}"
    return _changed(text, wrong.start, f"{new}{text[behind.end() if behind else wrong.end : said]}", end)


def _changed(text: str, start: int, new: str, end: int) -> _Change:
    """`text` with `new` in the place of what stands between `start` and `end`."""
    return _Change(f"{text[:start]}{new}{text[end:]}", start, start + len(new))


def _meant(text: str, before: Sequence[Number], right: Number, verb: str | None) -> Number | None:
    """The number that is corrected."""
    if verb:
        words = ((n, right_before(_LAST_WORD, text, n.start)) for n in before)
        before = [n for n, word in words if word and word[1].lower() == verb.lower()]
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
