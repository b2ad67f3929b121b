from __future__ import annotations

import pytest

from tandem.assessment.questionnaire import Questionnaire
from tandem.assessment.score import gaps, mean, score

WORKED = [2, 3, 2, 1, 2, 2, 3, 2, 3, 2, 2, 1, 3, 2, 3, 3, 2]


def answers(questionnaire: Questionnaire, levels: list[int | None]) -> dict[str, int | None]:
    return dict(zip((q.id for q in questionnaire.questions), levels))


def test_there_are_seventeen_questions_in_six_dimensions_six_of_them_core(questionnaire: Questionnaire) -> None:
    assert (len(questionnaire.questions), len(questionnaire.dimensions)) == (17, 6)
    assert len(questionnaire.asked(short=True, cases=())) == 6


def test_the_worked_example(questionnaire: Questionnaire) -> None:
    scores = score(questionnaire, questionnaire.questions, answers(questionnaire, WORKED))
    assert {id: round(value, 2) for id, value in scores.dimensions.items()} == {
        "goals": 2.33,
        "handoff": 1.67,
        "content": 2.67,
        "data": 1.67,
        "culture": 2.67,
        "customer": 2.5,
    }
    assert scores.total == pytest.approx(2.25)
    assert scores.percent == pytest.approx(31.25)
    assert questionnaire.band(2.25).name == "House rules"
    assert [d.id for d in scores.weakest(questionnaire, 2)] == ["handoff", "data"]


def test_a_dimension_needs_half_of_its_answers_and_a_total_four_dimensions(questionnaire: Questionnaire) -> None:
    one_of_three = answers(questionnaire, [3, None, None])
    assert score(questionnaire, questionnaire.questions, one_of_three).dimensions == {}
    two_of_three = answers(questionnaire, [3, 4, None, 3, 3])
    scores = score(questionnaire, questionnaire.questions, two_of_three)
    assert scores.dimensions == {"goals": 3.5, "handoff": 3.0}
    assert scores.total is None


@pytest.mark.parametrize(
    ("total", "band"), [(1.99, "Side by side"), (2.9999999, "Hand in hand"), (3, "Hand in hand"), (5, "One crew")]
)
def test_a_total_on_the_border_belongs_to_the_band_above(questionnaire: Questionnaire, total: float, band: str) -> None:
    assert questionnaire.band(total).name == band


def test_who_works_alone_is_not_asked_about_the_other_team(questionnaire: Questionnaire) -> None:
    asked = questionnaire.asked(short=False, cases=["solo"])
    assert {q.id for q in questionnaire.questions} - {q.id for q in asked} == {"goals.3", "culture.1", "culture.3"}
    scores = score(questionnaire, asked, {"culture.2": 4})
    assert (scores.dimensions, scores.single) == ({"culture": 4.0}, ("culture",))


def test_views_that_differ_by_a_level_are_a_gap(questionnaire: Questionnaire) -> None:
    one = score(questionnaire, questionnaire.questions, answers(questionnaire, [4, 4, 4, *WORKED[3:]]))
    other = score(questionnaire, questionnaire.questions, answers(questionnaire, WORKED))
    assert gaps(one, other) == {"goals": pytest.approx(4 - 7 / 3)}
    assert mean(one, other).dimensions["goals"] == pytest.approx((4 + 7 / 3) / 2)
