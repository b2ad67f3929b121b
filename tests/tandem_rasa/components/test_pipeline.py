"""What one message costs, and what the model holds."""

from __future__ import annotations

import tarfile
from pathlib import Path
from unittest.mock import patch

import pytest

from benchmarks.understanding import Understanding
from tandem.encoder import Encoder


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return Understanding(Path("models"))


def test_the_encoder_runs_once_for_a_message_with_two_questions(understanding: Understanding) -> None:
    with patch.object(Encoder, "read", autospec=True, side_effect=Encoder.read) as read:
        parse = understanding.parse("what is churn? and what is market research for?")
    assert read.call_count == 1
    assert len(parse["understanding"]["questions"]) == 2


def test_entities_have_canonical_values(understanding: Understanding) -> None:
    entities = {(e["entity"], e["value"]) for e in understanding.parse("our reps use hubspot")["entities"]}
    assert {("side", "sales"), ("tool", "crm")} <= entities


def test_passages_are_seen_in_the_parse(understanding: Understanding) -> None:
    parse = understanding.parse("what is churn?")
    assert parse["passages"][0]["id"] == "metrics-explained/churn"
    assert parse["intent"]["name"] == "ask_metrics"


def test_a_declined_question_gets_a_declining_intent(understanding: Understanding) -> None:
    assert understanding.parse("what does a marketer earn in london")["intent"]["name"] == "ask_uncovered"


def test_typos_are_understood(understanding: Understanding) -> None:
    parse = understanding.parse("waht is brand positoning")
    assert parse["passages"][0]["id"] == "what-marketing-is/brand-positioning"


def test_the_model_holds_no_tensorflow_model() -> None:
    with tarfile.open("models/tandem.tar.gz") as archive:
        names = archive.getnames()
    assert not [name for name in names if name.endswith((".index", ".tf_model", ".data-00000-of-00001"))]


def test_the_model_is_small() -> None:
    assert Path("models/tandem.tar.gz").stat().st_size < 30e6
