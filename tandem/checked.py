"""Read YAML that must follow a schema; what does not is named with file and line."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any

import jsonschema
import yaml
from ruamel.yaml import YAML

from tandem.errors import DataProblem


def read(file: Path, schema: dict[str, Any]) -> Any:
    """What `file` holds; its lists and mappings know their line (`line`).

    Raises:
        DataProblem: it does not follow the JSON `schema`, with the line of the first place where it does not.
    """
    data = YAML().load(file)
    problems = sorted(jsonschema.Draft7Validator(schema).iter_errors(data), key=lambda p: list(map(str, p.path)))
    if problems:
        first = problems[0]
        raise DataProblem(at(file, data, first.absolute_path), first.message, remedy="see schema.yml beside it")
    return data


def schemas(file: Path) -> dict[str, Any]:
    """The schemas of a YAML file, by name."""
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))


def ids(file: Path, data: Any, path: list[str | int], known: Container[str], *, what: str, remedy: str) -> None:
    """Check that each id on `path`, alone or in lists, is one of the `known`.

    Raises:
        DataProblem: there is no such `what`, with its line.
    """
    part = data
    for step in path:
        part = part[step]
    if isinstance(part, list):
        for n in range(len(part)):
            ids(file, data, [*path, n], known, what=what, remedy=remedy)
    elif part not in known:
        raise DataProblem(at(file, data, path), f"no {what} {part!r}", remedy=remedy)


def practices(file: Path, data: Any, path: list[str | int], known: Container[str]) -> None:
    """The same for ids of practices."""
    ids(file, data, path, known, what="practice", remedy="see the ids in practices/")


def at(file: Path, data: Any, path: Iterable[str | int]) -> str:
    """`file:line` of the innermost part of `data` on `path`."""
    line = 1
    for step in path:
        line, data = _line(data, step), data[step]
    return f"{file}:{line}"


def _line(data: Any, step: str | int) -> int:
    place = data.lc.item(step) if isinstance(step, int) else data.lc.key(step)
    return int(place[0]) + 1
