from __future__ import annotations

from pathlib import Path

import pytest

from tandem.metrics.catalog import Catalog
from tandem.metrics.given import give
from tandem.metrics.vary import varied


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load(Path("models/metrics.json"))


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("what if we spent 30k?", {"cost": (30_000, "USD")}),
        ("and with 50 customers", {"customers": (50, "")}),
        ("ok, what about $10k", {"cost": (10_000, "USD")}),
        ("no, 45", {"customers": (45, "")}),
        ("we won 12 deals", {}),
        ("thanks", {}),
        ("what if?", {}),
    ],
)
def test_another_number_for_the_same_figure(catalog: Catalog, text: str, changed: dict[str, tuple[float, str]]) -> None:
    metric = catalog.metrics["cac"]
    given = give("we spent $20k and won 40 customers", metric, catalog)
    found = varied(text, metric, given, catalog)
    assert {id: (number.value, number.unit) for id, number in found.items()} == changed
