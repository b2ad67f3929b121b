"""Decide whether to answer, to ask back, or to decline."""

from __future__ import annotations

from dataclasses import dataclass, field

ANSWER, ASK, DECLINE, STEER = "answer", "ask", "decline", "steer"


@dataclass(frozen=True)
class Reading:
    """How one text was read.

    Attributes:
        text: as written.
        intents: probability of each intent.
        passages: (unit, probability that it answers), best first.
        sides: which of marketing and sales are named.
        covered: probability that some unit answers.
    """

    text: str
    intents: dict[str, float]
    passages: list[tuple[str, float]]
    sides: list[str]
    covered: float

    @property
    def intent(self) -> str:
        """The likeliest intent."""
        return max(self.intents, key=lambda name: self.intents[name])


@dataclass(frozen=True)
class Gate:
    """The thresholds; chosen on the development questions, reported on the held-out ones.

    Attributes:
        answer_from: probability of being covered from which a question is answered.
        ask_below: probability of the best passage below which several readings are offered.
        sure_from: probability from which a question among several in one message is answered by itself.
        questions: intents that passages answer.
        uncovered: intents of questions that nothing answers.
    """

    answer_from: float = 0.55
    ask_below: float = 0.18
    sure_from: float = 0.8
    questions: frozenset[str] = field(default_factory=frozenset)
    uncovered: frozenset[str] = field(default_factory=frozenset)

    def decide(self, reading: Reading) -> str:
        """What to do about one text: "answer", "ask", "decline", or "steer" where it steers the conversation."""
        best = reading.passages[0][1] if reading.passages else 0.0
        covered = max(reading.covered, best)
        steering = {n: p for n, p in reading.intents.items() if n not in self.questions | self.uncovered}
        if max(steering.values(), default=0.0) > max(covered, 1 - covered - sum(steering.values())):
            return STEER
        if covered < self.answer_from:
            return DECLINE
        return ASK if best < self.ask_below else ANSWER

    def settle(self, whole: Reading, parts: list[Reading]) -> list[tuple[Reading, str]]:
        """The readings to reply to, each with its decision: the message as a whole, or question by question."""
        decision = self.decide(whole)
        answered = _distinct([p for p in parts if self._sure(p)])
        refused = [p for p in parts if self.decide(p) == DECLINE and self._surely_uncovered(p)]
        if len(answered) > 1 or answered and refused:
            return [(p, ANSWER if p in answered else DECLINE) for p in parts if p in answered or p in refused]
        if decision in (DECLINE, STEER) and answered:
            return [(answered[0], ANSWER)]
        return [(whole, decision)]

    def _sure(self, part: Reading) -> bool:
        return self.decide(part) == ANSWER and max(part.covered, part.passages[0][1]) >= self.sure_from

    def _surely_uncovered(self, part: Reading) -> bool:
        return sum(part.intents.get(name, 0.0) for name in self.uncovered) >= self.sure_from


def _distinct(readings: list[Reading]) -> list[Reading]:
    return list({r.passages[0][0]: r for r in reversed(readings)}.values())[::-1]
