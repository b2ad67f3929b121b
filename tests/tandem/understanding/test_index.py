from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tandem.documents.knowledge import Knowledge
from tandem.encoder import Encoder
from tandem.understanding.index import Match, PassageIndex
from tandem.understanding.ranking import Weights, rank


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder("models/encoder")


@pytest.fixture(scope="module")
def index(knowledge: Knowledge, encoder: Encoder) -> PassageIndex:
    return PassageIndex.build(knowledge, encoder.encode)


def match_of(index: PassageIndex, encoder: Encoder, text: str) -> Match:
    return index.match([text], encoder.encode([text]))[0]


def test_the_nearest_unit_is_found_by_meaning(index: PassageIndex, encoder: Encoder) -> None:
    match = match_of(index, encoder, "what share of our clients cancels every month")
    assert index.units[int(match.meaning.argmax())] == "metrics-explained/churn"


def test_a_question_that_a_document_names_is_known(index: PassageIndex, encoder: Encoder, knowledge: Knowledge) -> None:
    unit, told = next((unit, told) for unit, told in knowledge.units.items() if told[0].question)
    match = match_of(index, encoder, told[0].question)
    assert match.question[index.units.index(unit)] > 0.95  # the encoder's padding moves it a little


def test_several_texts_are_matched_as_each_by_itself(index: PassageIndex, encoder: Encoder) -> None:
    texts = ["what is churn", "who does marketing talk to"]
    together = index.match(texts, encoder.encode(texts))
    for text, match in zip(texts, together):
        alone = match_of(index, encoder, text)
        assert np.allclose(match.meaning, alone.meaning, atol=0.05)
        assert np.array_equal(match.words, alone.words)


def test_a_short_list_holds_what_a_full_search_finds(
    index: PassageIndex, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["what share of our clients cancels every month", "who does marketing talk to", "lead scoring"]
    full = [match_of(index, encoder, text) for text in texts]
    monkeypatch.setattr("tandem.understanding.index.ALL", 10)
    monkeypatch.setattr("tandem.understanding.index.LISTED", 10)
    for text, known in zip(texts, full):
        found = match_of(index, encoder, text)
        assert found.meaning.argmax() == known.meaning.argmax()
        assert found.meaning.max() == pytest.approx(known.meaning.max(), abs=1e-5)
        assert (found.meaning == 0).sum() > len(index.units) / 2


def test_saved_and_loaded_it_finds_the_same(index: PassageIndex, encoder: Encoder, tmp_path: Path) -> None:
    index.save(tmp_path)
    loaded = PassageIndex.load(tmp_path)
    one_match, other_match = (match_of(which, encoder, "lead scoring") for which in (index, loaded))
    for one, other in zip(vars(one_match).values(), vars(other_match).values()):
        assert np.allclose(one, other)


def test_ranking_keeps_the_probability_of_being_covered(index: PassageIndex, encoder: Encoder) -> None:
    probabilities = np.full(len(index.units), 0.8 / len(index.units))
    match = match_of(index, encoder, "what is churn?")
    scores = rank(probabilities, match, match.question, Weights())
    assert scores.sum() == pytest.approx(0.8)
    assert index.units[int(scores.argmax())] == "metrics-explained/churn"


def test_a_unit_without_training_questions_can_win(index: PassageIndex, encoder: Encoder) -> None:
    probabilities = np.full(len(index.units), 0.001)
    probabilities[index.units.index("metrics-explained/churn")] = np.nan
    match = match_of(index, encoder, "churn is the share of customers who leave")
    scores = rank(probabilities, match, match.question, Weights())
    assert index.units[int(scores.argmax())] == "metrics-explained/churn"
    assert scores.max() > 0.5
