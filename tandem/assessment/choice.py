"""Which level, or which of several titles, an answer means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from tandem.assessment.questionnaire import Question
from tandem.numbers import digits, numbers
from tandem.questions import asks

LIKE, SHORTEST = 80, 3  # per cent of likeness, and characters, from which words are taken for a level
FRACTION = 0.0  # stands for a number between two levels
LEVEL_FIRST = re.compile(
    r"[^\w-]*(?:definitely |maybe |about |i'?d say |level )?([1-5])(?:\s*/\s*5|\s+out of (?:5|five))?(?!\d|[.,]\d)",
    re.IGNORECASE,
)


def level_of(text: str, question: Question) -> float | None:
    """The level that `text` gives: by its number, or by the words of its description; None where it gives none.

    FRACTION stands for a number between two levels.
    """
    said = digits(text)
    found = numbers(said)
    if first := LEVEL_FIRST.match(said):
        return float(first[1])
    if len(found) == 1 and len(text.split()) <= 3 and not asks(text):
        return found[0].value if found[0].value == int(found[0].value) else FRACTION
    place = _alike(text, question.levels)
    return None if place is None else place + 1


def chosen_of(text: str, titles: Sequence[str]) -> int | None:
    """The index of the title that `text` names, by its place or its words; None where it names none."""
    found = numbers(digits(text))
    if len(found) == 1 and len(text.split()) == 1 and found[0].value in range(1, len(titles) + 1):
        return int(found[0].value) - 1
    return _alike(text, titles)


def _alike(text: str, titles: Sequence[str]) -> int | None:
    """The index of the one whose words `text` holds, or that holds the words of `text`."""
    if len(text) < SHORTEST:
        return None
    best = process.extractOne(text.lower(), [title.lower() for title in titles], scorer=fuzz.token_set_ratio)
    return best[2] if best and best[1] >= LIKE else None
