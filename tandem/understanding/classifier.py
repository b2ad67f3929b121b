"""Which kind of message, and which passage it asks for, from labelled examples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.decomposition import TruncatedSVD

from tandem.understanding import regression
from tandem.understanding.ngrams import NGrams

ARRAYS, NGRAMS = "classifier.npz", "ngrams.json"
LEARNED = ("examples", "starts", "typical", "of_vectors", "of_ngrams", "bias")
ENOUGH = 40  # examples a label from which n-grams are trusted like sentence vectors; measured on BANKING77
FENCE = 1.5  # times the distance of the quartiles; Tukey 1977, "Exploratory Data Analysis"


class Classifier:
    """Logistic regression over sentence vectors and n-grams, together with each label's nearest example.

    A label is an intent, or an intent's answer. N-grams are learned from the examples alone, the encoder from a billion
    sentences: where a label has few examples the n-grams count less. A label of many things ("out of
    scope"), whose own examples are far from each other, is not held to the nearness of the others.

    Args:
        strength: inverse strength of regularisation.
        dimensions: to which the n-grams are reduced (LSA) while learning.
        nearest: how much the similarity to a label's nearest example adds to its log-probability.
    """

    def __init__(self, *, strength: float = 20.0, dimensions: int = 512, nearest: float = 6.0) -> None:
        self._strength, self._dimensions, self._nearest = strength, dimensions, nearest
        self._ngrams = NGrams()
        self.labels: list[str] = []

    def fit(self, vectors: np.ndarray, texts: Sequence[str], labels: Sequence[str]) -> Classifier:
        """Learn from examples: float32 vectors of unit length (n, d), texts and labels (n)."""
        known, targets = np.unique(labels, return_inverse=True)
        self.labels = known.tolist()
        self._keep(vectors, targets)
        trust = min(1.0, math.sqrt(len(texts) / len(self.labels) / ENOUGH))
        counts = self._ngrams.fit(texts)
        rank = min(self._dimensions, *(size - 1 for size in counts.shape))
        reduction = TruncatedSVD(rank, n_iter=2, random_state=0).fit(counts)
        features = np.hstack([vectors, trust * reduction.transform(counts)]).astype(np.float32)
        weights, self._bias = regression.fit(features, targets, strength=self._strength)
        self._of_vectors = weights[: vectors.shape[1]]
        self._of_ngrams = (trust * reduction.components_.T @ weights[vectors.shape[1] :]).astype(np.float32)
        return self

    def nearest(self, vectors: np.ndarray) -> np.ndarray:
        """Cosine to each label's nearest example, shape (messages, labels)."""
        return np.maximum.reduceat(vectors @ self._examples.T, self._starts, axis=1)

    def probabilities(self, vectors: np.ndarray, texts: Sequence[str], nearest: np.ndarray) -> np.ndarray:
        """Probability of each label, shape (messages, labels); `nearest` is what the method of this name gave."""
        scores = vectors @ self._of_vectors + self._ngrams.vectors(texts) @ self._of_ngrams + self._bias
        logs = regression.log_softmax(scores) + self._nearest * (nearest - self._typical)
        return np.exp(regression.log_softmax(logs))

    def save(self, folder: Path) -> None:
        self._ngrams.save(folder / NGRAMS)
        np.savez(folder / ARRAYS, **{name: getattr(self, f"_{name}") for name in LEARNED}, labels=self.labels)

    def load(self, folder: Path) -> Classifier:
        """Take over what another one with the same arguments has learned."""
        self._ngrams = NGrams.load(folder / NGRAMS)
        with np.load(folder / ARRAYS) as arrays:
            self.labels = arrays["labels"].tolist()
            for name in LEARNED:
                setattr(self, f"_{name}", arrays[name])
        return self

    def _keep(self, vectors: np.ndarray, targets: np.ndarray) -> None:
        """The examples, those of a label side by side, and how near those of each label are to each other."""
        order = np.argsort(targets, kind="stable")
        self._examples = vectors[order]
        self._starts = np.searchsorted(targets[order], np.arange(len(self.labels)))
        self._typical = _typical([_nearness(examples) for examples in np.split(self._examples, self._starts[1:])])


def _typical(near: Sequence[float]) -> np.ndarray:
    """The nearness of each label's own examples where it is far below the others' (Tukey's fence), else their mean."""
    lower, upper = np.nanquantile(near, [0.25, 0.75])
    usual = np.isnan(near) | (near >= lower - FENCE * (upper - lower))
    return np.where(usual, np.nanmean(np.where(usual, near, np.nan)), near).astype(np.float32)


def _nearness(examples: np.ndarray) -> float:
    """The mean cosine of each example to the one nearest to it; NaN for a single one."""
    if len(examples) < 2:
        return math.nan
    cosines = examples @ examples.T
    np.fill_diagonal(cosines, -1)
    return float(cosines.max(axis=1).mean())
