from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tandem.errors import DataProblem
from tandem.phrases import Phrases


def test_every_phrase_is_used_and_none_is_missing() -> None:
    keys = set(yaml.safe_load(Path("data/phrases.yml").read_text()))
    code = "\n".join(path.read_text() for path in Path("tandem").rglob("*.py"))
    quoted = set(re.findall(r'"([a-z_]+)"', code))
    calls = re.findall(r"(?:phrases|_say|_notice|_introduce)\(([^()]*)", code)
    said = {key for call in calls for key in re.findall(r'"([a-z_]+)"', call)}
    facets = {f"no_{further}{facet}" for further in ("", "further_") for facet in ("why", "example", "exception")}
    built = {"side_marketing", "side_sales"} | facets
    assert keys - quoted - built == set()
    assert (said | built) - keys == set()


def test_a_missing_phrase_is_named() -> None:
    with pytest.raises(DataProblem, match="nowhere"):
        Phrases({})("nowhere")
