"""What counts as a right answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tandem.documents.knowledge import Knowledge

FOLDER = Path("benchmarks/questions")
KINDS = ("in", "near", "far")


@dataclass(frozen=True)
class Answer:
    """What a system said: the whole text, and whether it claims to answer (rather than declining or small talk)."""

    text: str
    answered: bool


class Scoring:
    """Judges answers: an in-scope one must carry every fact asked for, any other must be declined.

    A fact is carried when all its patterns in `facts.yml` are found; a question about a metric, a practice or a stage
    is answered when the text of the passage named in `sections.yml` is in the reply.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._facts = _read("facts.yml")
        self._sections = _read("sections.yml")

    def right(self, question: dict[str, Any], answer: Answer) -> bool:
        """Whether `answer` is right for `question` (a row of a question file)."""
        if question["kind"] != "in":
            return not answer.answered
        return answer.answered and all(self.carries(answer.text, fact) for fact in question["facts"])

    def carries(self, text: str, fact: str) -> bool:
        """Whether `text` says what `fact` says it must."""
        if fact in self._facts:
            return all(re.search(pattern, text, re.IGNORECASE) for pattern in self._facts[fact])
        passage = self._knowledge.get(self._sections[fact])
        return passage is not None and (passage.sentences or passage.points)[0] in " ".join(text.split())


def questions(name: str) -> list[dict[str, Any]]:
    """The rows of a question file: `q`, `kind` (in, near, far) and, for in, `facts`."""
    return list(_read(name))


def coverage() -> list[dict[str, Any]]:
    """The two questions for each of the 93 facts."""
    return [{"q": q, "kind": "in", "facts": [fact]} for fact, asked in _read("coverage.yml").items() for q in asked]


def shares(rows: Iterable[tuple[dict[str, Any], bool]]) -> dict[str, tuple[int, int]]:
    """How many are right and how many there are, for each kind of question."""
    counts = dict.fromkeys(KINDS, (0, 0))
    for question, right in rows:
        good, total = counts[question["kind"]]
        counts[question["kind"]] = (good + right, total + 1)
    return counts


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
