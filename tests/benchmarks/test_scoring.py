from __future__ import annotations

import pytest

from benchmarks.scoring import Answer, Scoring, coverage, questions, shares
from tandem.documents.knowledge import Knowledge

SALES_FOCUS = {"q": "?", "kind": "in", "facts": ["diff.focus.sales"]}


@pytest.fixture(scope="module")
def scoring(knowledge: Knowledge) -> Scoring:
    return Scoring(knowledge)


@pytest.mark.parametrize(
    ("text", "answered", "right"),
    [
        ("It is short-term and about the transaction: closing deals and revenue.", True, True),
        ("It is long-term and about the brand.", True, False),
        ("It is short-term and about the transaction: closing deals and revenue.", False, False),
    ],
)
def test_a_right_answer_carries_the_facts(scoring: Scoring, text: str, answered: bool, right: bool) -> None:
    assert scoring.right(SALES_FOCUS, Answer(text, answered)) == right


def test_what_is_not_covered_must_be_declined(scoring: Scoring) -> None:
    assert scoring.right({"q": "?", "kind": "near"}, Answer("no", False))
    assert not scoring.right({"q": "?", "kind": "near"}, Answer("yes", True))


def test_every_id_in_the_question_files_can_be_judged(scoring: Scoring) -> None:
    for row in [*questions("heldout.yml"), *questions("development.yml"), *coverage()]:
        for fact in row.get("facts", []):
            assert not scoring.carries("", fact)


def test_shares_are_counted_by_kind() -> None:
    rows = [({"kind": "in"}, True), ({"kind": "in"}, False), ({"kind": "far"}, True)]
    assert shares(rows) == {"in": (1, 2), "near": (0, 0), "far": (1, 1)}
