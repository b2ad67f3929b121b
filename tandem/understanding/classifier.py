"""Which kind of message, and which passage it asks for, from labelled examples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.decomposition import TruncatedSVD

from tandem.encoder import Encoded
from tandem.understanding import likeness, regression
from tandem.understanding.neighbours import Neighbours
from tandem.understanding.ngrams import NGrams
from tandem.understanding.products import product

ARRAYS, NGRAMS = "classifier.npz", "ngrams.json"
LEARNED = ("typical", "share", "middle", "of_vectors", "of_layers", "of_ngrams", "bias")
NEIGHBOURS = ("alike", "plain")
ENOUGH = 40  # examples a label from which all is trusted like sentence vectors; measured on BANKING77
LOWER = 0.7  # how much less each lower layer counts than the one above it
FENCE = 1.5  # times the distance of the quartiles; Tukey 1977, "Exploratory Data Analysis"


class Classifier:
    """Logistic regression over sentence vectors, lower layers and n-grams, together with each label's nearest example.

    What is near is learned, too (`tandem.understanding.likeness`).

    A label is an intent, or an intent's answer. N-grams are learned from the examples alone, the encoder from a billion
    sentences, its last layer to tell meanings apart: where a label has few examples, n-grams and lower layers count
    less and the nearest example more. A label of many things ("out of scope"), whose own examples are far from each
    other, is not held to the nearness of the others.

    Args:
        strength: inverse strength of regularisation.
        dimensions: to which the n-grams are reduced (LSA) while learning.
        nearest: how much the similarity to a label's nearest example adds to its log-probability where a label has
            many examples.
    """

    def __init__(self, *, strength: float = 20.0, dimensions: int = 512, nearest: float = 5.0) -> None:
        self._strength, self._dimensions, self._nearest = strength, dimensions, nearest
        self._ngrams = NGrams()
        self.labels: list[str] = []

    def fit(self, examples: Encoded, labels: Sequence[str]) -> Classifier:
        """Learn from examples and the label of each."""
        known, targets = np.unique(labels, return_inverse=True)
        self.labels = known.tolist()
        self._keep(examples.vectors, targets)
        trust = min(1.0, math.sqrt(len(labels) / len(known) / ENOUGH))
        self._share = np.float32(self._nearest / trust)
        self._middle = examples.layers.mean(axis=0)
        counts = self._ngrams.fit(examples.texts)
        rank = min(self._dimensions, *(size - 1 for size in counts.shape))
        reduction = TruncatedSVD(rank, n_iter=1, random_state=0).fit(counts)
        layers, words = trust**2 * self._layers(examples), trust * reduction.transform(counts)
        features = np.hstack([examples.vectors, layers, words]).astype(np.float32)
        weights, self._bias = regression.fit(features, targets, strength=self._strength)
        ends = np.cumsum([examples.vectors.shape[1], layers.shape[1]])
        self._of_vectors, of_layers, of_words = np.split(weights, ends)
        self._of_layers = (trust**2 * of_layers).astype(np.float32)
        self._of_ngrams = (trust * reduction.components_.T @ of_words).astype(np.float32)
        return self

    def nearest(self, vectors: np.ndarray) -> np.ndarray:
        """Cosine to each label's nearest example, shape (messages, labels)."""
        return self._plain.nearest(vectors)

    def probabilities(self, messages: Encoded) -> np.ndarray:
        """Probability of each label, shape (messages, labels)."""
        words = self._ngrams.product(messages.texts, self._of_ngrams)
        layers = product(self._layers(messages), self._of_layers)
        scores = product(messages.vectors, self._of_vectors) + layers + words + self._bias
        alike = self._alike.nearest(messages.vectors) - self._typical
        return np.exp(regression.log_softmax(regression.log_softmax(scores) + self._share * alike))

    def _layers(self, messages: Encoded) -> np.ndarray:
        """The lower layers of `messages` as features: each without what all examples share, at its own length."""
        size = messages.vectors.shape[1]
        parts = np.split(messages.layers - self._middle, range(size, messages.layers.shape[1], size), axis=1)
        return np.hstack([LOWER**below * likeness.unit(part) for below, part in enumerate(parts)])

    def save(self, folder: Path) -> None:
        self._ngrams.save(folder / NGRAMS)
        np.savez(folder / ARRAYS, **{name: getattr(self, f"_{name}") for name in LEARNED}, labels=self.labels)
        for name in NEIGHBOURS:
            getattr(self, f"_{name}").save(folder / f"{name}.npz")

    def load(self, folder: Path) -> Classifier:
        """Take over what another one with the same arguments has learned."""
        self._ngrams = NGrams.load(folder / NGRAMS)
        with np.load(folder / ARRAYS) as arrays:
            self.labels = arrays["labels"].tolist()
            for name in LEARNED:
                setattr(self, f"_{name}", arrays[name])
        for name in NEIGHBOURS:
            setattr(self, f"_{name}", Neighbours.load(folder / f"{name}.npz"))
        return self

    def _keep(self, vectors: np.ndarray, targets: np.ndarray) -> None:
        """The examples as they are and by what was learned of likeness, and how near those of each label are then."""
        order = np.argsort(targets, kind="stable")
        starts = np.searchsorted(targets[order], np.arange(len(self.labels)))
        learned = likeness.fit(vectors, targets)
        self._plain = Neighbours.of(vectors[order], starts, likeness.principal(vectors))
        self._alike = Neighbours.of(vectors[order], starts, learned)
        by_label = np.split(likeness.unit(vectors[order] @ learned), starts[1:])
        self._typical = _typical([_nearness(examples) for examples in by_label])


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
