"""A message as it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LEADS_AWAY = ("want_tips", "tell_problem", "greet", "capabilities", "assess_", "plan_")  # how such intents begin


@dataclass(frozen=True)
class Hit:
    """A unit of knowledge (a passage, or the two of one topic) that may answer, with the probability that it does."""

    unit: str
    score: float


@dataclass(frozen=True)
class Question:
    """One question of a message.

    Attributes:
        text: as the person wrote it.
        decision: "answer", "also" (a second reading of the question before), "ask" (several readings), "decline", or
            "steer" where it asks nothing of the documents.
        hits: best first.
        sides: which of marketing and sales it names.
    """

    text: str
    decision: str
    hits: tuple[Hit, ...] = ()
    sides: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Entity:
    """Something named in a message: the list of terms it stands in, and its canonical value."""

    label: str
    value: str


@dataclass(frozen=True)
class Message:
    """A message: its text with typos corrected, what the person wants (the intent), and the questions in it.

    Attributes:
        version: that of the knowledge in which the hits were found, "" where none was looked at.
        entities: what it names.
        symptoms: ids of what it says hurts.
        perhaps: ids of what it may say hurts, the likeliest first, where this is not sure.
    """

    text: str
    intent: str
    questions: tuple[Question, ...]
    version: str = ""
    entities: tuple[Entity, ...] = ()
    symptoms: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()

    @property
    def leads_away(self) -> bool:
        """Whether it begins something of its own, rather than answering a question that is open."""
        return self.intent.startswith(LEADS_AWAY)

    @classmethod
    def from_parse(cls, parse: dict[str, Any]) -> Message:
        """From what Rasa's NLU put on the message; a message without questions has none."""
        found = parse.get("understanding") or {}
        symptoms = found.get("symptoms", ())
        return cls(
            text=parse.get("text") or "",
            intent=(parse.get("intent") or {}).get("name") or "",
            questions=tuple(_question(row) for row in found.get("questions", [])),
            version=found.get("version", ""),
            entities=tuple(Entity(row["entity"], row["value"]) for row in parse.get("entities") or []),
            symptoms=tuple(row["id"] for row in symptoms if row["told"]),
            perhaps=tuple(row["id"] for row in symptoms if not row["told"]),
        )


def _question(row: dict[str, Any]) -> Question:
    hits = tuple(Hit(hit["id"], hit["score"]) for hit in row["passages"])
    return Question(row["text"], row["decision"], hits, frozenset(row["sides"]))
