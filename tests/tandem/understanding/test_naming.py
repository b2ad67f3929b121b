from __future__ import annotations

import pytest

from tandem.documents.knowledge import Knowledge
from tandem.understanding.naming import Names

CAC, CHURN, WIN = (f"metrics-explained/{name}" for name in ("customer-acquisition-cost", "churn", "win-rate"))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("cac, churn", [CAC, CHURN]),
        ("What is CAC and churn and win rate?", [CAC, CHURN, WIN]),
        ("i need 3 things: cac / churn / win rates", [CAC, CHURN, WIN]),
        ("churn? churn!", [CHURN]),
        ("customer acquisition cost", [CAC]),
        ("how do I lower churn", []),
        ("opportunity cost", []),
        ("what is the difference", []),
        ("", []),
    ],
)
def test_units_of_a_message_that_only_names(knowledge: Knowledge, text: str, units: list[str]) -> None:
    assert Names(knowledge.names).named_only(text) == units
