"""Recognise messages that do nothing but name things: "cac, churn and win rate", "tell me about icp"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

MOST = 4  # things that are answered of a message
_WORD = re.compile(r"[a-z0-9]+(?:[-:'][a-z0-9]+)*")
_WORDS_OF_NO_WEIGHT = """
    a about an and also are between both bro can compare could define definition describe difference differences
    do does each explain for give hey hi how i in info is it list me mean meaning means of on one or please pls plz
    ppl quick s show term terms than tell the then they thing things to us versus vs want was wat we were what whats
    what's wats with would you your need know understand dont don't stand stands abbreviation acronym r n 2 3 4 two
    three four
"""
_EMPTY = frozenset(_WORDS_OF_NO_WEIGHT.split())


class Names:
    """What the units are called.

    Args:
        names: the units that a name (lower case) stands for; only names of a single unit count.
    """

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._known = {tuple(_WORD.findall(name)): units[0] for name, units in names.items() if len(units) == 1}
        self._longest = max(map(len, self._known), default=0)

    def named_only(self, text: str) -> list[str]:
        """The units named in `text`, in order, when it says nothing besides; else none."""
        words, found, position = _WORD.findall(text.lower()), [], 0
        while position < len(words):
            length, unit = self._match(words[position : position + self._longest])
            if not unit and words[position] not in _EMPTY:
                return []
            found += [unit] if unit else []
            position += length
        return list(dict.fromkeys(found))[:MOST]

    def _match(self, words: list[str]) -> tuple[int, str]:
        """The length and the unit of the longest name that `words` begin with; 1 and "" where they begin with none."""
        for length in range(len(words), 0, -1):
            name = tuple(words[:length])
            unit = self._known.get(name) or self._known.get((*name[:-1], name[-1].removesuffix("s")))
            if unit and not (length == 1 and words[0] in _EMPTY):
                return length, unit
        return 1, ""
