from __future__ import annotations

import pytest

from tandem.questions import LONGEST, clean, split


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("what is churn?", []),
        ("waht is chrun and hwo are leads won", ["waht is chrun", "hwo are leads won"]),
        ("what is churn and how do they differ in audience", ["what is churn", "how do they differ in audience"]),
        ("what is a lead and what is a prospect and how do they differ", ["what is a lead", "what is a prospect"]),
        ("what is churn? how do I compute CAC?", ["what is churn?", "how do I compute CAC?"]),
        ("what is churn and how much does a rep earn", ["what is churn", "how much does a rep earn"]),
        ("We are 12 people. My boss is new. What is marketing?", ["What is marketing?"]),
        ("what is neuromarketing and does it work", ["what is neuromarketing"]),
        (
            "what is churn? how do we prove that marketing works?",
            ["what is churn?", "how do we prove that marketing works?"],
        ),
        ("whats churn, and wat does cac mean", ["whats churn", "wat does cac mean"]),
        ("hi, we sell cars, what is churn and what is cac", ["hi, we sell cars, what is churn", "what is cac"]),
        ("thanks. and what's ltv", ["and what's ltv"]),
        ("sales and marketing", []),
        ("", []),
    ],
)
def test_split(text: str, questions: list[str]) -> None:
    assert split(text) == questions


def test_clean_folds_white_space_and_control_characters() -> None:
    assert clean(" a\x00b\n\n\tc\u2028d ") == "a b c d"


def test_clean_keeps_amounts_and_straightens_quotes() -> None:
    assert clean("we’ve “€500” – £3 🎉 for café ads") == 'we\'ve "€500" - £3 for café ads'


def test_clean_keeps_both_ends_of_a_flood() -> None:
    kept = clean("start " + "x " * 10_000 + "what is churn?")
    assert len(kept) <= LONGEST
    assert kept.startswith("start")
    assert kept.endswith("what is churn?")


def test_clean_survives_ten_thousand_characters_without_a_space() -> None:
    assert len(clean("a" * 10_000)) <= LONGEST + 1
