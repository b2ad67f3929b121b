"""Understand each question of a message by itself."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from tandem.questions import clean, split

WRITTEN = "written"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class QuestionSplitter(GraphComponent):
    """Puts a message for each question behind the message itself.

    The components behind it then work on all of them in one batch; `AnswerGate` takes them together again.
    Also cleans the text, so that control characters and floods do not reach the other components, and keeps it beside
    the one that they work on.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionSplitter:
        return cls()

    @classmethod
    def load(cls, *args: Any, **kwargs: Any) -> QuestionSplitter:
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(TEXT, clean(message.get(TEXT) or ""))
            message.set(WRITTEN, message.get(TEXT))
        parts = [part for message in messages for part in split(message.get(TEXT))]
        return [*messages, *(Message(data={TEXT: part, WRITTEN: part}) for part in parts)]
