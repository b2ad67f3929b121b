"""Names of labels among the examples that are learned from."""

from __future__ import annotations

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from tandem_rasa.components.classifier import label_of
from tandem_rasa.components.names import LabelNames

STEPS = "how-to-align/the-first-steps"
WHY = "how-sales-and-marketing-differ/audience/why"  # "why" alone asks for the reason of what was said before


def example(text: str, intent: str, answer: str = "") -> Message:
    metadata = {"metadata": {"intent": {"answer": answer}}} if answer else {}
    return Message(data={TEXT: text, INTENT: intent, **metadata})


def test_each_label_has_its_name_as_one_more_example() -> None:
    told = [example("where do i start", "ask_alignment", STEPS), example("and then", "ask_alignment", STEPS)]
    data = TrainingData([*told, example("hi", "greet_someone"), example("why so", "ask_audience", WHY)])
    learned = LabelNames({}).process_training_data(data).intent_examples
    assert [(e.get(TEXT), e.get(INTENT), label_of(e)) for e in learned[4:]] == [
        ("greet someone", "greet_someone", "greet_someone"),
        ("audience why", "ask_audience", WHY),
        ("the first steps", "ask_alignment", STEPS),
    ]
