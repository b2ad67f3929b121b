"""Read each text with spaCy once."""

from __future__ import annotations

from functools import wraps

from rasa.nlu.constants import SPACY_DOCS
from rasa.nlu.extractors.spacy_entity_extractor import SpacyEntityExtractor
from rasa.nlu.utils.spacy_utils import SpacyModel
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Doc


def take_entities_from_the_document_that_is_there() -> None:
    """Rasa's extractor reads the text again, as SpacyNLP may have made it lower case; here that is seen."""
    process = SpacyEntityExtractor.process

    @wraps(process)  # Rasa reads the names and types of the parameters
    def process_kept(extractor: SpacyEntityExtractor, messages: list[Message], model: SpacyModel) -> list[Message]:
        for message in messages:
            kept = message.get(SPACY_DOCS[TEXT])

            def read(text: str, kept: Doc | None = kept) -> Doc:
                return kept if kept is not None and kept.text == text else model.model(text)

            process(extractor, [message], SpacyModel(read, model.model_name))
        return messages

    SpacyEntityExtractor.process = process_kept
