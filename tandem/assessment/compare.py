"""Tell how the scores of two people, or of two times, differ."""

from __future__ import annotations

from datetime import date

from tandem.advice.describe import Describe
from tandem.assessment.questionnaire import Questionnaire
from tandem.assessment.score import GAP, MOOD, Answers, Scores, apart, gaps, mean, shown
from tandem.phrases import Phrases

MOST_QUESTIONS = 3


class Compare:
    """Sentences about differences, by dimension."""

    def __init__(self, questionnaire: Questionnaire, describe: Describe, phrases: Phrases) -> None:
        self._questionnaire, self._describe, self._phrases = questionnaire, describe, phrases

    def sides(self, own: Scores, other: Scores) -> list[str]:
        """Where two people's views are apart, and what they come to together."""
        names = self._names("assess_gap_one", own, other, least=GAP)
        told = [self._phrases("assess_gap", names=names) if names else self._phrases("assess_no_gap")]
        total = mean(own, other).total
        if total is None:
            return told
        band = self._questionnaire.band(total).name
        return [*told, self._phrases("assess_together", total=shown(total), band=band)]

    def answers(self, own: Answers, other: Answers) -> list[str]:
        """The questions that two people answer most differently."""
        far = apart(own, other)
        found = [q for q in self._questionnaire.questions if q.id in far]
        first = sorted(found, key=lambda q: -far[q.id])[:MOST_QUESTIONS]
        named = [self._phrases("assess_apart_one", text=q.text, one=own[q.id], other=other[q.id]) for q in first]
        return [self._phrases("assess_apart", questions="; ".join(named))] if named else []

    def times(self, before: Scores, now: Scores, on: str) -> str:
        """What has changed since `before`, answered on the day `on` (ISO 8601)."""
        day = f"{date.fromisoformat(on):%-d %B %Y}"
        names = self._names("assess_change_one", before, now, least=MOOD)
        return self._phrases("assess_changed", on=day, names=names) if names else self._phrases("assess_same", on=day)

    def _names(self, key: str, one: Scores, other: Scores, *, least: float) -> str:
        """The dimensions that differ, each with both of its scores, "" for none."""
        differing = [d for d in self._questionnaire.dimensions if d.id in gaps(one, other, least=least)]
        scores = [(d.name, shown(one.dimensions[d.id]), shown(other.dimensions[d.id])) for d in differing]
        return self._describe.listed([self._phrases(key, name=n, one=a, other=b) for n, a, b in scores])
