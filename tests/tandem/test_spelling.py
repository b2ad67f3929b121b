from __future__ import annotations

from pathlib import Path

import pytest

from tandem.spelling import Spelling

KNOWN = frozenset({"marketing", "customer", "audience", "difference", "market", "campaign", "worth"})
TEXTS = ["marketing customer audience difference"] * 5 + ["dropshipping"] * 3


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling.learn(TEXTS, KNOWN)


@pytest.mark.parametrize(
    ("typo", "corrected"),
    [
        ("markting diffrence", "marketing difference"),
        ("the audiance, pls", "the audience, pls"),
        ("marketer customers", "marketer customers"),
        ("campaign worth", "campaign worth"),
        ("dropshipping", "dropshipping"),
        ("SALESFORCE HUBSPOT", "SALESFORCE HUBSPOT"),
        ("Custmer? Audiance!", "customer? audience!"),
        ("is Audienze a Marketo rival", "is Audienze a Marketo rival"),
        ("zzzzz qqqqqq", "zzzzz qqqqqq"),
        ("", ""),
    ],
)
def test_corrects_typos_and_nothing_else(spelling: Spelling, typo: str, corrected: str) -> None:
    assert spelling.correct(typo) == corrected


def test_saved_and_loaded_it_corrects_the_same(spelling: Spelling, tmp_path: Path) -> None:
    spelling.save(tmp_path / "s.json")
    assert Spelling.load(tmp_path / "s.json").correct("custmer") == "customer"


def test_a_typo_that_many_make_is_still_one() -> None:
    learned = Spelling.learn(["marketing"] * 40 + ["markting"] * 4 + ["retargeting"] * 4, KNOWN)
    assert learned.correct("markting and retargeting") == "marketing and retargeting"
