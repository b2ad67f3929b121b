"""Weighed counts of words and of pieces of words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

Settings = Sequence[Mapping[str, Any]]
WORDS = {"analyzer": "word", "ngram_range": [1, 2], "min_df": 2}
PIECES = {"analyzer": "char_wb", "ngram_range": [2, 4], "min_df": 3}
TINY = 1e-9


class NGrams:
    """TF-IDF vectors of unit length, one block for each of `settings` (arguments of scikit-learn's vectorizer).

    scikit-learn learns; new texts are weighed here, as its `transform` takes ten times as long for a single one.
    """

    def __init__(self, settings: Settings = (WORDS, PIECES)) -> None:
        self._settings = settings
        self._blocks: list[Block] = []

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """Learn from examples and give their vectors, float32, shape (texts, n-grams)."""
        learned = [_learn(setting, texts) for setting in self._settings]
        self._blocks = [Block(s, v.vocabulary_, v.idf_) for s, (v, _) in zip(self._settings, learned)]
        return hstack([counts for _, counts in learned]).tocsr().astype(np.float32)

    def vectors(self, texts: Sequence[str]) -> csr_matrix:
        """The vectors of new texts; n-grams that were never seen count for nothing."""
        sizes = [len(block.idf) for block in self._blocks]
        offsets = np.cumsum([0, *sizes[:-1]])
        rows = [block.row(text) for text in texts for block in self._blocks]
        places = np.concatenate([row[0] + offset for row, offset in zip(rows, np.tile(offsets, len(texts)))])
        values = np.concatenate([values for _, values in rows])
        ends = np.cumsum([0, *(len(values) for _, values in rows)])[:: len(sizes)]
        return csr_matrix((values, places, ends), shape=(len(texts), sum(sizes)))

    def product(self, texts: Sequence[str], weights: np.ndarray) -> np.ndarray:
        """The vectors of new texts times a dense matrix (n-grams, k), shape (texts, k); sooner than with `vectors`."""
        offsets = np.cumsum([0, *(len(block.idf) for block in self._blocks)])
        found = [[(block.row(text), offset) for block, offset in zip(self._blocks, offsets)] for text in texts]
        return np.stack([sum(values @ weights[places + offset] for (places, values), offset in rows) for rows in found])

    def save(self, path: Path) -> None:
        path.write_text(json.dumps([block.learned() for block in self._blocks]), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> NGrams:
        blocks = [Block(**learned) for learned in json.loads(path.read_text(encoding="utf-8"))]
        ngrams = cls([block.settings for block in blocks])
        ngrams._blocks = blocks
        return ngrams


class Block:
    """The n-grams of one kind: `vocabulary` gives each its place, `idf` its weight."""

    def __init__(self, settings: Mapping[str, Any], vocabulary: Mapping[str, int], idf: Sequence[float]) -> None:
        self.settings = settings
        self._vocabulary = {ngram: int(place) for ngram, place in vocabulary.items()}
        self.idf = np.array(idf, dtype=np.float32)
        self._parts = TfidfVectorizer(**_arguments(settings)).build_analyzer()

    def learned(self) -> dict[str, Any]:
        return {"settings": dict(self.settings), "vocabulary": self._vocabulary, "idf": self.idf.tolist()}

    def row(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """The places of the n-grams in `text` and their weights."""
        counts = Counter(place for part in self._parts(text) if (place := self._vocabulary.get(part)) is not None)
        places = np.fromiter(counts, dtype=np.int32, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(often)) * self.idf[places]
        return places, values / max(float(np.linalg.norm(values)), TINY)


def _arguments(setting: Mapping[str, Any]) -> dict[str, Any]:
    return {**setting, "ngram_range": tuple(setting.get("ngram_range", (1, 1))), "sublinear_tf": True}


def _learn(setting: Mapping[str, Any], texts: Sequence[str]) -> tuple[TfidfVectorizer, csr_matrix]:
    vectorizer = TfidfVectorizer(**_arguments(setting))
    try:
        return vectorizer, vectorizer.fit_transform(texts)
    except ValueError:  # too few examples for any n-gram to come often enough
        vectorizer.set_params(min_df=1)
        return vectorizer, vectorizer.fit_transform(texts)
