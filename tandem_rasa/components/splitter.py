"""Understand each question of a message by itself."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from tandem import questions
from tandem.questions import clauses, clean, split, without_end
from tandem_rasa.components.base import Component
from tandem_rasa.components.fingerprint import code_of

WRITTEN = "written"
CLAUSES = "clauses"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class QuestionSplitter(Component):
    """Puts a message for each question behind the message itself, and lays its clauses beside it.

    The components behind it then work on all of them in one batch; `AnswerGate` takes them together again. Clauses may
    tell a trouble and nothing else: what classifies looks at them (`with_clauses`), what searches passages need not.
    Also cleans the text, so that control characters and floods do not reach the other components, and keeps it beside
    the one that they work on.
    """

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        return code_of(questions)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        for example in training_data.training_examples:
            example.set(TEXT, without_end(example.get(TEXT) or ""))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(WRITTEN, _cleaned(message.get(TEXT) or ""))
            message.set(TEXT, without_end(message.get(WRITTEN)))
            message.set(CLAUSES, _messages(clauses(message.get(WRITTEN))))
        return [*messages, *(part for message in messages for part in _messages(split(message.get(WRITTEN))))]


def _cleaned(text: str) -> str:
    """`text` without what can't be read; only what began with a slash still does.

    Behind the pipeline Rasa takes a text that begins so for a command.
    """
    cleaned = clean(text)
    return cleaned if text.startswith(INTENT_MESSAGE_PREFIX) else cleaned.lstrip("/ ")


def with_clauses(messages: list[Message]) -> list[Message]:
    """The messages, and behind them their clauses."""
    return [*messages, *(clause for message in messages for clause in message.get(CLAUSES) or [])]


def _messages(texts: list[str]) -> list[Message]:
    return [Message(data={TEXT: without_end(text), WRITTEN: text}) for text in texts]
