"""Read the advice of `data/advice/`, and check it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tandem import checked
from tandem.advice.book import KEY, Book
from tandem.errors import DataProblem


def read(folder: Path) -> Book:
    """Read and check the YAML files of `folder`.

    Raises:
        DataProblem: a field is missing or wrong, an id is unknown or used twice; names file and line.
    """
    schemas = checked.schemas(folder / "schema.yml")
    files = {file: checked.read(file, schemas["practices"]) for file in sorted(folder.glob("practices/*.yml"))}
    symptoms = checked.read(folder / "symptoms.yml", schemas["symptoms"])
    sources = checked.read(folder / "sources.yml", schemas["sources"])
    start = checked.read(folder / "start.yml", schemas["start"])
    practices = _unique((file, data, n) for file, data in files.items() for n in range(len(data)))
    _unique((folder / "symptoms.yml", symptoms, n) for n in range(len(symptoms)))
    for who in start:
        checked.practices(folder / "start.yml", start, [who], practices)
    for n in range(len(symptoms)):
        checked.practices(folder / "symptoms.yml", symptoms, [n, "practices"], practices)
    for file, data in files.items():
        for n in (n for n in range(len(data)) if "after" in data[n]):
            checked.practices(file, data, [n, "after"], practices)
        _check_sources(file, data, sources)
    rows = {"practices": list(practices.values()), "symptoms": symptoms, "sources": sources, "start": start}
    return Book.from_dict(rows)


def _unique(rows: Iterable[tuple[Path, Any, int]]) -> dict[str, dict[str, Any]]:
    """The rows by id, each with its file and line."""
    found: dict[str, dict[str, Any]] = {}
    for file, data, n in rows:
        row = data[n]
        if row["id"] in found:
            raise DataProblem(checked.at(file, data, [n]), f"{row['id']!r} is there twice", remedy="rename one")
        found[row["id"]] = {**row, "file": str(file), "line": data.lc.item(n)[0] + 1}
    return found


def _check_sources(file: Path, practices: Any, sources: Mapping[str, Any]) -> None:
    for n, practice in enumerate(practices):
        unknown = [key for key in KEY.findall(practice["evidence"]) if key not in sources]
        if unknown or not KEY.search(practice["evidence"]):
            what = f"no source {unknown[0]!r}" if unknown else "evidence without a source"
            raise DataProblem(checked.at(file, practices, [n, "evidence"]), what, remedy="name a key of sources.yml")
