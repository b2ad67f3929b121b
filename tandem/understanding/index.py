"""Search passages by meaning and by words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, load_npz, save_npz

from tandem.documents.knowledge import Knowledge
from tandem.documents.passage import Passage
from tandem.errors import ModelMissing
from tandem.understanding.ngrams import NGrams

VECTORS, TERMS, DOCUMENTS = "vectors.npz", "terms.json", "documents.npz"
CONTENT_WORDS = {"analyzer": "word", "stop_words": "english"}
ALL, LISTED = 500, 100  # units up to which all are looked at key by key, and how many of more
Places = np.ndarray | slice
Encode = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Match:
    """How near a text is to each unit; arrays of shape (units,).

    Attributes:
        meaning: cosine to the nearest sentence, heading or whole text.
        question: cosine to the nearest question that the documents themselves name; 0 where they name none.
        words: cosine of the weighed words.
    """

    meaning: np.ndarray
    question: np.ndarray
    words: np.ndarray


class PassageIndex:
    """Sentence vectors and words of all units of a knowledge base, in the order of `units`; `version` is the base's."""

    def __init__(
        self,
        version: str,
        units: list[str],
        vectors: np.ndarray,
        starts: np.ndarray,
        kinds: np.ndarray,
        terms: NGrams,
        documents: csr_matrix,
    ) -> None:
        self.version, self.units = version, units
        self._vectors, self._starts, self._kinds = vectors, starts, kinds
        self._ends = np.append(starts[1:], len(vectors))
        sums = np.add.reduceat(vectors, starts)
        self._sums = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        self._terms, self._documents = terms, documents

    @classmethod
    def build(cls, knowledge: Knowledge, encode: Encode) -> PassageIndex:
        """Index `knowledge`."""
        units = list(knowledge.units)
        keys = [_keys(knowledge.units[unit]) for unit in units]
        texts = [text for group in keys for text, _ in group]
        kinds = np.array([asked for group in keys for _, asked in group], dtype=bool)
        starts = np.cumsum([0, *map(len, keys[:-1])])
        terms = NGrams([CONTENT_WORDS])
        documents = terms.fit([_words(knowledge.units[unit]) for unit in units])
        return cls(knowledge.version, units, encode(texts), starts, kinds, terms, documents.T.tocsr())

    def match(self, texts: Sequence[str], vectors: np.ndarray) -> list[Match]:
        """How near each of `texts` with its sentence vector is to each unit.

        With many units, only those on a short list are looked at key by key; the others count as far.
        """
        words = self._terms.product(texts, self._documents)
        return [self._match(vector, row) for vector, row in zip(vectors, words)]

    def _match(self, vector: np.ndarray, words: np.ndarray) -> Match:
        listed, rows, first = self._looked_at(vector, words)
        near, asked = self._vectors[rows] @ vector, self._kinds[rows]
        meaning, question = np.zeros(len(self.units)), np.zeros(len(self.units))
        meaning[listed] = np.maximum.reduceat(np.where(asked, 0.0, near), first)
        question[listed] = np.maximum.reduceat(np.where(asked, near, 0.0), first)
        return Match(meaning, question, words)

    def _looked_at(self, vector: np.ndarray, words: np.ndarray) -> tuple[Places, Places, np.ndarray]:
        """Which units are looked at, the rows of their keys, and where among these the keys of each begin."""
        if len(self.units) <= ALL:
            return slice(None), slice(None), self._starts
        best = [np.argpartition(-views, LISTED)[:LISTED] for views in (self._sums @ vector, words)]
        listed = np.unique(np.concatenate(best))
        lengths = self._ends[listed] - self._starts[listed]
        first = np.cumsum(lengths) - lengths
        return listed, np.arange(lengths.sum()) + np.repeat(self._starts[listed] - first, lengths), first

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(
            folder / VECTORS,
            version=self.version,
            units=self.units,
            vectors=self._vectors,
            starts=self._starts,
            kinds=self._kinds,
        )
        self._terms.save(folder / TERMS)
        save_npz(folder / DOCUMENTS, self._documents)

    @classmethod
    def load(cls, folder: Path) -> PassageIndex:
        """Read what `save` wrote.

        Raises:
            ModelMissing: it is not there.
        """
        if not (folder / VECTORS).is_file():
            raise ModelMissing(folder / VECTORS, remedy="run `make train`")
        terms, documents = NGrams.load(folder / TERMS), load_npz(folder / DOCUMENTS)
        with np.load(folder / VECTORS) as arrays:
            units, version = arrays["units"].tolist(), str(arrays["version"])
            return cls(version, units, arrays["vectors"], arrays["starts"], arrays["kinds"], terms, documents)


def _keys(passages: list[Passage]) -> list[tuple[str, bool]]:
    texts = [text for p in passages for text in (_place(p), f"{p.heading}: {p.text}", *p.sentences, *p.points)]
    return [(text, False) for text in texts] + [(p.question, True) for p in passages if p.question]


def _place(passage: Passage) -> str:
    return ", ".join((passage.document, *passage.headings))


def _words(passages: list[Passage]) -> str:
    return " ".join(" ".join((_place(p), *p.also, p.text)) for p in passages)
