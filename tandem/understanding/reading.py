"""How one text was read: what the gate looks at."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from tandem.understanding.intents import TROUBLE, UNCOVERED, steers

TINY = 1e-3


@dataclass(frozen=True)
class Reading:
    """How one text was read.

    Attributes:
        text: as the person wrote it.
        intents: probability of each intent.
        passages: (unit, probability that it answers), best first.
        sides: which of marketing and sales are named.
        topics: which topics with two sides are named.
        named: the units that it names, where it does nothing but naming them.
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
    named: tuple[str, ...] = ()

    def apart_from_troubles(self) -> Reading:
        """The reading given that the text tells no trouble: whether it does is settled by itself."""
        rest = max(1 - self.intents.get(TROUBLE, 0.0), TINY)
        return replace(
            self,
            intents={name: p / rest for name, p in self.intents.items() if name != TROUBLE},
            passages=[(unit, min(p / rest, 1.0)) for unit, p in self.passages],
            covered=min(self.covered / rest, 1.0),
        )

    @property
    def refusal(self) -> float:
        """Probability of the intents that nothing answers."""
        return sum(self.intents.get(name, 0.0) for name in UNCOVERED)

    @property
    def steering(self) -> float:
        """Probability of the likeliest intent that steers the conversation."""
        return max((p for name, p in self.intents.items() if steers(name)), default=0.0)

    @property
    def signals(self) -> tuple[float, float, float]:
        """What the gate's model looks at: log-odds of covered, log of the best passage's probability, nearer."""
        covered = min(max(self.covered, TINY), 1 - TINY)
        return math.log(covered / (1 - covered)), math.log(self.passages[0][1] + TINY), self.nearer
