"""Correct typos before anything else reads the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from tandem import questions, spelling
from tandem.encoder.encoder import vocabulary
from tandem.spelling import Spelling
from tandem_rasa.components.base import TrainableComponent
from tandem_rasa.components.fingerprint import code_of
from tandem_rasa.components.splitter import with_clauses

FILE = "spelling.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellingCorrector(TrainableComponent):
    """Learns the field's words from the training examples, and the other known ones from the encoder's vocabulary.

    Option `model`: the encoder's folder. Only what is understood is corrected; what is quoted stays as it was written.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._spelling = Spelling([], frozenset())

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"model": "models/encoder"}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        return code_of(spelling, questions)

    def read(self, folder: Path) -> None:
        self._spelling = Spelling.load(folder / FILE)

    def train(self, training_data: TrainingData) -> Resource:
        texts = [example.get(TEXT) or "" for example in training_data.nlu_examples]
        self._spelling = Spelling.learn(texts, vocabulary(self._config["model"]))
        with self._storage.write_to(self._resource) as folder:
            self._spelling.save(folder / FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([example for example in training_data.training_examples if example.get(TEXT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in with_clauses(messages):
            message.set(TEXT, self._spelling.correct(message.get(TEXT)))
        return messages
