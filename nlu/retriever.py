"""Passage retrieval with the sentence vector that is there already."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.classifier import ANSWERS, NEAREST
from nlu.fingerprint import code_of
from tandem.documents.knowledge import Knowledge
from tandem.encoder import Encoder
from tandem.errors import DataProblem
from tandem.understanding import index, ngrams, ranking
from tandem.understanding.index import Match, PassageIndex
from tandem.understanding.intents import UNCOVERED
from tandem.understanding.ranking import Weights, rank

PASSAGES = "passages"
COVERED, NEARER, FRESH = "covered", "nearer", "fresh"
VERSION = "knowledge_version"
MOST = 6


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True, model_from="SentenceEncoder"
)
class PassageRetriever(GraphComponent):
    """Finds the passages that may answer and puts `passages` (id, score) on the message.

    The index is built while training and travels in the model; a changed document retrains this component alone.
    Option `knowledge`: the file that `python -m tandem.build` wrote.
    """

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, model_storage, resource
        self._weights = Weights(**config["weights"])
        self._index: PassageIndex | None = None
        self._places: dict[str, int] = {}
        self._version = ""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"knowledge": "models/knowledge.json", "weights": {}}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        known = Knowledge.load(config["knowledge"]).version if "knowledge" in config else ""
        return f"{known} {code_of(index, ngrams, ranking)}"

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PassageRetriever:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> PassageRetriever:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._index = PassageIndex.load(folder)
            component._places = {unit: i for i, unit in enumerate(component._index.units)}
            component._version = (folder / "version").read_text()
        return component

    def train(self, training_data: TrainingData, model: Encoder) -> Resource:
        knowledge = Knowledge.load(self._config["knowledge"])
        built = PassageIndex.build(knowledge, model.encode)
        with self._storage.write_to(self._resource) as folder:
            built.save(folder)
            (folder / "version").write_text(knowledge.version)
        return self._resource

    def process(self, messages: list[Message], model: Encoder) -> list[Message]:
        if self._index is None:
            raise DataProblem("model", "it holds no passages", remedy="run `make train`")
        vectors = np.vstack([message.get_dense_features(TEXT)[1].features for message in messages])
        matches = self._index.match([message.get(TEXT) or "" for message in messages], vectors)
        for message, match in zip(messages, matches):
            self._put(message, self._index.units, match)
        return messages

    def _put(self, message: Message, units: list[str], match: Match) -> None:
        nearest = message.get(NEAREST)
        probabilities = self._of_units(message.get(ANSWERS), missing=np.nan)
        question = np.maximum(match.question, self._of_units(nearest, missing=0.0))
        scores = rank(probabilities, match, question, self._weights)
        best = np.argsort(-scores, kind="stable")[:MOST]
        found = [{"id": units[i], "score": round(float(scores[i]), 4)} for i in best]
        message.set(PASSAGES, found, add_to_output=True)
        message.set(COVERED, float(np.nansum(probabilities)))
        declined = max((nearest.get(intent, 0.0) for intent in UNCOVERED), default=0.0)
        message.set(NEARER, float(question.max(initial=0.0) - declined))
        message.set(FRESH, bool(np.isnan(probabilities[best[0]])))
        message.set(VERSION, self._version)

    def _of_units(self, values: dict[str, float], *, missing: float) -> np.ndarray:
        """`values` by label as an array by unit."""
        found = np.full(len(self._places), missing)
        for label, value in values.items():
            if label in self._places:
                found[self._places[label]] = value
        return found
