from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from tandem.understanding.ngrams import NGrams

TEXTS = ["what is marketing", "define marketing", "what is churn", "define churn", "churn rate and churn cost"]


@pytest.fixture
def ngrams() -> NGrams:
    found = NGrams()
    found.fit(TEXTS)
    return found


def vectors(ngrams: NGrams, texts: list[str]) -> np.ndarray:
    return ngrams.product(texts, np.eye(ngrams.size, dtype=np.float32))


def test_new_texts_are_weighed_as_those_it_learned_from() -> None:
    ngrams = NGrams()
    learned = ngrams.fit(TEXTS)
    assert np.allclose(vectors(ngrams, TEXTS), learned.toarray(), atol=1e-6)


def test_the_product_is_that_of_the_vectors(ngrams: NGrams) -> None:
    texts = [*TEXTS, "zzz"]
    made = vectors(ngrams, texts)
    weights = np.random.default_rng(0).normal(size=(made.shape[1], 3)).astype(np.float32)
    weights[weights < 0] = 0
    assert np.allclose(ngrams.product(texts, weights), made @ weights, atol=1e-6)
    assert np.allclose(ngrams.product(texts, csr_matrix(weights)), made @ weights, atol=1e-6)


def test_a_text_without_known_ngrams_is_nothing(ngrams: NGrams) -> None:
    assert not vectors(ngrams, ["", "zzz"]).any()


def test_saved_and_loaded_it_gives_the_same(ngrams: NGrams, tmp_path: Path) -> None:
    ngrams.save(tmp_path / "ngrams.json")
    loaded = NGrams.load(tmp_path / "ngrams.json")
    assert np.array_equal(vectors(loaded, TEXTS), vectors(ngrams, TEXTS))


def test_very_few_examples_are_enough() -> None:
    assert NGrams().fit(["one thing", "another"]).nnz > 0
