"""Intent classification that also tells which passage a question asks for."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, vstack

from nlu.fingerprint import code_of
from tandem.understanding import classifier, features
from tandem.understanding.classifier import Classifier

ANSWERS = "answer_probabilities"
INTENTS = "intent_probabilities"
RANKING = 10
LEARNED = "learned.json"


def answer_of(example: Message) -> str | None:
    """The passage or topic that a training example asks for: `metadata: {answer: ...}` beside its intent."""
    metadata = (example.get("metadata") or {}).get("intent") or {}
    return metadata.get("answer")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionClassifier(IntentClassifier, GraphComponent):
    """Learns intents, and within them the answers named in the examples' metadata, in one model.

    Options `C` and `dimensions`: see `tandem.understanding.classifier.Classifier`.
    """

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, model_storage, resource
        self._classifier = Classifier(C=config["C"], dimensions=config["dimensions"])
        self._intents: dict[str, str] = {}
        self._widths: dict[str, int] = {}

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"C": 20.0, "dimensions": 512}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        return code_of(classifier, features)

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> QuestionClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._classifier = Classifier.load(folder)
            learned = json.loads((folder / LEARNED).read_text())
            component._intents, component._widths = learned["intents"], learned["widths"]
        return component

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        labels = [answer_of(e) or e.get(INTENT) for e in examples]
        self._intents = {label: e.get(INTENT) for label, e in zip(labels, examples)}
        self._widths = {f.origin: f.features.shape[1] for e in examples for f in e.features if _counts(f)}
        self._classifier.fit(*self._features(examples), labels)
        with self._storage.write_to(self._resource) as folder:
            self._classifier.save(folder)
            (folder / LEARNED).write_text(json.dumps({"intents": self._intents, "widths": self._widths}))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        labels = self._classifier.labels
        for message, row in zip(messages, self._classifier.probabilities(*self._features(messages))):
            likely = {label: float(p) for label, p in zip(labels, row)}
            if not message.get(TOKENS_NAMES[TEXT]):
                likely = dict.fromkeys(labels, 0.0)  # nothing was said
            self._put(message, likely)
        return messages

    def _put(self, message: Message, likely: dict[str, float]) -> None:
        intents: dict[str, float] = {}
        for label, p in likely.items():
            intents[self._intents[label]] = intents.get(self._intents[label], 0.0) + p
        ranking = [
            {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: p}
            for name, p in sorted(intents.items(), key=lambda item: -item[1])
        ]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking[:RANKING], add_to_output=True)
        message.set(INTENTS, intents)
        message.set(ANSWERS, {label: p for label, p in likely.items() if label not in intents})

    def _features(self, messages: list[Message]) -> tuple[np.ndarray, list[csr_matrix]]:
        """Sentence vectors (messages, d) and, for each sparse featurizer, counts (messages, vocabulary)."""
        dense = np.vstack([m.get_dense_features(TEXT)[1].features for m in messages])
        return dense, [self._stack(messages, origin) for origin in sorted(self._widths)]

    def _stack(self, messages: list[Message], origin: str) -> csr_matrix:
        nothing = csr_matrix((1, self._widths[origin]))
        rows = ({f.origin: f.features for f in m.features if _counts(f)}.get(origin, nothing) for m in messages)
        return vstack(list(rows)).tocsr()


def _counts(feature: Features) -> bool:
    """Whether a feature is the n-gram counts of a whole message."""
    return bool(feature.is_sparse() and feature.type == FEATURE_TYPE_SENTENCE and feature.attribute == TEXT)
