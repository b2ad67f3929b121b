from __future__ import annotations

from pathlib import Path

import pytest

from tandem import language
from tandem.errors import DataProblem
from tandem.language import Terms


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("our reps say so", "side", "sales"),
        ("the marketers", "side", "marketing"),
        ("there are 20 of us", "size", "20 of us"),
        ("we have 12 employees", "size", "12 employees"),
        ("we spent $30k on it", "amount", "$30k"),
        ("about 3.5 % of them", "percent", "3.5 %"),
        ("it takes 6 months", "duration", "6 months"),
        ("a quarter", "period", "quarter"),
        ("I am the head of sales", "role", "sales_head"),
        ("we use hubspot", "tool", "crm"),
    ],
)
def test_terms_and_quantities_are_labelled(terms: Terms, text: str, label: str, value: str) -> None:
    found = {(ent.label_, ent.ent_id_ or ent.text) for ent in language.build(terms)(text).ents}
    assert (label, value) in found


def test_sentences_are_split(terms: Terms) -> None:
    assert len(list(language.build(terms)("One here. Two there! Three?").sents)) == 3


def test_a_term_that_is_no_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "t.yml").write_text("side:\n  sales: seller\n")
    with pytest.raises(DataProblem, match=r"side.sales is 'seller'"):
        language.load_terms(tmp_path / "t.yml")
