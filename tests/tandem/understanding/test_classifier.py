from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from tandem.encoder import Encoded, Encoder
from tandem.understanding import regression
from tandem.understanding.classifier import Classifier

TEXTS = ["what is marketing", "define marketing", "marketing meaning", "what is churn", "define churn", "churn rate"]
LABELS = ["marketing"] * 3 + ["churn"] * 3


@pytest.fixture(scope="module")
def examples() -> Encoded:
    return Encoder("models/encoder").read(TEXTS)


def test_learns_and_gives_probabilities(examples: Encoded) -> None:
    classifier = Classifier().fit(examples, LABELS)
    found = classifier.probabilities(examples)
    assert [classifier.labels[i] for i in found.argmax(axis=1)] == LABELS
    assert np.allclose(found.sum(axis=1), 1)


def test_the_nearest_example_of_a_label_is_the_text_itself(examples: Encoded) -> None:
    classifier = Classifier().fit(examples, LABELS)
    nearest = classifier.nearest(examples.vectors)
    assert np.allclose([row[classifier.labels.index(label)] for row, label in zip(nearest, LABELS)], 1, atol=0.01)


def test_the_same_examples_give_the_same_classifier(examples: Encoded) -> None:
    one, other = (Classifier().fit(examples, LABELS).probabilities(examples) for _ in range(2))
    assert np.array_equal(one, other)


def test_saved_and_loaded_it_says_the_same(examples: Encoded, tmp_path: Path) -> None:
    classifier = Classifier().fit(examples, LABELS)
    classifier.save(tmp_path)
    loaded = Classifier().load(tmp_path)
    assert loaded.labels == classifier.labels
    assert np.allclose(loaded.probabilities(examples), classifier.probabilities(examples))


def test_the_regression_finds_what_scikit_learn_finds() -> None:
    random = np.random.default_rng(0)
    features = random.normal(size=(200, 5)).astype(np.float32)
    targets = np.arange(200) % 3
    features[np.arange(200), targets] += 1
    weights, bias = regression.fit(features, targets, strength=2.0)
    theirs = LogisticRegression(C=2.0, max_iter=500).fit(features, targets).predict_proba(features)
    assert np.allclose(np.exp(regression.log_softmax(features @ weights + bias)), theirs, atol=5e-3)


def test_a_label_of_many_things_takes_what_is_near_to_nothing() -> None:
    random = np.random.default_rng(0)
    close = [unit(np.eye(64)[topic] + random.normal(scale=0.05, size=(20, 64))) for topic in range(8)]
    scattered = unit(random.normal(size=(20, 64)))
    vectors = np.vstack([*close, scattered]).astype(np.float32)
    labels = [f"topic {topic}" for topic in range(8) for _ in range(20)] + ["anything"] * 20
    classifier = Classifier().fit(_said(vectors), labels)
    new = unit(random.normal(size=(50, 64))).astype(np.float32)
    found = classifier.probabilities(_said(new))
    assert {classifier.labels[i] for i in found.argmax(axis=1)} == {"anything"}


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _said(vectors: np.ndarray) -> Encoded:
    """Messages of one word, of which an encoder without lower layers makes these vectors."""
    return Encoded(["what"] * len(vectors), vectors, vectors[:, :0])
