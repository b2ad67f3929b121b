"""Each of the 93 facts is answered, in two wordings, by the running assistant."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.scoring import Scoring, coverage
from benchmarks.systems.tandem import answer
from launch.assistant import Assistant
from tandem.documents.knowledge import Knowledge

FACTS = 93


def test_every_fact_has_two_wordings() -> None:
    asked: dict[str, set[str]] = {}
    for row in coverage():
        asked.setdefault(row["facts"][0], set()).add(row["q"].lower())
    assert len(asked) == FACTS
    assert min(map(len, asked.values())) >= 2


@pytest.mark.parametrize("row", coverage(), ids=lambda row: f"{row['facts'][0]}: {row['q'][:40]}")
def test_fact_is_answered(row: dict[str, Any], assistant: Assistant, knowledge: Knowledge) -> None:
    reply = answer(assistant.url, row["q"])
    assert Scoring(knowledge).right(row, reply), reply.text
