"""Put the classifier's view and the index's view of a question together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tandem.understanding.index import Match

FLOOR = 1e-4  # probability below which the classifier's view of a unit no longer matters


@dataclass(frozen=True)
class Weights:
    """How much each view counts; chosen on the development questions.

    The first three weigh the index's views of a unit that the classifier knows, the `fresh_` ones make the
    log-odds that a unit without any example question (a document just dropped in) answers.
    """

    meaning: float = 3.0
    question: float = 4.0
    words: float = 1.0
    fresh_meaning: float = 14.0
    fresh_words: float = 6.0
    fresh_bias: float = -10.0


def rank(probabilities: np.ndarray, match: Match, question: np.ndarray, weights: Weights) -> np.ndarray:
    """The probability that each unit answers, shape (units,).

    Args:
        probabilities: the classifier's, `nan` for a unit that it has never seen an example of.
        match: the index's.
        question: cosine to the nearest question known to be answered by the unit.
    """
    fresh = np.isnan(probabilities)
    scores = np.zeros(len(probabilities))
    if not fresh.all():
        scores = _known(np.where(fresh, 0.0, probabilities), ~fresh, match, question, weights)
    if fresh.any():
        scores[fresh] = _fresh(match, question, weights)[fresh]
    return scores


def _known(
    probabilities: np.ndarray, known: np.ndarray, match: Match, question: np.ndarray, weights: Weights
) -> np.ndarray:
    views = weights.meaning * match.meaning + weights.words * match.words + weights.question * question
    share = known * (probabilities + FLOOR) * np.exp(views)
    return np.asarray(probabilities.sum() * share / share.sum())


def _fresh(match: Match, question: np.ndarray, weights: Weights) -> np.ndarray:
    odds = weights.fresh_meaning * np.maximum(match.meaning, question) + weights.fresh_words * match.words
    return 1 / (1 + np.exp(-(odds + weights.fresh_bias)))
