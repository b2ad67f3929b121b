"""The last word on a message: answer, ask back, decline, or leave it to the conversation's rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from tandem.documents.knowledge import Knowledge
from tandem.language import canonical, load_terms
from tandem.understanding.gate import ANSWER, ASK, DECLINE, STEER, TELL, Gate, Trouble
from tandem.understanding.intents import TROUBLE, UNCOVERED, is_question, steers
from tandem.understanding.naming import Names
from tandem.understanding.reading import Reading
from tandem_rasa.components.base import Component
from tandem_rasa.components.classifier import ANSWERS, INTENTS
from tandem_rasa.components.retriever import COVERED, FRESH, NEARER, PASSAGES, VERSION
from tandem_rasa.components.splitter import WRITTEN, with_clauses

UNDERSTANDING = "understanding"
ALLOWED: dict[str, Callable[[str], bool]] = {
    ANSWER: is_question,
    ASK: is_question,
    DECLINE: UNCOVERED.__contains__,
    STEER: steers,
    TELL: TROUBLE.__eq__,
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AnswerGate(Component):
    """Takes a message and its questions together again and puts `understanding` on it.

    The intent is set to what was decided: a question that no passage answers gets one of the uncovered intents,
    however sure the classifier was of another.

    Options: `terms` (the term lists), `knowledge`, `gate` (thresholds, see `tandem.understanding.gate.Gate`).
    """

    def __init__(self, config: dict[str, Any]) -> None:
        knowledge = Knowledge.load(config["knowledge"])
        self._values = canonical({**load_terms(config["terms"]), "topic": knowledge.topics()})
        self._topics = {unit.replace("-", " "): unit for unit, told in knowledge.units.items() if len(told) > 1}
        self._names = Names(knowledge.names)
        self._gate = Gate(**config["gate"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"terms": "data/terms/terms.yml", "knowledge": "models/knowledge.json", "gate": {}}

    def process(self, messages: list[Message]) -> list[Message]:
        whole, *parts = messages
        questions = [self._reading(part) for part in parts]
        troubles = self._gate.troubles([message.get(ANSWERS) for message in with_clauses(messages)])
        settled = self._gate.settle(self._reading(whole), questions, troubles)
        self._set_intent(whole, settled)
        told = settled[0][1] == TELL
        understanding = {
            "version": whole.get(VERSION),
            "questions": [self._question(reading, decision) for reading, decision in settled],
            "symptoms": [self._symptom(trouble, told=told) for trouble in troubles],
        }
        whole.set(UNDERSTANDING, understanding, add_to_output=True)
        for entity in whole.get(ENTITIES) or []:
            key = (entity["entity"], entity["value"].lower())
            entity["value"] = self._values.get(key, entity["value"])
        return [whole]

    def _reading(self, message: Message) -> Reading:
        found = [(hit["id"], hit["score"]) for hit in message.get(PASSAGES)]
        sides = sorted({self._values[key] for key in self._named(message, "side")})
        topics = sorted({self._topics[name] for _, name in self._named(message, "topic") if name in self._topics})
        return Reading(
            text=message.get(WRITTEN),
            intents=message.get(INTENTS),
            passages=found,
            sides=sides,
            topics=topics,
            covered=message.get(COVERED),
            nearer=message.get(NEARER),
            fresh=message.get(FRESH),
            named=tuple(self._names.named_only(message.get(TEXT))),
        )

    def _named(self, message: Message, label: str) -> set[tuple[str, str]]:
        found = {(e["entity"], e["value"].lower()) for e in message.get(ENTITIES) or [] if e["entity"] == label}
        return found & self._values.keys()

    @staticmethod
    def _set_intent(message: Message, settled: list[tuple[Reading, str]]) -> None:
        reading, decision = next(((r, d) for r, d in settled if d in (ANSWER, ASK)), settled[0])
        name = max(filter(ALLOWED[decision], sorted(reading.intents)), key=lambda intent: reading.intents[intent])
        intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: reading.intents[name]}
        message.set(INTENT, intent, add_to_output=True)

    def _symptom(self, trouble: Trouble, *, told: bool) -> dict[str, Any]:
        told = trouble.sure and (told or trouble.score >= self._gate.trouble_from)
        return {"id": trouble.id, "score": round(trouble.score, 4), "told": told}

    def _question(self, reading: Reading, decision: str) -> dict[str, Any]:
        passages = [{"id": unit, "score": score} for unit, score in reading.passages]
        return {
            "text": reading.text,
            "decision": decision,
            "certainty": round(self._gate.certainty(reading), 4),
            "signals": reading.signals if passages else [],
            "sides": reading.sides,
            "passages": passages,
        }
