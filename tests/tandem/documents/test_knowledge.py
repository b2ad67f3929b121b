from __future__ import annotations

from pathlib import Path

import pytest

from tandem.documents.knowledge import Knowledge
from tandem.errors import ModelMissing


def test_both_sides_of_a_topic_are_one_unit(knowledge: Knowledge) -> None:
    marketing = knowledge.get("how-sales-and-marketing-differ/focus/marketing")
    assert marketing
    assert list(knowledge.pair(marketing)) == ["marketing", "sales"]
    assert knowledge.unit_of(marketing) == "focus"


def test_sides_told_in_two_documents_are_one_unit_too(knowledge: Knowledge) -> None:
    assert {p.file for p in knowledge.units["definition"]} == {"what-marketing-is.md", "what-sales-is.md"}


def test_a_one_sided_topic_has_no_pair(knowledge: Knowledge) -> None:
    awareness = knowledge.get("what-marketing-is/awareness")
    assert awareness
    assert knowledge.pair(awareness) == {}


def test_facets_are_found_for_both_sides(knowledge: Knowledge) -> None:
    sales = knowledge.get("how-sales-and-marketing-differ/approach/sales")
    assert sales
    why = knowledge.related(sales, facet="why")
    assert why
    assert why.id == "how-sales-and-marketing-differ/approach/why"


def test_saved_and_loaded_it_is_the_same(knowledge: Knowledge, tmp_path: Path) -> None:
    knowledge.save(tmp_path / "k.json")
    assert Knowledge.load(tmp_path / "k.json").passages == knowledge.passages


def test_missing_knowledge_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="make train"):
        Knowledge.load(tmp_path / "none.json")
