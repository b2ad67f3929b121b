from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tandem.documents.knowledge import Knowledge
from tandem.encoder import Encoder
from tandem.understanding.index import PassageIndex
from tandem.understanding.ranking import Weights, rank


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder("models/encoder")


@pytest.fixture(scope="module")
def index(knowledge: Knowledge, encoder: Encoder) -> PassageIndex:
    questions = {"focus": ["who plans for next year and who for today"]}
    return PassageIndex.build(knowledge, questions, ["how do i bake bread"], encoder.encode)


def test_the_nearest_unit_is_found_by_meaning(index: PassageIndex, encoder: Encoder) -> None:
    text = "what share of our clients cancels every month"
    match = index.match(text, encoder.encode([text])[0])
    assert index.units[int(match.meaning.argmax())] == "metrics-explained/churn"


def test_known_and_declined_questions_are_compared(index: PassageIndex, encoder: Encoder) -> None:
    text = "who plans for next year, who for today?"
    match = index.match(text, encoder.encode([text])[0])
    assert index.units[int(match.question.argmax())] == "focus"
    assert match.question.max() > match.declined


def test_saved_and_loaded_it_finds_the_same(index: PassageIndex, encoder: Encoder, tmp_path: Path) -> None:
    index.save(tmp_path)
    loaded = PassageIndex.load(tmp_path)
    vector = encoder.encode(["lead scoring"])[0]
    for one, other in zip(vars(index.match("x", vector)).values(), vars(loaded.match("x", vector)).values()):
        assert np.allclose(one, other)


def test_ranking_keeps_the_probability_of_being_covered(index: PassageIndex, encoder: Encoder) -> None:
    probabilities = np.full(len(index.units), 0.8 / len(index.units))
    match = index.match("what is churn?", encoder.encode(["what is churn?"])[0])
    scores = rank(probabilities, match, Weights())
    assert scores.sum() == pytest.approx(0.8)
    assert index.units[int(scores.argmax())] == "metrics-explained/churn"


def test_a_unit_without_training_questions_can_win(index: PassageIndex, encoder: Encoder) -> None:
    probabilities = np.full(len(index.units), 0.001)
    probabilities[index.units.index("metrics-explained/churn")] = np.nan
    text = "churn is the share of customers who leave"
    scores = rank(probabilities, index.match(text, encoder.encode([text])[0]), Weights())
    assert index.units[int(scores.argmax())] == "metrics-explained/churn"
    assert scores.max() > 0.5
