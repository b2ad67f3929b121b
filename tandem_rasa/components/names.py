"""The names of labels as examples."""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from tandem_rasa.components.base import Component
from tandem_rasa.components.classifier import label_of

_JOINTS = re.compile(r"[\W_]+")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class LabelNames(Component):
    """Adds to the training examples of each label the words of its name, without the document or list it stands in.

    "how-to-align/the-first-steps" is told by "the first steps", "start_over" by "start over".
    """

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        first = {label_of(example): example for example in reversed(training_data.intent_examples)}
        return training_data.merge(TrainingData([_named(label, example) for label, example in sorted(first.items())]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Nothing: only what is learned from changes."""
        return messages


def _named(label: str, example: Message) -> Message:
    """The name of `label` as one more example beside `example`."""
    words = _JOINTS.sub(" ", label[label.find("/") + 1 :]).strip().lower()
    return Message(data={TEXT: words, INTENT: example.get(INTENT), "metadata": example.get("metadata")})
