"""Passage retrieval with the sentence vector that is there already."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.classifier import ANSWERS, answer_of
from nlu.fingerprint import code_of
from tandem.documents.knowledge import Knowledge
from tandem.encoder import Encoder
from tandem.errors import DataProblem
from tandem.understanding import index, ranking
from tandem.understanding.index import PassageIndex
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
        self._version = ""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"knowledge": "models/knowledge.json", "weights": {}}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        known = Knowledge.load(config["knowledge"]).version if "knowledge" in config else ""
        return f"{known} {code_of(index, ranking)}"

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
            component._version = (folder / "version").read_text()
        return component

    def train(self, training_data: TrainingData, model: Encoder) -> Resource:
        knowledge = Knowledge.load(self._config["knowledge"])
        questions = self._questions(training_data, knowledge)
        declined = [e.get(TEXT) for e in training_data.intent_examples if e.get(INTENT) in UNCOVERED]
        built = PassageIndex.build(knowledge, questions, declined, model.encode)
        with self._storage.write_to(self._resource) as folder:
            built.save(folder)
            (folder / "version").write_text(knowledge.version)
        return self._resource

    def _questions(self, training_data: TrainingData, knowledge: Knowledge) -> dict[str, list[str]]:
        """The example questions of each unit; those of a document that was taken away are left out."""
        questions: dict[str, list[str]] = {}
        for example in training_data.intent_examples:
            answer = answer_of(example)
            if answer in knowledge.units:
                questions.setdefault(answer, []).append(example.get(TEXT))
        return questions

    def process(self, messages: list[Message], model: Encoder) -> list[Message]:
        if self._index is None:
            raise DataProblem("model", "it holds no passages", remedy="run `make train`")
        for message in messages:
            vector = message.get_dense_features(TEXT)[1].features[0]
            known = message.get(ANSWERS) or {}
            probabilities = np.array([known.get(unit, np.nan) for unit in self._index.units])
            match = self._index.match(message.get(TEXT), vector)
            scores = rank(probabilities, match, self._weights)
            best = np.argsort(-scores, kind="stable")[:MOST]
            found = [{"id": self._index.units[i], "score": round(float(scores[i]), 4)} for i in best]
            message.set(PASSAGES, found, add_to_output=True)
            message.set(COVERED, float(np.nansum(probabilities)))
            message.set(NEARER, float(match.question.max(initial=0.0) - match.declined))
            message.set(FRESH, bool(np.isnan(probabilities[best[0]])))
            message.set(VERSION, self._version)
        return messages
