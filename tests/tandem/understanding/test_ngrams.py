from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tandem.understanding.ngrams import NGrams

TEXTS = ["what is marketing", "define marketing", "what is churn", "define churn", "churn rate and churn cost"]


@pytest.fixture
def ngrams() -> NGrams:
    found = NGrams()
    found.fit(TEXTS)
    return found


def test_new_texts_are_weighed_as_those_it_learned_from() -> None:
    ngrams = NGrams()
    learned = ngrams.fit(TEXTS)
    assert np.allclose(ngrams.vectors(TEXTS).toarray(), learned.toarray(), atol=1e-6)


def test_the_product_is_that_of_the_vectors(ngrams: NGrams) -> None:
    texts = [*TEXTS, "zzz"]
    vectors = ngrams.vectors(texts)
    weights = np.random.default_rng(0).normal(size=(vectors.shape[1], 3)).astype(np.float32)
    assert np.allclose(ngrams.product(texts, weights), vectors @ weights, atol=1e-6)


def test_a_text_without_known_ngrams_is_nothing(ngrams: NGrams) -> None:
    assert ngrams.vectors(["", "zzz"]).nnz == 0


def test_saved_and_loaded_it_gives_the_same(ngrams: NGrams, tmp_path: Path) -> None:
    ngrams.save(tmp_path / "ngrams.json")
    loaded = NGrams.load(tmp_path / "ngrams.json")
    assert np.array_equal(loaded.vectors(TEXTS).toarray(), ngrams.vectors(TEXTS).toarray())


def test_very_few_examples_are_enough() -> None:
    assert NGrams().fit(["one thing", "another"]).nnz > 0
