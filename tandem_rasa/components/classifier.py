"""Intent classification that also tells which passage a question asks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from tandem.understanding import classifier, likeness, neighbours, ngrams, products, regression
from tandem.understanding.classifier import Classifier
from tandem_rasa.components.base import TrainableComponent
from tandem_rasa.components.encoder import encoded
from tandem_rasa.components.fingerprint import code_of
from tandem_rasa.components.splitter import with_clauses

ANSWERS = "answer_probabilities"
INTENTS = "intent_probabilities"
NEAREST = "nearest_examples"
RANKING = 10
INTENTS_FILE = "intents.json"


def label_of(example: Message) -> str:
    """What a training example asks for: `metadata: {answer: ...}` beside its intent, or else the intent."""
    metadata = (example.get("metadata") or {}).get("intent") or {}
    return str(metadata.get("answer") or example.get(INTENT))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionClassifier(TrainableComponent, IntentClassifier):
    """Learns intents, and within them the answers named in the examples' metadata, in one model.

    Options `strength`, `dimensions` and `nearest`: see `tandem.understanding.classifier.Classifier`.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._classifier = Classifier(**{option: config[option] for option in self.get_default_config()})
        self._names: list[str] = []
        self._membership = np.empty((0, 0))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"strength": 20.0, "dimensions": 512, "nearest": 5.0}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        return code_of(classifier, likeness, neighbours, ngrams, products, regression)

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    def read(self, folder: Path) -> None:
        self._classifier.load(folder)
        self._sort(json.loads((folder / INTENTS_FILE).read_text()))

    def _sort(self, intents: dict[str, str]) -> None:
        """Take note of the intent of each label."""
        self._names = sorted(set(intents.values()))
        of_labels = [self._names.index(intents[label]) for label in self._classifier.labels]
        self._membership = np.eye(len(self._names))[of_labels]  # shape (labels, intents)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        labels = [label_of(e) for e in examples]
        intents = {label: e.get(INTENT) for label, e in zip(labels, examples)}
        self._classifier.fit(encoded(examples), labels)
        self._sort(intents)
        with self._storage.write_to(self._resource) as folder:
            self._classifier.save(folder)
            (folder / INTENTS_FILE).write_text(json.dumps(intents))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        every = with_clauses(messages)
        read = encoded(every)
        said = np.array([[bool(text.strip())] for text in read.texts])
        likely = np.where(said, self._classifier.probabilities(read), 0.0)
        for message, of_labels, of_intents in zip(every, likely, likely @ self._membership):
            self._put(message, of_labels, of_intents)
        for message, near in zip(messages, self._classifier.nearest(read.vectors[: len(messages)])):
            message.set(NEAREST, dict(zip(self._classifier.labels, near.tolist())))
        return messages

    def _put(self, message: Message, of_labels: np.ndarray, of_intents: np.ndarray) -> None:
        intents = dict(zip(self._names, of_intents.tolist()))
        ranking = [
            {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: p}
            for name, p in sorted(intents.items(), key=lambda item: -item[1])[:RANKING]
        ]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        message.set(INTENTS, intents)
        labelled = zip(self._classifier.labels, of_labels.tolist())
        message.set(ANSWERS, {label: p for label, p in labelled if label not in intents})
