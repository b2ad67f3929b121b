from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tandem.understanding import likeness
from tandem.understanding.neighbours import Neighbours

STARTS = np.array([0, 7, 30])
RANDOM = np.random.default_rng(0)
EXAMPLES = likeness.unit(RANDOM.normal(size=(50, 24))).astype(np.float32)
DIRECTIONS = RANDOM.normal(size=(24, 12)).astype(np.float32)


@pytest.fixture(scope="module")
def neighbours() -> Neighbours:
    return Neighbours.of(EXAMPLES, STARTS, DIRECTIONS)


@pytest.mark.parametrize("count", [1, 5])
def test_gives_the_cosine_to_the_nearest_example_of_each_label(neighbours: Neighbours, count: int) -> None:
    messages = RANDOM.normal(size=(count, 24)).astype(np.float32)
    cosines = likeness.unit(messages @ DIRECTIONS) @ likeness.unit(EXAMPLES @ DIRECTIONS).T
    expected = np.maximum.reduceat(cosines, STARTS, axis=1)
    assert neighbours.nearest(messages).shape == (count, 3)
    assert np.allclose(neighbours.nearest(messages), expected, atol=0.02)


def test_a_message_is_the_same_beside_others(neighbours: Neighbours) -> None:
    messages = RANDOM.normal(size=(4, 24)).astype(np.float32)
    assert np.array_equal(neighbours.nearest(messages)[:1], neighbours.nearest(messages[:1]))


def test_saved_and_loaded_it_says_the_same(neighbours: Neighbours, tmp_path: Path) -> None:
    neighbours.save(tmp_path / "kept.npz")
    assert np.array_equal(Neighbours.load(tmp_path / "kept.npz").nearest(EXAMPLES), neighbours.nearest(EXAMPLES))
