from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.understanding.gate import ALSO, ANSWER, ASK, DECLINE, STEER, TELL, Gate, Trouble
from tandem.understanding.reading import Reading

GATE = Gate(bias=0.0, covered=1.0)


def reading(covered: float, *scores: float, text: str = "what is it they want", steer: float = 0.0) -> Reading:
    intents = {"ask_focus": covered, "out_of_scope": 1 - covered - steer, "thanks": steer}
    passages = [(f"unit{n}", score) for n, score in enumerate(scores)]
    return Reading(text, intents, passages, [], [], covered)


@pytest.mark.parametrize(
    ("read", "decision"),
    [
        (reading(0.95, 0.9), ANSWER),
        (reading(0.2, 0.15), DECLINE),
        (reading(0.95, 0.1, 0.1), ASK),
        (reading(0.1, 0.05, steer=0.8), STEER),
        (reading(0.9, 0.4, text="leads"), ASK),
        (reading(0.0), DECLINE),
    ],
)
def test_decides_on_one_text(read: Reading, decision: str) -> None:
    assert GATE.decide(read) == decision


def test_being_nearer_to_declined_examples_lowers_the_certainty() -> None:
    gate = replace(GATE, nearer=10.0)
    assert gate.certainty(replace(reading(0.7, 0.6), nearer=-0.3)) < gate.certainty(reading(0.7, 0.6))


def test_a_fresh_document_is_judged_by_its_own_score() -> None:
    assert GATE.decide(replace(reading(0.01, 0.9), fresh=True)) == ANSWER
    assert GATE.decide(replace(reading(0.01, 0.3), fresh=True)) == DECLINE


def test_a_second_reading_is_told_where_the_first_is_not_clear() -> None:
    assert [d for _, d in GATE.settle(reading(0.9, 0.5, 0.3), [])] == [ANSWER, ALSO]
    assert [d for _, d in GATE.settle(reading(0.95, 0.9, 0.05), [])] == [ANSWER]


def test_two_questions_are_answered_each() -> None:
    one, two = reading(0.99, 0.9), replace(reading(0.99, 0.9), passages=[("other", 0.9)])
    assert [d for _, d in GATE.settle(reading(0.9, 0.5), [one, two])] == [ANSWER, ANSWER]


def test_an_answered_and_a_refused_question_are_told_apart() -> None:
    settled = GATE.settle(reading(0.7, 0.6), [reading(0.99, 0.9), reading(0.05, 0.01)])
    assert [d for _, d in settled] == [ANSWER, DECLINE]


def test_the_question_in_a_rambling_message_is_answered() -> None:
    question = reading(0.99, 0.9)
    assert GATE.settle(reading(0.3, 0.2), [question]) == [(question, ANSWER)]


def test_each_of_several_named_topics_is_told() -> None:
    read = replace(reading(0.9, 0.8), topics=["approach", "focus"])
    assert [r.passages[0][0] for r, _ in GATE.settle(read, [])] == ["approach", "focus"]


def symptoms(**found: float) -> dict[str, float]:
    return {f"symptom/{id}": p for id, p in found.items()} | {"ask_focus": 1 - sum(found.values())}


def test_a_trouble_is_told_by_the_sum_of_its_readings() -> None:
    assert GATE.troubles([symptoms(a=0.2, b=0.1)]) == [Trouble("a", pytest.approx(0.3), sure=True)]
    assert GATE.troubles([symptoms(a=0.1, b=0.05)]) == []


def test_several_that_may_be_meant_are_all_kept() -> None:
    found = GATE.troubles([symptoms(a=0.2, b=0.2, c=0.19, d=0.1)])
    assert [(trouble.id, trouble.sure) for trouble in found] == [("a", False), ("b", False), ("c", False)]


def test_a_clause_that_tells_one_settles_what_the_whole_leaves_open() -> None:
    found = GATE.troubles([symptoms(a=0.3, b=0.3, c=0.3), symptoms(a=0.8), symptoms(b=0.7)])
    assert [trouble.id for trouble in found] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "covered", "trouble", "decision"),
    [
        ("they never call our leads", 0.95, Trouble("a", 0.3, sure=True), TELL),
        ("they never call our leads", 0.95, Trouble("a", 0.3, sure=False), ANSWER),
        ("they never call our leads", 0.2, Trouble("a", 0.3, sure=False), TELL),
        ("how do I write to them? they never answer", 0.2, Trouble("a", 0.3, sure=True), DECLINE),
        ("what is it they want", 0.95, Trouble("a", 0.9, sure=True), ANSWER),
    ],
)
def test_a_trouble_comes_before_an_answer_that_nobody_asked_for(
    text: str, covered: float, trouble: Trouble, decision: str
) -> None:
    assert GATE.settle(reading(covered, 0.9, text=text), [], [trouble])[0][1] == decision
