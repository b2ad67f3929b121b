from __future__ import annotations

import numpy as np
from scipy.optimize import check_grad

from tandem.understanding import likeness
from tandem.understanding.likeness import unit

LABELS, SIZE = 12, 24


def test_new_messages_come_nearer_to_those_of_their_label() -> None:
    examples, targets = _messages(seed=1)
    new, wanted = _messages(seed=2)
    matrix = likeness.fit(examples, targets)
    before, after = (_right(new @ m, wanted, examples @ m, targets) for m in (np.eye(SIZE), matrix))
    assert before < 0.8
    assert after > before + 0.1


def test_the_slope_is_that_of_the_loss() -> None:
    examples, targets = (told.astype(float) for told in _messages(seed=1, each=3))
    same = (targets[:, None] == targets[None, :]) & ~np.eye(len(targets), dtype=bool)

    def missed(matrix: np.ndarray) -> tuple[float, np.ndarray]:
        loss, slope = likeness._missed(examples, same, matrix.reshape(SIZE, SIZE))
        return loss, slope.ravel()

    start = np.random.default_rng(0).normal(size=SIZE * SIZE)
    error = check_grad(lambda m: missed(m)[0], lambda m: missed(m)[1], start)
    assert error < 1e-3 * np.linalg.norm(missed(start)[1])


def test_labels_of_a_single_example_teach_nothing() -> None:
    examples, targets = _messages(seed=1)
    alone, _ = _messages(seed=3, each=1)
    numbers = LABELS + np.arange(len(alone))
    with_them = likeness.fit(np.vstack([examples, alone]), np.concatenate([targets, numbers]))
    assert np.array_equal(with_them, likeness.fit(examples, targets))


def _messages(*, seed: int, each: int = 8) -> tuple[np.ndarray, np.ndarray]:
    """Messages that differ by label in a few directions, and for no reason much more in the others."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(0).normal(size=(LABELS, SIZE)) * (np.arange(SIZE) < 6)
    noise = random.normal(size=(LABELS * each, SIZE)) * np.where(np.arange(SIZE) < 6, 0.2, 1.0)
    targets = np.repeat(np.arange(LABELS), each)
    return unit(centres[targets] + noise).astype(np.float32), targets


def _right(new: np.ndarray, wanted: np.ndarray, examples: np.ndarray, targets: np.ndarray) -> float:
    """The share of new messages whose nearest example is of the label wanted."""
    nearest = (unit(new) @ unit(examples).T).argmax(axis=1)
    return float(np.mean(targets[nearest] == wanted))
