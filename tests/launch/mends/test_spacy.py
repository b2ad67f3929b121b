from __future__ import annotations

import pytest
import spacy
from rasa.nlu.constants import SPACY_DOCS
from rasa.nlu.extractors.spacy_entity_extractor import SpacyEntityExtractor
from rasa.nlu.utils.spacy_utils import SpacyModel
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from launch.mends.spacy import take_entities_from_the_document_that_is_there


class Counting:
    """A pipeline that knows one word, and how often it was asked."""

    def __init__(self) -> None:
        self.read = 0
        self._nlp = spacy.blank("en")
        self._nlp.add_pipe("entity_ruler").add_patterns([{"label": "side", "pattern": "Sales"}])

    def __call__(self, text: str) -> spacy.tokens.Doc:
        self.read += 1
        return self._nlp(text)


@pytest.mark.parametrize(("kept", "read"), [("Sales wins", 1), ("sales wins", 2), (None, 1)])
def test_a_text_is_read_again_only_where_it_was_changed(
    monkeypatch: pytest.MonkeyPatch, kept: str | None, read: int
) -> None:
    monkeypatch.setattr(SpacyEntityExtractor, "process", SpacyEntityExtractor.process)
    take_entities_from_the_document_that_is_there()
    nlp, message = Counting(), Message(data={TEXT: "Sales wins"})
    if kept:
        message.set(SPACY_DOCS[TEXT], nlp(kept))
    SpacyEntityExtractor({"dimensions": None}).process([message], SpacyModel(nlp, "ours"))
    assert [entity["value"] for entity in message.get(ENTITIES)] == ["Sales"]
    assert nlp.read == read
