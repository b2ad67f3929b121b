"""Mend slips before anything else reads the text."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from tandem.encoder.encoder import words
from tandem.spelling import Spelling

FILE = "spelling.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellingMender(GraphComponent):
    """Learns the field's words from the training examples, and the other known ones from the encoder's vocabulary.

    Option `model`: the encoder's folder. The person's own text is kept in the conversation; only what is understood
    of it is mended.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, spelling: Spelling) -> None:
        self._config, self._storage, self._resource, self._spelling = config, storage, resource, spelling

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"model": "models/encoder"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpellingMender:
        return cls(config, model_storage, resource, Spelling([], frozenset()))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SpellingMender:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Spelling.load(folder / FILE))

    def train(self, training_data: TrainingData) -> Resource:
        texts = [example.get(TEXT) or "" for example in training_data.nlu_examples]
        self._spelling = Spelling.learn(texts, words(self._config["model"]))
        with self._storage.write_to(self._resource) as folder:
            self._spelling.save(folder / FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([example for example in training_data.training_examples if example.get(TEXT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(TEXT, self._spelling.mend(message.get(TEXT)))
        return messages
