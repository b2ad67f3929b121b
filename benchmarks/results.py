"""Keep what was measured, and show it as tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.machine import describe, details

RESULTS = Path("results")
Row = dict[str, Any]


def keep(name: str, rows: Sequence[Row]) -> None:
    """Print `rows` as a table and write them, with the machine and the versions, to `results/NAME.json`."""
    print(f"\n{table(rows, describe())}\n", flush=True)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps({**details(), "rows": list(rows)}, indent=1))


def kept(name: str) -> dict[str, Any]:
    """What `keep` wrote.

    Raises:
        SystemExit: nothing was written under this name.
    """
    path = RESULTS / f"{name}.json"
    if not path.is_file():
        raise SystemExit(f"{path}: not there; run the benchmark of this name first")
    return dict(json.loads(path.read_text()))


def table(rows: Sequence[Row], corner: str) -> str:
    """`rows` in Markdown; `corner`, such as the machine, stands behind the name of the first column."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    head = [f"{columns[0]} ({corner})", *columns[1:]]
    lines = [head, ["---"] * len(head), *([str(row.get(column, "-")) for column in columns] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
