"""Search passages by meaning and by words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from tandem.documents.knowledge import Knowledge
from tandem.documents.passage import Passage
from tandem.understanding import store

VECTORS, WORDS = "vectors.npz", "words.skops"
Encode = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Match:
    """How near a text is to each unit; arrays of shape (units,).

    Attributes:
        meaning: cosine to the nearest sentence, heading or whole text.
        question: cosine to the nearest question known to be answered; 0 where none is known.
        words: cosine of the weighed words.
        declined: cosine to the nearest question known to be answered by none (one number).
    """

    meaning: np.ndarray
    question: np.ndarray
    words: np.ndarray
    declined: float = 0.0


class PassageIndex:
    """Sentence vectors and words of all units of a knowledge base, in the order of `units`."""

    def __init__(
        self,
        units: list[str],
        vectors: np.ndarray,
        starts: np.ndarray,
        kinds: np.ndarray,
        declined: np.ndarray,
        words: TfidfVectorizer,
        documents: object,
    ) -> None:
        self.units = units
        self._vectors, self._starts, self._kinds, self._declined = vectors, starts, kinds, declined
        self._words, self._documents = words, documents

    @classmethod
    def build(
        cls, knowledge: Knowledge, questions: dict[str, list[str]], declined: list[str], encode: Encode
    ) -> PassageIndex:
        """Index `knowledge`; `questions` are those known to be answered by a unit, `declined` those by none."""
        units = list(knowledge.units)
        keys = [_keys(knowledge.units[unit], questions.get(unit, [])) for unit in units]
        texts = [text for group in keys for text, _ in group]
        kinds = np.array([asked for group in keys for _, asked in group], dtype=bool)
        starts = np.cumsum([0, *map(len, keys[:-1])])
        words = TfidfVectorizer(sublinear_tf=True, stop_words="english")
        documents = words.fit_transform(_words(knowledge.units[unit]) for unit in units)
        return cls(units, encode(texts), starts, kinds, encode(declined), words, documents)

    def match(self, text: str, vector: np.ndarray) -> Match:
        """How near `text` with its sentence vector is to each unit."""
        near = self._vectors @ vector
        meaning = np.maximum.reduceat(np.where(self._kinds, 0.0, near), self._starts)
        question = np.maximum.reduceat(np.where(self._kinds, near, 0.0), self._starts)
        words = (self._documents @ self._words.transform([text]).T).toarray().ravel()
        declined = float((self._declined @ vector).max(initial=0.0))
        return Match(meaning, question, words, declined)

    def save(self, folder: Path) -> None:
        np.savez(
            folder / VECTORS,
            units=np.array(self.units),
            vectors=self._vectors,
            starts=self._starts,
            kinds=self._kinds,
            declined=self._declined,
        )
        store.save((self._words, self._documents), folder / WORDS)

    @classmethod
    def load(cls, folder: Path) -> PassageIndex:
        with np.load(folder / VECTORS) as arrays:
            words, documents = store.load(folder / WORDS)
            units = [str(unit) for unit in arrays["units"]]
            return cls(
                units, arrays["vectors"], arrays["starts"], arrays["kinds"], arrays["declined"], words, documents
            )


def _keys(passages: list[Passage], questions: list[str]) -> list[tuple[str, bool]]:
    texts = [text for p in passages for text in (_place(p), f"{p.heading}: {p.text}", *p.sentences, *p.points)]
    own = [p.question for p in passages if p.question]
    return [(text, False) for text in texts] + [(text, True) for text in (*own, *questions)]


def _place(passage: Passage) -> str:
    return ", ".join((passage.document, *passage.headings))


def _words(passages: list[Passage]) -> str:
    return " ".join(" ".join((_place(p), *p.also, p.text)) for p in passages)
