"""What Rasa works out again and again while it learns."""

from __future__ import annotations

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message


def tell_examples_apart_by_their_text() -> None:
    """Compare only examples of the same text in full; Rasa writes each out for it, several times a training."""
    Message.__hash__ = lambda message: hash(message.get(TEXT))


def copy_examples_by_their_parts() -> None:
    """Let a copy of an example share its values: components set others, they change none. Rasa copies all eight times.

    Measured: 4 of the 45 seconds of a training from clean.
    """

    def copied(message: Message, memo: object) -> Message:
        other = Message(message.data, set(message.output_properties), message.time, list(message.features))
        other._cached_fingerprint = message._cached_fingerprint
        return other

    Message.__deepcopy__ = copied
