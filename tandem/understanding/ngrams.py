"""Weighed counts of words and of pieces of words."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack, issparse
from sklearn.feature_extraction.text import TfidfVectorizer

Settings = Sequence[Mapping[str, Any]]
WORDS = {"analyzer": "word", "ngram_range": [1, 2], "min_df": 2}
IN_WORDS = "char_wb"  # scikit-learn's name for pieces of single words, with the spaces around
PIECES = {"analyzer": IN_WORDS, "ngram_range": [2, 4], "min_df": 3}
KEPT, LONGEST = 10_000, 30  # words whose pieces are kept, and how many characters these may have
NONE = np.empty(0, dtype=np.int32)
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

    @property
    def size(self) -> int:
        """How many n-grams it knows."""
        return sum(len(block.idf) for block in self._blocks)

    def product(self, texts: Sequence[str], weights: np.ndarray | csr_matrix) -> np.ndarray:
        """The vectors of new texts times a matrix (n-grams, k), float32, shape (texts, k).

        N-grams that were never seen count for nothing.
        """
        times = _times_sparse if issparse(weights) else _times_dense
        return np.stack([times(*self._row(text), weights) for text in texts])

    def _row(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """The places of the n-grams in `text` among those of all blocks, and their weights."""
        offsets = itertools.accumulate((len(block.idf) for block in self._blocks), initial=0)
        places, values = zip(*(block.row(text) for block in self._blocks))
        return np.concatenate([found + offset for found, offset in zip(places, offsets)]), np.concatenate(values)

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
        self._in_words = settings["analyzer"] == IN_WORDS
        self._find_known = lru_cache(KEPT)(self._find)

    def learned(self) -> dict[str, Any]:
        return {"settings": dict(self.settings), "vocabulary": self._vocabulary, "idf": self.idf.tolist()}

    def row(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """The places of the n-grams in `text` and their weights."""
        found = map(self._find_in, text.split()) if self._in_words else [self._find(text)]
        places, often = np.unique(np.concatenate([NONE, *found]), return_counts=True)
        values = (1 + np.log(often.astype(np.float32))) * self.idf[places]
        return places, values / max(float(np.linalg.norm(values)), TINY)

    def _find_in(self, word: str) -> np.ndarray:
        return self._find_known(word) if len(word) <= LONGEST else self._find(word)

    def _find(self, text: str) -> np.ndarray:
        """The places of the n-grams in `text`, one for each time that it is there."""
        parts = self._parts(text)
        return np.array([self._vocabulary[part] for part in parts if part in self._vocabulary], dtype=np.int32)


def _times_dense(places: np.ndarray, values: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    return np.asarray(values @ matrix[places])


def _times_sparse(places: np.ndarray, values: np.ndarray, matrix: csr_matrix) -> np.ndarray:
    """The same; scipy takes ten times as long for a single row."""
    spans = [slice(*matrix.indptr[place : place + 2]) for place in places]
    columns = np.concatenate([NONE, *(matrix.indices[span] for span in spans)])
    weights = np.concatenate([NONE, *(value * matrix.data[span] for value, span in zip(values, spans))])
    return np.bincount(columns, weights, matrix.shape[1]).astype(np.float32)


def _arguments(setting: Mapping[str, Any]) -> dict[str, Any]:
    return {**setting, "ngram_range": tuple(setting.get("ngram_range", (1, 1))), "sublinear_tf": True}


def _learn(setting: Mapping[str, Any], texts: Sequence[str]) -> tuple[TfidfVectorizer, csr_matrix]:
    vectorizer = TfidfVectorizer(**_arguments(setting))
    try:
        return vectorizer, vectorizer.fit_transform(texts)
    except ValueError:  # too few examples for any n-gram to come often enough
        vectorizer.set_params(min_df=1)
        return vectorizer, vectorizer.fit_transform(texts)
