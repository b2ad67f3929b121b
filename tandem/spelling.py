"""Correct typos in the words of the field."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Set
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

_WORD = re.compile(r"[A-Za-z]{5,}")
_ENDINGS = ("", "s", "es", "d", "ed", "ing", "er", "ers", "ly")
COMMON = 4  # times a word is used before a typo is taken for it
SEEN = 3  # times an unknown word is used before it counts as known
FAR_MORE = 10  # times a word is used as often as an unknown one near it that is then a typo, however often it is made
LONG = 8  # letters from which two errors are corrected, else one


class Spelling:
    """Replaces words that nobody knows by the nearest common word of the field.

    Args:
        targets: the words a typo can be taken for; earlier ones win between equally near ones.
        known: words that are left alone, also with a common ending.
    """

    def __init__(self, targets: Iterable[str], known: Set[str]) -> None:
        self._targets, self._known = list(targets), frozenset(known)

    @classmethod
    def learn(cls, texts: Iterable[str], known: Set[str]) -> Spelling:
        """Take the field's words from `texts`; rare words in them may be typos themselves and are no targets."""
        counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
        common = [word for word, n in counts.items() if n >= COMMON and word in known]
        targets = sorted(common, key=lambda word: (-counts[word], word))
        of_vocabulary = cls(targets, known)
        seen = [(word, of_vocabulary.correct(word)) for word, n in counts.items() if n >= SEEN and word not in known]
        typos = {word for word, meant in seen if meant != word and counts[meant] >= FAR_MORE * counts[word]}
        return cls(targets, known | {word for word, _ in seen} - typos)

    def correct(self, text: str) -> str:
        """`text` with its typos corrected; everything else, names above all, stays as it is."""
        return _WORD.sub(lambda match: self._correct(match.group(), begins=_begins(match)), text)

    def _correct(self, word: str, *, begins: bool) -> str:
        lower = word.lower()
        name = word.isupper() or (word[0].isupper() and not begins)
        if name or any(lower.removesuffix(ending) in self._known for ending in _ENDINGS):
            return word
        most = 2 if len(word) >= LONG else 1
        found = process.extractOne(lower, self._targets, scorer=DamerauLevenshtein.distance, score_cutoff=most)
        return found[0] if found and found[0][0] == lower[0] else word

    def save(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps({"targets": self._targets, "known": sorted(self._known)}))

    @classmethod
    def load(cls, path: Path) -> Spelling:
        """Read what `save` wrote."""
        stored = json.loads(path.read_text())
        return cls(stored["targets"], frozenset(stored["known"]))


def _begins(match: re.Match[str]) -> bool:
    """Whether a word begins a sentence; capitals elsewhere make a name."""
    text, place = match.string, match.start()
    while place and not (text[place - 1].isalnum() or text[place - 1] in "_.!?:"):
        place -= 1
    return not place or text[place - 1] in ".!?:"
