"""Which kind of message, and which passage it asks for, from labelled examples."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tandem.understanding import store
from tandem.understanding.features import FeatureBlend

FILE = "classifier.skops"


class Classifier:
    """Logistic regression over sentence vectors and n-grams; a label is an intent, or an intent's answer.

    Args:
        C: inverse strength of regularisation; on unit-length vectors 1 is far too strong.
        dimensions: n-gram dimensions kept, see `FeatureBlend`.
    """

    def __init__(self, *, C: float = 20.0, dimensions: int = 512, max_iter: int = 400) -> None:
        self._blend = FeatureBlend(dimensions=dimensions)
        self._regression = LogisticRegression(C=C, max_iter=max_iter)

    @property
    def labels(self) -> list[str]:
        """The labels, in the order of the probabilities' columns."""
        return [str(label) for label in self._regression.classes_]

    def fit(self, dense: np.ndarray, counts: Sequence[csr_matrix], labels: Sequence[str]) -> Classifier:
        """Learn from examples; the same examples give the same classifier."""
        self._regression.fit(self._blend.fit(dense, counts), np.asarray(labels))
        return self

    def probabilities(self, dense: np.ndarray, counts: Sequence[csr_matrix]) -> np.ndarray:
        """Probability of each label, shape (messages, labels)."""
        return self._regression.predict_proba(self._blend.transform(dense, counts))

    def save(self, folder: Path) -> None:
        store.save((self._blend, self._regression), folder / FILE)

    @classmethod
    def load(cls, folder: Path) -> Classifier:
        classifier = cls()
        classifier._blend, classifier._regression = store.load(folder / FILE)
        return classifier
