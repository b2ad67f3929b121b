"""Find the one meant by "the second one", "step 3" or "which of those is about cost"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tandem.documents.passage import Passage
from tandem.numbers import digits
from tandem.questions import asks

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_LEAD = (
    r"(?:and|ok|so|no|what|about|how|is|are|was|does|do|i|whats|what's|tell|me|more|on|of|the"
    r"|explain|define|show|give|take|please|count|measure|calculate|compute)"
)
_NOUN = r"(?:one|points?|steps?|lines?|items?|reasons?|options?|choice|thing|task|number|no\.?)"
_PLACE = re.compile(
    rf"^\W*(?:{_LEAD}\s+)*(?:{_NOUN}\s+)?#?"
    rf"(?:(?P<digit>[1-8])(?:st|nd|rd|th)?|(?P<ordinal>{'|'.join(_ORDINALS)})|(?P<last>last)|(?P<word>{'|'.join(_NUMBERS)}))"
    rf"(?:\s+{_NOUN})?(?:\s+(?:mean|again|please|then|of (?:those|these|them)))*\W*$",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(
    rf"\b(?:({'|'.join(_ORDINALS)}|last)|([1-8])(?:st|nd|rd|th)|(?:number|no\.?|tip|point|#)\s*([1-8]|{'|'.join(_NUMBERS)}))\b",
    re.IGNORECASE,
)
SHORT = 6
_IT = re.compile(r"\b(?:it|its|this|that|those two|these two)\b", re.IGNORECASE)
_NOTHING_ELSE = re.compile(r"\bit\W*$", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
_WORDS_OF_NO_WEIGHT = """
    which of those these them the one ones is are about has have with to do a an and in on for what that this it
    concerns deal tell me more part point explain please comes meant by was were does uses use around related
"""
_EMPTY = frozenset(_WORDS_OF_NO_WEIGHT.split())


@dataclass(frozen=True)
class Place:
    """A place in a list: `index` from 0, or -1 for the last; `bare` when the message is a digit and nothing else."""

    index: int
    bare: bool

    def among(self, count: int) -> int | None:
        """The index among `count` things, or None where there are not so many."""
        if self.index < 0:
            return count - 1 if count else None
        return self.index if self.index < count else None


def place(text: str) -> Place | None:
    """The place that a message names, or None when it says something else than a place."""
    match = _PLACE.match(text)
    if not match or (match["word"] == "one" and not re.search(_NOUN.replace("one|", "") + r"\s+one", text.lower())):
        return None
    if match["last"]:
        return Place(-1, bare=False)
    if match["digit"]:
        return Place(int(match["digit"]) - 1, bare=text.strip() == match["digit"])
    names = _ORDINALS if match["ordinal"] else _NUMBERS
    return Place(names.index((match["ordinal"] or match["word"]).lower()), bare=False)


def ordinals(text: str) -> list[int]:
    """The places, from 0, that a sentence names anywhere ("move the third before the first"); -1 for the last."""
    words = [next(filter(None, match.groups())).lower() for match in _SOMEWHERE.finditer(text)]
    return [_index(word) for word in words]


def places(text: str) -> list[int]:
    """The places, from 0, that a sentence names, or else its bare digits ("add 1 and 3"); -1 for the last."""
    return ordinals(text) or [int(digit) - 1 for digit in re.findall(r"\b[1-9]\b", digits(text))]


def _index(word: str) -> int:
    if word == "last":
        return -1
    if word.isdigit():
        return int(word) - 1
    return (_ORDINALS if word in _ORDINALS else _NUMBERS).index(word)


def about_it(text: str) -> bool:
    """Whether a short message asks about "it" or "that" and names nothing itself."""
    return len(text.split()) <= SHORT and bool(_IT.search(text))


def only_it(text: str) -> bool:
    """Whether a short question is about nothing but "it" ("how do i calculate it")."""
    return len(text.split()) <= SHORT and asks(text) and bool(_NOTHING_ELSE.search(text))


def item(text: str, items: list[str]) -> str | None:
    """The item that shares most of the meaningful words of `text`, or None where none shares any."""
    wanted = _stems(text)
    shared = [len(wanted & _stems(candidate)) for candidate in items]
    best = max(shared, default=0)
    return items[shared.index(best)] if best else None


def points(passages: Iterable[Passage]) -> list[str]:
    """The points of what was told, in order."""
    return [point for p in passages for point in p.points]


def items(passages: Iterable[Passage]) -> list[str]:
    """What was told, point by point; sentences where there are no points."""
    return [line for p in passages for line in (p.points or p.sentences)]


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY}


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "es", "ed", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
