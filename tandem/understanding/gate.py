"""Decide whether to answer, to ask back, or to decline."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from tandem.questions import asks, speaks_of_us
from tandem.understanding.intents import SYMPTOM
from tandem.understanding.reading import Reading

ANSWER, ALSO, ASK, DECLINE, STEER, TELL = "answer", "also", "ask", "decline", "steer", "tell"
Settled = list[tuple[Reading, str]]
NO_TROUBLES: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True)
class Gate:
    """Weights and thresholds; chosen on the development questions, reported on the held-out ones.

    Attributes:
        bias, covered, best, nearer: a logistic model of whether a question is answered, fitted by `make tune`.
        answer_from: certainty from which a question is answered.
        ask_below: probability of the best passage below which several readings are offered.
        vague_words, vague_below: the same for messages of at most so many words.
        sure_from: certainty from which a question among several in one message is answered by itself.
        clear_from: probability of the best passage from which it is told alone.
        close_from: share of the best passage's probability from which the next one is told too.
        trouble_from: probability of a symptom from which it counts as told where a passage would answer, too.
        perhaps_from: the same where none would, or the message speaks of "us", or it was asked what hurts.
    """

    bias: float = 0.0
    covered: float = 1.0
    best: float = 0.0
    nearer: float = 0.0
    answer_from: float = 0.55
    ask_below: float = 0.18
    vague_words: int = 2
    vague_below: float = 0.5
    sure_from: float = 0.8
    clear_from: float = 0.7
    close_from: float = 0.3
    trouble_from: float = 0.5
    perhaps_from: float = 0.25

    def decide(self, reading: Reading) -> str:
        """What to do about one text: "answer", "ask", "decline", or "steer" where it steers the conversation."""
        if reading.steering > max(reading.covered, reading.refusal):
            return STEER
        if self.certainty(reading) < self.answer_from:
            return DECLINE
        vague = len(reading.text.split()) <= self.vague_words
        return ASK if reading.passages[0][1] < (self.vague_below if vague else self.ask_below) else ANSWER

    def certainty(self, reading: Reading) -> float:
        """Probability that the best passage answers: a logistic model of the reading's signals.

        A document without example questions has only the retriever's own probability.
        """
        if not reading.passages:
            return 0.0
        if reading.fresh:
            return reading.passages[0][1]
        covered, best, nearer = reading.signals
        return 1 / (1 + math.exp(-(self.bias + self.covered * covered + self.best * best + self.nearer * nearer)))

    def troubles(self, answers: Sequence[Mapping[str, float]]) -> dict[str, float]:
        """The symptoms that a message may tell, with their probability; `answers` are those of labels, text by text."""
        found: dict[str, float] = {}
        for labels in answers:
            symptoms = {label: p for label, p in labels.items() if label.startswith(SYMPTOM)}
            best = max(symptoms, key=lambda label: symptoms[label], default="")
            if best and symptoms[best] >= self.perhaps_from:
                id = best.removeprefix(SYMPTOM)
                found[id] = max(found.get(id, 0.0), symptoms[best])
        return found

    def settle(self, whole: Reading, parts: list[Reading], troubles: Mapping[str, float] = NO_TROUBLES) -> Settled:
        """The readings to reply to, each with its decision.

        A message that tells a trouble and asks nothing that a passage answers is one reading; else it is taken as a
        whole, or question by question.
        """
        settled = self._settle_questions(whole.apart_from_troubles(), [p.apart_from_troubles() for p in parts])
        answered = any(decision == ANSWER for _, decision in settled)
        needed = self.trouble_from if answered and not speaks_of_us(whole.text) else self.perhaps_from
        said = len(whole.text.split()) > self.vague_words and not (answered and asks(whole.text))
        told = said and max(troubles.values(), default=0.0) >= needed
        return [(whole, TELL)] if told else settled

    def _settle_questions(self, whole: Reading, parts: list[Reading]) -> Settled:
        decision = self.decide(whole)
        if len(whole.named) > 1 or (whole.named and decision in (DECLINE, STEER)):
            return _each(whole.named, whole)
        answered = _distinct([p for p in parts if self._sure(p)])
        refused = [p for p in parts if self.decide(p) == DECLINE and p.refusal >= self.sure_from]
        if len(answered) > 1 or (answered and refused):
            return [(p, ANSWER if p in answered else DECLINE) for p in parts if p in answered or p in refused]
        if decision in (DECLINE, STEER) and answered:
            return [(answered[0], ANSWER)]
        if decision == ANSWER:
            return _each(whole.topics, whole) if len(whole.topics) > 1 else self._likeliest(whole)
        return [(whole, decision)]

    def _likeliest(self, whole: Reading) -> Settled:
        """The best passage, and the next one where it may be meant as well."""
        best, *rest = whole.passages
        near = rest and best[1] < self.clear_from and rest[0][1] >= self.close_from * best[1]
        if near and best[0] not in whole.topics and not _same_section(best[0], rest[0][0]):
            return [(whole, ANSWER), (replace(whole, passages=rest), ALSO)]
        return [(whole, ANSWER)]

    def _sure(self, part: Reading) -> bool:
        return self.decide(part) == ANSWER and self.certainty(part) >= self.sure_from


def _each(units: Sequence[str], whole: Reading) -> Settled:
    """An answer for each unit that a message names ("focus and audience")."""
    best = whole.passages[0][1]
    others = [hit for hit in whole.passages if hit[0] not in units]
    return [(replace(whole, passages=[(unit, best), *others]), ANSWER) for unit in units]


def _same_section(one: str, other: str) -> bool:
    """Whether one unit lies under the heading of the other."""
    return one.split("/")[-1] in other.split("/") or other.split("/")[-1] in one.split("/")


def _distinct(readings: list[Reading]) -> list[Reading]:
    return list({r.passages[0][0]: r for r in reversed(readings)}.values())[::-1]
