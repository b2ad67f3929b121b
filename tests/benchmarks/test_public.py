"""The pipeline of `config.yml` trained on another data set, as the benchmark does it."""

from __future__ import annotations

from benchmarks.datasets import OUT, Dataset
from benchmarks.public import measure, own_config

THINGS = {"card": "card", "loan": "mortgage", "fee": "charge", OUT: "weather"}
ASKED = (
    "where is my {}",
    "i lost the {}",
    "tell me about a {}",
    "{} please",
    "how do i get a new {}",
    "is the {} good",
)


def rows(*numbers: int) -> list[tuple[str, str]]:
    return [(ASKED[n].format(word), label) for label, word in THINGS.items() for n in numbers]


def test_another_data_set_is_learned_and_measured() -> None:
    measured = measure(Dataset("tiny", rows(0, 1, 2, 3, 4), rows(5), rows(5)), own_config())
    assert measured["accuracy"] == 1.0
    assert measured["out-of-scope recall"] == 1.0
    assert measured["out-of-scope AUC"] == 1.0
