from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tandem.advice.describe import VALUES
from tandem.advice.profile import RECORDS
from tandem.assessment.code import WHO
from tandem.errors import DataProblem
from tandem.phrases import Phrases


def built(known: set[str]) -> set[str]:
    """The keys that are put together from parts."""
    facets = {f"no_{further}{facet}" for further in ("", "further_") for facet in ("why", "example", "exception")}
    facts = {f"{name}_{value}" for name, values in VALUES.items() for value in values}
    records = {f"{key}_records_{value}" for key in ("fact", "lacks", "only") for value in RECORDS}
    needs = {f"needs_{value}" for value in RECORDS}
    each = {f"{key}_{name}" for key in ("fact", "lacks", "only") for name in VALUES}
    whos = {f"{key}_{who}" for key in ("who", "from") for who in WHO}
    data = yaml.safe_load(Path("data/advice/metrics.yml").read_text())
    inputs = {f"input_{id}" for id in data["inputs"]} | {f"unit_{metric['shows']}" for metric in data["metrics"]}
    code = "".join(path.read_text() for path in Path("tandem/metrics").glob("*.py"))
    edges = {f"edge_{id}" for id in re.findall(r'"([a-z]+(?:-[a-z0-9]+)+|currency|gap|partial|huge|outlier)"', code)}
    figures = (
        inputs
        | {key for key in edges if key in known}
        | {"unit_points", "edge_small-n", "edge_not-defined", "edge_benchmark-missing"}
    )
    return figures | {"side_marketing", "side_sales", "fact_size_solo"} | facets | facts | records | needs | each | whos


def test_every_phrase_is_used_and_none_is_missing() -> None:
    files = Path("data/phrases").glob("*.yml")
    keys = [key for file in files for key in yaml.safe_load(file.read_text())]
    code = "\n".join(
        path.read_text() for folder in ("tandem", "tandem_rasa", "channels") for path in Path(folder).rglob("*.py")
    )
    quoted = set(re.findall(r'"([a-z_]+)"', code))
    calls = re.findall(r"(?:phrases|_say|_notice|_introduce)\(([^()]*)", code)
    said = {key for call in calls for key in re.findall(r'"([a-z_]+)"', call)}
    assert len(keys) == len(set(keys))
    assert set(keys) - quoted - built(set(keys)) == set()
    assert (said | built(set(keys))) - set(keys) == set()


def test_a_missing_phrase_is_named() -> None:
    with pytest.raises(DataProblem, match="nowhere"):
        Phrases({})("nowhere")


def test_a_phrase_in_two_files_is_named(tmp_path: Path) -> None:
    for name in ("a.yml", "b.yml"):
        (tmp_path / name).write_text("hello: Hello\n")
    with pytest.raises(DataProblem, match=r"b\.yml.*'hello'"):
        Phrases.load(tmp_path)
