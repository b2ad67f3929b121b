"""The last word on a message: answer, ask back, decline, or leave it to the conversation's rules."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.classifier import INTENTS
from nlu.retriever import COVERED, FRESH, NEARER, PASSAGES, VERSION
from tandem import build
from tandem.documents.knowledge import Knowledge
from tandem.language import canonical, load_terms
from tandem.understanding.gate import ANSWER, ASK, DECLINE, STEER, Gate, Reading, signals

UNDERSTANDING = "understanding"
QUESTION_PREFIX = "ask_"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AnswerGate(GraphComponent):
    """Takes a message and its questions together again and puts `understanding` on it.

    The intent is set to what was decided: a question that no passage answers gets one of the `uncovered` intents,
    however sure the classifier was of another.

    Options: `terms` (the term lists), `uncovered` (intents of questions nothing answers), `small_talk` (intents that
    begin like a question's and are none), `gate` (thresholds, see `tandem.understanding.gate.Gate`).
    """

    def __init__(self, config: dict[str, Any]) -> None:
        knowledge = Knowledge.load(config["knowledge"])
        self._values = canonical({**load_terms(config["terms"]), "topic": build.topics(knowledge)})
        self._topics = {unit.replace("-", " "): unit for unit, told in knowledge.units.items() if len(told) > 1}
        self._uncovered = frozenset(config["uncovered"])
        self._small_talk = frozenset(config["small_talk"])
        self._thresholds = config["gate"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "terms": "data/terms/terms.yml",
            "knowledge": "models/knowledge.json",
            "uncovered": ["ask_uncovered", "out_of_scope"],
            "small_talk": ["ask_capabilities"],
            "gate": {},
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AnswerGate:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        whole, *parts = messages
        gate = self._gate(whole.get(INTENTS))
        settled = gate.settle(self._reading(whole), [self._reading(part) for part in parts])
        self._set_intent(whole, settled)
        understanding = {
            "version": whole.get(VERSION),
            "questions": [self._question(reading, decision, gate.certainty(reading)) for reading, decision in settled],
        }
        whole.set(UNDERSTANDING, understanding, add_to_output=True)
        for entity in whole.get(ENTITIES) or []:
            key = (entity["entity"], entity["value"].lower())
            entity["value"] = self._values.get(key, entity["value"])
        return [whole]

    def _gate(self, intents: dict[str, float]) -> Gate:
        asked = {name for name in intents if name.startswith(QUESTION_PREFIX)}
        return Gate(
            questions=frozenset(asked - self._uncovered - self._small_talk),
            uncovered=self._uncovered,
            **self._thresholds,
        )

    def _reading(self, message: Message) -> Reading:
        found = [(hit["id"], hit["score"]) for hit in message.get(PASSAGES)]
        sides = sorted({self._values[key] for key in self._named(message, "side")})
        topics = sorted({self._topics[name] for _, name in self._named(message, "topic") if name in self._topics})
        seen = (message.get(name) for name in (COVERED, NEARER, FRESH))
        return Reading(message.get(TEXT), message.get(INTENTS), found, sides, topics, *seen)

    def _named(self, message: Message, label: str) -> set[tuple[str, str]]:
        found = {(e["entity"], e["value"].lower()) for e in message.get(ENTITIES) or [] if e["entity"] == label}
        return found & self._values.keys()

    def _set_intent(self, message: Message, settled: list[tuple[Reading, str]]) -> None:
        reading, decision = next(((r, d) for r, d in settled if d in (ANSWER, ASK)), settled[0])
        gate = self._gate(reading.intents)
        allowed = {
            ANSWER: gate.questions,
            ASK: gate.questions,
            DECLINE: gate.uncovered,
            STEER: reading.intents.keys() - gate.questions - gate.uncovered,
        }[decision]
        name = max(sorted(allowed), key=lambda intent: reading.intents.get(intent, 0.0))
        intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: reading.intents.get(name, 0.0)}
        message.set(INTENT, intent, add_to_output=True)

    @staticmethod
    def _question(reading: Reading, decision: str, certainty: float) -> dict[str, Any]:
        passages = [{"id": unit, "score": score} for unit, score in reading.passages]
        return {
            "text": reading.text,
            "decision": decision,
            "certainty": round(certainty, 4),
            "signals": signals(reading) if passages else [],
            "sides": reading.sides,
            "passages": passages,
        }
