"""Decide whether to answer, to ask back, or to decline."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

ANSWER, ALSO, ASK, DECLINE, STEER = "answer", "also", "ask", "decline", "steer"
TINY = 1e-3


@dataclass(frozen=True)
class Reading:
    """How one text was read.

    Attributes:
        text: as written.
        intents: probability of each intent.
        passages: (unit, probability that it answers), best first.
        sides: which of marketing and sales are named.
        topics: which topics with two sides are named.
        covered: probability that some unit answers, as the classifier sees it.
        nearer: how much nearer the text is to a question known to be answered than to one known to be declined.
        fresh: whether the best passage is of a document that came without example questions.
    """

    text: str
    intents: dict[str, float]
    passages: list[tuple[str, float]]
    sides: list[str]
    topics: list[str]
    covered: float
    nearer: float = 0.0
    fresh: bool = False

    @property
    def intent(self) -> str:
        """The likeliest intent."""
        return max(self.intents, key=lambda name: self.intents[name])


@dataclass(frozen=True)
class Gate:
    """Weights and thresholds; fitted on the development questions (`make tune`), reported on the held-out ones.

    Attributes:
        bias, covered, best, nearer: a logistic model of whether a question is answered, see `certainty`.
        answer_from: certainty from which a question is answered.
        ask_below: probability of the best passage below which several readings are offered.
        vague_words, vague_below: the same for messages of at most so many words.
        sure_from: certainty from which a question among several in one message is answered by itself.
        clear_from: probability of the best passage from which it is told alone.
        close_from: share of the best passage's probability from which the next one is told too.
        questions: intents that passages answer.
        uncovered: intents of questions that nothing answers.
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
    questions: frozenset[str] = field(default_factory=frozenset)
    uncovered: frozenset[str] = field(default_factory=frozenset)

    def decide(self, reading: Reading) -> str:
        """What to do about one text: "answer", "ask", "decline", or "steer" where it steers the conversation."""
        certainty = self.certainty(reading)
        steering = {n: p for n, p in reading.intents.items() if n not in self.questions | self.uncovered}
        if max(steering.values(), default=0.0) > max(reading.covered, self._refusal(reading)):
            return STEER
        if certainty < self.answer_from:
            return DECLINE
        vague = len(reading.text.split()) <= self.vague_words
        return ASK if reading.passages[0][1] < (self.vague_below if vague else self.ask_below) else ANSWER

    def certainty(self, reading: Reading) -> float:
        """Probability that the best passage answers.

        A logistic model of three signals: the log-odds of being covered, the log-probability of the best passage,
        and how much nearer the text is to an answered example than to a declined one.
        """
        if not reading.passages:
            return 0.0
        if reading.fresh:
            return reading.passages[0][1]
        covered, best, nearer = signals(reading)
        return 1 / (1 + math.exp(-(self.bias + self.covered * covered + self.best * best + self.nearer * nearer)))

    def settle(self, whole: Reading, parts: list[Reading]) -> list[tuple[Reading, str]]:
        """The readings to reply to, each with its decision: the message as a whole, or question by question."""
        decision = self.decide(whole)
        answered = _distinct([p for p in parts if self._sure(p)])
        refused = [p for p in parts if self.decide(p) == DECLINE and self._surely_uncovered(p)]
        if len(answered) > 1 or (answered and refused):
            return [(p, ANSWER if p in answered else DECLINE) for p in parts if p in answered or p in refused]
        if decision in (DECLINE, STEER) and answered:
            return [(answered[0], ANSWER)]
        if decision == ANSWER:
            return [(reading, ANSWER) for reading in self._named(whole)] or self._likeliest(whole)
        return [(whole, decision)]

    def _likeliest(self, whole: Reading) -> list[tuple[Reading, str]]:
        """The best passage, and the next one where it may be meant as well."""
        best, *rest = whole.passages
        near = rest and best[1] < self.clear_from and rest[0][1] >= self.close_from * best[1]
        if near and best[0] not in whole.topics and not _same_section(best[0], rest[0][0]):
            return [(whole, ANSWER), (replace(whole, passages=rest), ALSO)]
        return [(whole, ANSWER)]

    def _named(self, whole: Reading) -> list[Reading]:
        """A reading for each topic where the message names several ("focus and audience")."""
        if len(whole.topics) < 2:
            return []
        best = whole.passages[0][1]
        others = [hit for hit in whole.passages if hit[0] not in whole.topics]
        return [replace(whole, passages=[(topic, best), *others]) for topic in whole.topics]

    def _sure(self, part: Reading) -> bool:
        return self.decide(part) == ANSWER and self.certainty(part) >= self.sure_from

    def _surely_uncovered(self, part: Reading) -> bool:
        return self._refusal(part) >= self.sure_from

    def _refusal(self, reading: Reading) -> float:
        return sum(reading.intents.get(name, 0.0) for name in self.uncovered)


def _same_section(one: str, other: str) -> bool:
    """Whether one unit lies under the heading of the other."""
    return one.split("/")[-1] in other.split("/") or other.split("/")[-1] in one.split("/")


def signals(reading: Reading) -> tuple[float, float, float]:
    """What the gate's model looks at: log-odds of covered, log of the best passage's probability, nearer."""
    covered = min(max(reading.covered, TINY), 1 - TINY)
    return math.log(covered / (1 - covered)), math.log(reading.passages[0][1] + TINY), reading.nearer


def _distinct(readings: list[Reading]) -> list[Reading]:
    return list({r.passages[0][0]: r for r in reversed(readings)}.values())[::-1]
