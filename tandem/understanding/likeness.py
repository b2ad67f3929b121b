"""Likeness learned from examples: messages of one label closer together, others further apart."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

DIMENSIONS = 128  # in which likeness is measured; all 384 are no better, and three times the work for each message
MOST = 10  # examples of a label that are used; twice as many changed nothing in cross-validation
WARMTH = 0.2  # of the softmax over cosines
HOLD = 12.0  # how strongly the beginning is kept to; without it a few hundred examples are learned by heart
STEPS = 15  # of L-BFGS; it has come to rest by then
NEVER = -1e9  # the likeness of an example to itself, which does not count
TINY = 1e-9


def fit(vectors: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """A matrix (d, k), float32, after which an example is likely to be nearest to another one of its own label.

    Neighbourhood components analysis (Goldberger, Roweis, Hinton and Salakhutdinov 2004) on cosines, begun at the
    directions in which the examples differ most, and held to them by a quadratic penalty; k is at most DIMENSIONS.

    Args:
        vectors: examples, float32 of unit length, shape (n, d).
        targets: label numbers from 0, shape (n,).
    """
    used = _some_of_each(targets)
    examples, same = vectors[used], targets[used][:, None] == targets[used][None, :]
    np.fill_diagonal(same, False)
    begin = principal(examples)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        matrix = flat.astype(np.float32).reshape(begin.shape)
        missed, slope = _missed(examples, same, matrix)
        away = matrix - begin
        penalty = HOLD / 2 * float(np.square(away, dtype=np.float64).sum())
        return missed + penalty, (slope + HOLD * away).ravel().astype(np.float64)

    found = minimize(loss, begin.ravel().astype(np.float64), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return found.x.astype(np.float32).reshape(begin.shape)


def principal(vectors: np.ndarray) -> np.ndarray:
    """The directions (d, k) in which `vectors` (n, d) differ most, k at most DIMENSIONS: cosines stay what they are."""
    return np.linalg.svd(vectors, full_matrices=False)[2][:DIMENSIONS].T


def unit(vectors: np.ndarray) -> np.ndarray:
    """`vectors` (n, d) at length 1."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), TINY)


def _some_of_each(targets: np.ndarray) -> np.ndarray:
    """The places of at most MOST examples, evenly spread, of each label that has several.

    One more example changes what is used of its own label only.
    """
    order = np.argsort(targets, kind="stable")
    counts = np.bincount(targets)[targets[order]]
    ranks = np.arange(len(order)) - np.searchsorted(targets[order], targets[order])
    spread = ranks * MOST // counts != (ranks - 1) * MOST // counts
    return order[spread & (counts > 1)]


def _missed(examples: np.ndarray, same: np.ndarray, matrix: np.ndarray) -> tuple[float, np.ndarray]:
    """-log of the probability that each example chooses a neighbour of its own label, summed, and its slope."""
    mapped = examples @ matrix
    lengths = np.maximum(np.linalg.norm(mapped, axis=1, keepdims=True), TINY)
    directions = mapped / lengths
    chosen = _choices(directions)
    right = (chosen * same).sum(axis=1, keepdims=True) + TINY
    error = chosen - chosen * same / right
    of_directions = (error @ directions + error.T @ directions) / np.float32(WARMTH)
    outward = (of_directions * directions).sum(axis=1, keepdims=True) * directions
    return -float(np.log(right).sum()), examples.T @ ((of_directions - outward) / lengths)


def _choices(directions: np.ndarray) -> np.ndarray:
    """The probability with which each row chooses each other one for its neighbour."""
    likeness = directions @ directions.T / np.float32(WARMTH)
    np.fill_diagonal(likeness, NEVER)
    chosen = np.exp(likeness - likeness.max(axis=1, keepdims=True))
    return np.asarray(chosen / chosen.sum(axis=1, keepdims=True))
