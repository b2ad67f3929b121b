from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tandem.encoder import Encoder
from tandem.encoder.encoder import FEW
from tandem.encoder.graph import LOWER
from tandem.errors import ModelMissing


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder("models/encoder")


def test_vectors_have_length_one_and_keep_the_order(encoder: Encoder) -> None:
    texts = ["a long text about sales and marketing in a company", "short", "what is churn?"]
    vectors = encoder.encode(texts)
    assert vectors.shape == (3, encoder.dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert (vectors @ encoder.encode(["short"])[0]).argmax() == 1


def test_meaning_counts_more_than_words(encoder: Encoder) -> None:
    a, b, c = encoder.encode(["What share of clients leaves?", "how many customers quit", "What share of rain falls?"])
    assert a @ b > a @ c


def test_lower_layers_come_with_the_vectors_and_know_more_of_the_wording(encoder: Encoder) -> None:
    read = encoder.read(["how do I cancel the card", "how do I cancel the flight", "I want to stop my card"])
    assert read.layers.shape == (3, LOWER * encoder.dimensions)
    lowest = read.layers[:, -encoder.dimensions :]
    lowest = lowest / np.linalg.norm(lowest, axis=1, keepdims=True)
    assert lowest[0] @ lowest[1] > lowest[0] @ lowest[2]
    assert read.vectors[0] @ read.vectors[1] < read.vectors[0] @ read.vectors[2]


def test_nothing_gives_nothing(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_a_missing_model_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="make setup"):
        Encoder(tmp_path)


def test_a_text_is_read_alike_whatever_comes_with_it(encoder: Encoder) -> None:
    texts = ["what is churn", "a rambling message that goes on and on about nothing " * 5, *(["filler"] * FEW)]
    together = encoder.read(texts)
    for place, text in enumerate(texts[:3]):
        alone = encoder.read([text])
        assert np.array_equal(together.vectors[place], alone.vectors[0])
        assert np.array_equal(together.layers[place], alone.layers[0])
