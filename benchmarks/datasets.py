"""Public data sets of intents, read from a folder that the user names."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Rows = list[tuple[str, str]]
OUT = "oos"  # CLINC150's label for what is out of scope
SHOTS = 10
SETS = (f"banking77-{SHOTS}", "banking77", "clinc150", "clinc150-oos+")


@dataclass(frozen=True)
class Dataset:
    """Questions with their intents, (text, label); `validation` is there where a threshold can be chosen on it."""

    name: str
    train: Rows
    test: Rows
    validation: Rows = field(default_factory=list)


def load(folder: Path, names: list[str] | None = None) -> Iterator[Dataset]:
    """The data sets of `names`, all by default.

    Raises:
        SystemExit: a file is missing from `folder`.
    """
    try:
        yield from (data for data in _all(folder) if not names or data.name in names)
    except FileNotFoundError as error:
        raise SystemExit(f"{error.filename}: not there; see the head of benchmarks/public.py for the files") from None


def _all(folder: Path) -> Iterator[Dataset]:
    train, test = (_banking(folder / f"banking77_{part}.csv") for part in ("train", "test"))
    yield Dataset(f"banking77-{SHOTS}", _first(train, SHOTS), test)
    yield Dataset("banking77", train, test)
    for name, file in (("clinc150", "clinc150_full.json"), ("clinc150-oos+", "clinc150_oos_plus.json")):
        yield _clinc(name, json.loads((folder / file).read_text(encoding="utf-8")))


def _clinc(name: str, parts: dict[str, list[list[str]]]) -> Dataset:
    rows = {part: [(text, label) for text, label in told] for part, told in parts.items()}
    both = {part: rows[part] + rows[f"oos_{part}"] for part in ("train", "test", "val")}
    return Dataset(name, both["train"], both["test"], both["val"])


def _banking(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["category"]) for row in csv.DictReader(file)]


def _first(rows: Rows, shots: int) -> Rows:
    """The first `shots` questions of each intent, as they stand in the file."""
    count: dict[str, int] = {}
    kept = []
    for text, label in rows:
        count[label] = count.get(label, 0) + 1
        if count[label] <= shots:
            kept.append((text, label))
    return kept
