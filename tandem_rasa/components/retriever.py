"""Passage retrieval with the sentence vector that is there already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from tandem.understanding.index import Match, PassageIndex
from tandem.understanding.intents import UNCOVERED
from tandem.understanding.ranking import Weights, rank
from tandem_rasa.components.base import Component
from tandem_rasa.components.classifier import ANSWERS, NEAREST
from tandem_rasa.components.encoder import encoded

PASSAGES = "passages"
COVERED, NEARER, FRESH = "covered", "nearer", "fresh"
VERSION = "knowledge_version"
MOST = 6


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PassageRetriever(Component):
    """Finds the passages that may answer and puts `passages` (id, score) on the message.

    The index is built from the documents, not learned: a changed document trains nothing again.

    Options: `index` (the folder that `python -m tandem.build` wrote), `weights` (see `tandem.understanding.ranking`).
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._index = PassageIndex.load(Path(config["index"]))
        self._weights = Weights(**config["weights"])
        self._places = {unit: place for place, unit in enumerate(self._index.units)}

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"index": "models/index", "weights": {}}

    def process(self, messages: list[Message]) -> list[Message]:
        read = encoded(messages)
        matches = self._index.match(read.texts, read.vectors)
        for message, match in zip(messages, matches):
            self._put(message, match)
        return messages

    def _put(self, message: Message, match: Match) -> None:
        nearest = message.get(NEAREST)
        probabilities = self._of_units(message.get(ANSWERS), missing=np.nan)
        question = np.maximum(match.question, self._of_units(nearest, missing=0.0))
        scores = rank(probabilities, match, question, self._weights)
        best = np.argsort(-scores, kind="stable")[:MOST]
        found = [{"id": self._index.units[i], "score": round(float(scores[i]), 4)} for i in best]
        message.set(PASSAGES, found, add_to_output=True)
        message.set(COVERED, float(np.nansum(probabilities)))
        declined = max((nearest.get(intent, 0.0) for intent in UNCOVERED), default=0.0)
        message.set(NEARER, float(question.max(initial=0.0) - declined))
        message.set(FRESH, bool(np.isnan(probabilities[best[0]])))
        message.set(VERSION, self._index.version)

    def _of_units(self, values: dict[str, float], *, missing: float) -> np.ndarray:
        """`values` by label as an array by unit."""
        found = np.full(len(self._places), missing)
        for unit in self._places.keys() & values.keys():
            found[self._places[unit]] = values[unit]
        return found
