"""Which metrics can be computed, and from what."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tandem import checked
from tandem.documents.knowledge import Knowledge
from tandem.rows import frozen

DOCUMENT = "metrics-explained"


@dataclass(frozen=True)
class Input:
    """A number that metrics need: its kind, how it is asked for, words beside it, whether it is days or for a month."""

    id: str
    kind: str
    ask: str
    words: tuple[str, ...]
    time: str = ""


@dataclass(frozen=True)
class Metric:
    """A metric; `names` are the ways to say it, `passage` is the id of what defines it, the rest as in the schema."""

    id: str
    passage: str
    names: tuple[str, ...]
    needs: tuple[str, ...]
    shows: str
    formula: str
    reading: str
    optional: tuple[str, ...] = ()
    named_only: bool = False
    usual: str = ""

    @property
    def inputs(self) -> tuple[str, ...]:
        return (*self.needs, *self.optional)


@dataclass(frozen=True)
class Stage:
    """A step of the funnel between two inputs; published rates range from `low` to `high` (fractions)."""

    start: str
    end: str
    low: float
    high: float
    practices: tuple[str, ...]


@dataclass(frozen=True)
class Catalog:
    """All metrics and their inputs by id, and the stages of the funnel in order."""

    metrics: Mapping[str, Metric]
    inputs: Mapping[str, Input]
    funnel: tuple[Stage, ...] = ()

    def named(self, text: str) -> Metric | None:
        """The metric that `text` names; the longest name where several do."""
        said = f" {_bare(text)} "
        found = [(len(name), m) for m in self.metrics.values() for name in m.names if f" {name} " in said]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def save(self, file: Path) -> None:
        parts: dict[str, Iterable[Any]] = {
            "metrics": self.metrics.values(),
            "inputs": self.inputs.values(),
            "funnel": self.funnel,
        }
        rows = {name: [asdict(row) for row in part] for name, part in parts.items()}
        file.write_text(json.dumps(rows), encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> Catalog:
        """Read what `save` wrote."""
        data = json.loads(file.read_text(encoding="utf-8"))
        metrics = (Metric(**frozen(row)) for row in data["metrics"])
        inputs = (Input(**frozen(row)) for row in data["inputs"])
        funnel = tuple(Stage(**frozen(row)) for row in data["funnel"])
        return cls({m.id: m for m in metrics}, {i.id: i for i in inputs}, funnel)


def read(file: Path, schemas: Mapping[str, Any], knowledge: Knowledge, practices: Collection[str]) -> Catalog:
    """Read and check the metrics.

    Raises:
        DataProblem: the file does not follow its schema, or names an input or practice that there is not.
    """
    data = checked.read(file, schemas["metrics"])
    inputs = {id: Input(id=id, **frozen(row)) for id, row in data["inputs"].items()}
    metrics = {}
    for n, row in enumerate(data["metrics"]):
        for name in {"needs", "optional"} & row.keys():
            checked.ids(file, data, ["metrics", n, name], inputs, what="input", remedy="see `inputs`")
        passage = knowledge.get(f"{DOCUMENT}/{row['passage']}")
        if passage is None:  # what no document defines is not computed either
            continue
        names = tuple(map(_bare, (passage.heading, *passage.also)))
        metrics[row["id"]] = Metric(**{**frozen(row), "passage": passage.id, "names": names})
    return Catalog(metrics, inputs, tuple(_stage(file, data, n, practices) for n in range(len(data["funnel"]))))


def _stage(file: Path, data: Any, n: int, practices: Collection[str]) -> Stage:
    row = data["funnel"][n]
    checked.practices(file, data, ["funnel", n, "practices"], practices)
    return Stage(row["from"], row["to"], row["low"] / 100, row["high"] / 100, tuple(row["practices"]))


def _bare(text: str) -> str:
    """The words of a text in lower case; "ltv:cac" is one, a colon behind a word is none of it."""
    return " ".join(re.findall(r"[a-z0-9]+(?::[a-z0-9]+)*", text.lower()))
