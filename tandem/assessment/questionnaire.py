"""The dimensions, questions and bands of the self-assessment."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tandem import checked
from tandem.errors import DataProblem

LEVELS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Dimension:
    """A dimension; `practices` by its score (below 2, below 3, below 4), `precedence` among weak ones."""

    id: str
    name: str
    precedence: int
    practices: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Question:
    """A question with five described levels.

    Attributes:
        core: whether it is asked in the short form, too.
        not_for: special cases in which it is left out: "solo", "shop".
        if_solo: its text where one person does both, "" for the same.
        unknown: the level that "don't know" counts as, None where it is skipped.
    """

    id: str
    dimension: str
    text: str
    levels: tuple[str, ...]
    core: bool = False
    not_for: tuple[str, ...] = ()
    if_solo: str = ""
    unknown: int | None = None


@dataclass(frozen=True)
class Band:
    """What a total of `from_` and more means."""

    from_: float
    name: str
    also: str
    means: str
    advice: str


@dataclass(frozen=True)
class Questionnaire:
    """All of it, in order."""

    dimensions: tuple[Dimension, ...]
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]

    def asked(self, *, short: bool, cases: Iterable[str]) -> list[Question]:
        """The questions for somebody: all or the core ones, without those that do not fit the special cases."""
        return [q for q in self.questions if (q.core or not short) and not set(q.not_for) & set(cases)]

    def band(self, total: float) -> Band:
        """The band of a total; a total on its border belongs to it."""
        return next(band for band in reversed(self.bands) if total >= band.from_ - 1e-6)

    def save(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> Questionnaire:
        """Read what `save` wrote."""
        return _made(json.loads(file.read_text(encoding="utf-8")))


def read(file: Path, schemas: Mapping[str, Any], practices: Iterable[str]) -> Questionnaire:
    """Read and check the questionnaire.

    Raises:
        DataProblem: it does not follow its schema, or names a practice or dimension that there is not.
    """
    data = checked.read(file, schemas["assessment"])
    known, dimensions = set(practices), {row["id"] for row in data["dimensions"]}
    for n, row in enumerate(data["dimensions"]):
        for unknown in {id for ids in row["practices"] for id in ids} - known:
            place = checked.at(file, data, ["dimensions", n, "practices"])
            raise DataProblem(place, f"no practice {unknown!r}", remedy="see the ids in practices/")
    for n, row in enumerate(data["questions"]):
        if row["dimension"] not in dimensions:
            place = checked.at(file, data, ["questions", n, "dimension"])
            raise DataProblem(place, f"no dimension {row['dimension']!r}", remedy="see `dimensions`")
    bands = [{"from_": row.pop("from"), **row} for row in map(dict, data["bands"])]
    return _made({**data, "bands": bands})


def _made(data: Mapping[str, Any]) -> Questionnaire:
    dimensions = (Dimension(**{**row, "practices": tuple(map(tuple, row["practices"]))}) for row in data["dimensions"])
    questions = (
        Question(**{**row, "levels": tuple(row["levels"]), "not_for": tuple(row.get("not_for", ()))})
        for row in data["questions"]
    )
    return Questionnaire(tuple(dimensions), tuple(questions), tuple(Band(**row) for row in data["bands"]))
