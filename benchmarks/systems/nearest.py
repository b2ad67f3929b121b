"""Nearest-passage retrieval alone: the same encoder and documents, one threshold."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.scoring import Answer
from tandem.documents.knowledge import Knowledge
from tandem.encoder import Encoder


class Nearest:
    """Answers with the passage whose heading, text or sentence is nearest; declines below a threshold.

    The threshold is the one that is best on the development questions (mean of in-scope answered with the right
    passage being possible, and the others declined).
    """

    def __init__(self, knowledge: Knowledge, encoder: Encoder) -> None:
        self._knowledge, self._encoder = knowledge, encoder
        keys = [(text, p) for p in knowledge.passages for text in (f"{p.heading}: {p.text}", *p.sentences, *p.points)]
        self._passages = [p for _, p in keys]
        self._vectors = encoder.encode([text for text, _ in keys])
        self._threshold = 0.0

    def tune(self, questions: list[dict[str, Any]]) -> None:
        """Choose the threshold."""
        near = self._similarities([question["q"] for question in questions]).max(axis=1)
        covered = np.array([question["kind"] == "in" for question in questions])
        candidates = np.linspace(0.2, 0.9, 71)
        balance = [((near[covered] >= t).mean() + (near[~covered] < t).mean()) / 2 for t in candidates]
        self._threshold = float(candidates[int(np.argmax(balance))])

    def answer(self, text: str) -> Answer:
        """The nearest passage; with its other side where the passage is one of two."""
        near = self._similarities([text])[0]
        passage = self._passages[int(near.argmax())]
        told = " ".join(p.text for p in self._knowledge.units[self._knowledge.unit_of(passage)])
        return Answer(told, bool(near.max() >= self._threshold))

    def _similarities(self, texts: list[str]) -> np.ndarray:
        return self._encoder.encode(texts) @ self._vectors.T
