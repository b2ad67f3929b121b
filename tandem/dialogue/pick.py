"""Find the one meant by "the second one" or "which of those is about cost"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tandem.dialogue.message import Hit
from tandem.documents.knowledge import Knowledge
from tandem.documents.passage import Passage

_ORDINALS = (("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"), ("fifth", "5th"))
_WORD = re.compile(r"[a-z]+")
_EMPTY = frozenset(
    """which of those these them the one ones is are about has have with to do a an and in on for what that this it
    concerns deal tell me more part point explain please comes meant by was were does uses use around related
    """.split()  # noqa: SIM905 a list would be unreadable
)


def position(text: str, count: int) -> int | None:
    """The index that "2", "number 2", "the second" or "the last one" names among `count` items, or None."""
    words = text.lower()
    if number := re.search(r"^\W*(?:number |no\.? |#)?([1-9])\W*$|\bnumber ([1-9])\b", words):
        index = int(number.group(1) or number.group(2)) - 1
        return index if index < count else None
    if re.search(r"\b(last|latter)\b", words):
        return count - 1 if count else None
    named = (i for i, ways in enumerate(_ORDINALS) if any(re.search(rf"\b{way}\b", words) for way in ways))
    index = next(named, count)
    return index if index < count else None


def item(text: str, items: list[str]) -> str | None:
    """The item that shares most of the meaningful words of `text`, or None where none shares any."""
    wanted = _stems(text)
    if not wanted:
        return None
    shared = [len(wanted & _stems(candidate)) for candidate in items]
    best = max(shared, default=0)
    return items[shared.index(best)] if best else None


def items(passages: Iterable[Passage]) -> list[str]:
    """What was told, point by point; sentences where there are no points."""
    return [line for p in passages for line in (p.points or p.sentences)]


def detail(line: str, hits: Iterable[Hit], knowledge: Knowledge) -> Passage | None:
    """The best hit that has its own passage for what `line` is about."""
    found = (p for hit in hits for p in knowledge.units.get(hit.unit, []))
    named = _stems(line)
    return next((p for p in found if not p.facet and _stems(p.heading) <= named), None)


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY}


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "es", "ed", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
