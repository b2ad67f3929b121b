"""Scores of a self-assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem.assessment.questionnaire import Dimension, Question, Questionnaire

CLOSE = 0.3  # dimensions nearer than this are ordered by their precedence
FEWEST = 4  # dimensions that must be scored for a total
GAP = 1.0  # difference of two people's scores that is worth a talk
FAR = 2  # levels between two people's answers to one question that are worth a talk
MOOD = 0.5  # difference of one person's scores at two times below which it may be mood
Answers = Mapping[str, int | None]


@dataclass(frozen=True)
class Scores:
    """The score of each dimension that has enough answers, in the order of the questionnaire (1 to 5).

    `single` are the dimensions whose score is one answer, though they have more questions.
    """

    dimensions: Mapping[str, float]
    single: tuple[str, ...] = ()

    @property
    def total(self) -> float | None:
        """The mean of the dimensions, each with the same weight; None with fewer than four."""
        return sum(self.dimensions.values()) / len(self.dimensions) if len(self.dimensions) >= FEWEST else None

    @property
    def percent(self) -> float | None:
        """The total as a share of the way from 1 to 5, in percent."""
        return None if self.total is None else (self.total - 1) / 4 * 100

    def weakest(self, questionnaire: Questionnaire, most: int) -> list[Dimension]:
        """The lowest dimensions below 4, lowest first; those close to each other in their precedence."""
        left = [d for d in questionnaire.dimensions if self.dimensions.get(d.id, 4.0) < 4.0]
        found: list[Dimension] = []
        while left and len(found) < most:
            lowest = min(self.dimensions[d.id] for d in left)
            close = [d for d in left if self.dimensions[d.id] < lowest + CLOSE]
            found.append(min(close, key=lambda d: d.precedence))
            left.remove(found[-1])
        return found

    def strong(self, questionnaire: Questionnaire) -> list[Dimension]:
        """The dimensions of 4 and more."""
        return [d for d in questionnaire.dimensions if self.dimensions.get(d.id, 0.0) >= 4.0 - 1e-6]


def score(questionnaire: Questionnaire, asked: Sequence[Question], answers: Answers) -> Scores:
    """Scores from answers (level, or None for what does not apply or was skipped) to the questions `asked`.

    A dimension needs an answer to half of its questions at least.
    """
    found, single = {}, []
    for dimension in questionnaire.dimensions:
        own = [q for q in asked if q.dimension == dimension.id]
        levels = [level for q in own if (level := answers.get(q.id)) is not None]
        if own and levels and 2 * len(levels) >= len(own):
            found[dimension.id] = sum(levels) / len(levels)
            several = sum(q.dimension == dimension.id for q in questionnaire.questions) > 1
            single += [dimension.id] if len(levels) == 1 and several else []
    return Scores(found, tuple(single))


def levels(answers: Answers) -> dict[str, int]:
    """The answers that give a level."""
    return {id: level for id, level in answers.items() if level is not None}


def shown(value: float) -> str:
    """A score with one decimal, half up."""
    return f"{int(value * 10 + 0.5 + 1e-9) / 10:.1f}"


def gaps(one: Scores, other: Scores, *, least: float = GAP) -> dict[str, float]:
    """How much two scores differ, for the dimensions where it is `least` and more."""
    both = {id: abs(one.dimensions[id] - other.dimensions[id]) for id in one.dimensions if id in other.dimensions}
    return {id: gap for id, gap in both.items() if gap >= least - 1e-6}


def apart(one: Answers, other: Answers) -> dict[str, int]:
    """How many levels two people's answers differ, for the questions where it is worth a talk."""
    ours, theirs = levels(one), levels(other)
    differing = {id: abs(level - theirs[id]) for id, level in ours.items() if id in theirs}
    return {id: far for id, far in differing.items() if far >= FAR}


def mean(one: Scores, other: Scores) -> Scores:
    """The scores of two people together: the mean of both, or of the one who has a score."""
    ids = dict.fromkeys((*one.dimensions, *other.dimensions))
    each = {id: [s.dimensions[id] for s in (one, other) if id in s.dimensions] for id in ids}
    return Scores({id: sum(found) / len(found) for id, found in each.items()})
