from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

from tandem.encoder import Encoder
from tandem.understanding.classifier import Classifier

TEXTS = ["what is marketing", "define marketing", "marketing meaning", "what is churn", "define churn", "churn rate"]
LABELS = ["marketing"] * 3 + ["churn"] * 3


@pytest.fixture(scope="module")
def features() -> tuple[np.ndarray, list[csr_matrix]]:
    return Encoder("models/encoder").encode(TEXTS), [CountVectorizer().fit_transform(TEXTS)]


def test_learns_and_gives_probabilities(features: tuple[np.ndarray, list[csr_matrix]]) -> None:
    classifier = Classifier().fit(*features, LABELS)
    found = classifier.probabilities(*features)
    assert [classifier.labels[i] for i in found.argmax(axis=1)] == LABELS
    assert np.allclose(found.sum(axis=1), 1)


def test_the_same_examples_give_the_same_classifier(features: tuple[np.ndarray, list[csr_matrix]]) -> None:
    one, other = (Classifier().fit(*features, LABELS).probabilities(*features) for _ in range(2))
    assert np.array_equal(one, other)


def test_saved_and_loaded_it_says_the_same(features: tuple[np.ndarray, list[csr_matrix]], tmp_path: Path) -> None:
    classifier = Classifier().fit(*features, LABELS)
    classifier.save(tmp_path)
    assert np.allclose(Classifier.load(tmp_path).probabilities(*features), classifier.probabilities(*features))
