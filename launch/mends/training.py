"""What Rasa works out again and again while it learns."""

from __future__ import annotations

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message


def tell_examples_apart_by_their_text() -> None:
    """Compare only examples of the same text in full; Rasa writes each out for it, several times a training."""
    Message.__hash__ = lambda message: hash(message.get(TEXT))
