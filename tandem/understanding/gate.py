"""Decide whether to answer, to ask back, or to decline."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tandem.questions import asks
from tandem.understanding.intents import SYMPTOM
from tandem.understanding.reading import Reading

ANSWER, ALSO, ASK, DECLINE, STEER, TELL = "answer", "also", "ask", "decline", "steer", "tell"
Settled = list[tuple[Reading, str]]
MOST_TROUBLES = 3  # that are offered where it is not clear which one is told


@dataclass(frozen=True)
class Trouble:
    """A symptom that a message may tell.

    Attributes:
        id: of the symptom.
        score: probability that the message tells a trouble at all.
        sure: whether it is this one then; else it is one of several that may be meant.
    """

    id: str
    score: float
    sure: bool


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
        trouble_from: probability of a trouble from which one beside a question that is answered counts as told.
        perhaps_from: the same where nothing is asked, or nothing answers it.
        which_from: share of the likeliest symptom in that probability from which it is the one told.
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
    perhaps_from: float = 0.2
    which_from: float = 0.6

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

    def troubles(self, answers: Sequence[Mapping[str, float]]) -> list[Trouble]:
        """The symptoms that a message tells, or may tell; `answers` are the probabilities of labels, text by text."""
        found = [self._troubles(labels) for labels in answers]
        sure = {t.id: t for ts in found for t in sorted(ts, key=lambda trouble: trouble.score) if t.sure}
        unsure = max(found, key=lambda troubles: max((t.score for t in troubles), default=0.0))
        return list(sure.values()) or unsure

    def _troubles(self, labels: Mapping[str, float]) -> list[Trouble]:
        symptoms = {label.removeprefix(SYMPTOM): p for label, p in labels.items() if label.startswith(SYMPTOM)}
        told = sum(symptoms.values())
        if not symptoms or told < self.perhaps_from:
            return []
        likely = sorted(symptoms, key=lambda id: -symptoms[id])[:MOST_TROUBLES]
        if symptoms[likely[0]] >= self.which_from * told:
            return [Trouble(likely[0], told, sure=True)]
        return [Trouble(id, told, sure=False) for id in likely]

    def settle(self, whole: Reading, parts: list[Reading], troubles: Sequence[Trouble] = ()) -> Settled:
        """The readings to reply to, each with its decision.

        A message that tells a trouble and asks nothing that a passage answers is one reading; else it is taken as a
        whole, or question by question.
        """
        settled = self._settle_questions(whole.apart_from_troubles(), [p.apart_from_troubles() for p in parts])
        answered = any(decision == ANSWER for _, decision in settled)
        told = any(self._tells(trouble, whole, answered=answered) for trouble in troubles)
        return [(whole, TELL)] if told else settled

    def _tells(self, trouble: Trouble, whole: Reading, *, answered: bool) -> bool:
        """Whether a message tells a trouble above all, rather than asking or steering."""
        asked = asks(whole.text)
        if (answered and asked) or len(whole.text.split()) <= self.vague_words or whole.steering > trouble.score:
            return False
        return trouble.score >= self.trouble_from or not (asked or (answered and not trouble.sure))

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
