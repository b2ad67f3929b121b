from __future__ import annotations

from pathlib import Path

import pytest
import rasa.core.processor
from rasa.engine.runner.dask import DaskGraphRunner

from benchmarks.understanding import Understanding
from launch.mends.graph import OrderedGraphRunner


def test_the_same_is_understood_as_with_rasas_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    parses = []
    for runner in (DaskGraphRunner, OrderedGraphRunner):
        monkeypatch.setattr(rasa.core.processor, "DaskGraphRunner", runner)
        parses.append(Understanding(Path("models")).parse("what is churn? and what is market research for?"))
    assert parses[0] == parses[1]
