"""Sentence vectors for the classifier and the retriever, made once."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from tandem.encoder import Encoded, Encoder
from tandem.encoder.encoder import LAYERS, VECTOR
from tandem_rasa.components.splitter import with_clauses


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
    model_from="SentenceEncoder",
)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Loads the encoder, lends it to others, and adds what it reads to each message as features (see `encoded`).

    Option `model`: the folder of an ONNX sentence encoder (`model.onnx`, `tokenizer.json`).
    """

    APART = True  # while the model runs, the interpreter is free for others

    def __init__(self, encoder: Encoder, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._encoder = encoder

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**DenseFeaturizer.get_default_config(), "model": "models/encoder", "max_tokens": 128, "threads": 1}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        return Encoder(config["model"]).fingerprint() if "model" in config else None

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check before the model is read."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        settings = {**cls.get_default_config(), **config}
        encoder = Encoder(settings["model"], max_tokens=settings["max_tokens"], threads=settings["threads"])
        return cls(encoder, settings, execution_context.node_name)

    def provide(self) -> Encoder:
        return self._encoder

    def process_training_data(self, training_data: TrainingData, model: Encoder) -> TrainingData:
        self.process(training_data.training_examples, model)
        return training_data

    def process(self, messages: list[Message], model: Encoder) -> list[Message]:
        every = with_clauses(messages)
        read = model.read([message.get(TEXT) or "" for message in every])
        for message, *rows in zip(every, read.vectors, read.layers):
            for origin, row in zip((VECTOR, LAYERS), rows):
                message.add_features(Features(row[None, :], FEATURE_TYPE_SENTENCE, TEXT, origin))
        return messages


def encoded(messages: list[Message]) -> Encoded:
    """Messages as the encoder has read them."""
    features = [{feature.origin: feature.features for feature in message.features} for message in messages]
    vectors, layers = (np.vstack([found[origin] for found in features]) for origin in (VECTOR, LAYERS))
    return Encoded([message.get(TEXT) or "" for message in messages], vectors, layers)
