"""The dimensions, questions and bands of the self-assessment."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tandem import checked
from tandem.rows import frozen

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
    """What a total of `from_` and more means; `if_small` is the advice to a small firm in which nothing hurts."""

    from_: float
    name: str
    also: str
    means: str
    advice: str
    if_small: str = ""
    beware: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """All of it, in order.

    `gap` is the practice to begin with where two people's views differ, `alone` are those for who does both.
    """

    dimensions: tuple[Dimension, ...]
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]
    gap: str
    alone: tuple[str, ...]

    def asked(self, *, short: bool, cases: Iterable[str]) -> list[Question]:
        """The questions for somebody: all or the core ones, without those that do not fit the special cases."""
        return [q for q in self.questions if (q.core or not short) and not set(q.not_for) & set(cases)]

    def is_short(self, answers: Mapping[str, int | None]) -> bool:
        """Whether answers are to core questions alone."""
        return all(q.core for q in self.questions if answers.get(q.id) is not None)

    def band(self, total: float) -> Band:
        """The band of a total; a total on its border belongs to it."""
        return next(band for band in reversed(self.bands) if total >= band.from_ - 1e-6)

    def save(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> Questionnaire:
        """Read what `save` wrote."""
        return _made(json.loads(file.read_text(encoding="utf-8")))


def read(file: Path, schemas: Mapping[str, Any], practices: Container[str]) -> Questionnaire:
    """Read and check the questionnaire.

    Raises:
        DataProblem: it does not follow its schema, or names a practice or dimension that there is not.
    """
    data = checked.read(file, schemas["assessment"])
    paths: list[list[str | int]] = [["dimensions", n, "practices"] for n in range(len(data["dimensions"]))]
    paths += [["gap"], ["alone"]]
    for path in paths:
        checked.practices(file, data, path, practices)
    dimensions = {row["id"] for row in data["dimensions"]}
    for n in range(len(data["questions"])):
        place: list[str | int] = ["questions", n, "dimension"]
        checked.ids(file, data, place, dimensions, what="dimension", remedy="see `dimensions`")
    bands = [{"from_": row.pop("from"), **row} for row in map(dict, data["bands"])]
    return _made({**data, "bands": bands})


def _made(data: Mapping[str, Any]) -> Questionnaire:
    dimensions = tuple(Dimension(**frozen(row)) for row in data["dimensions"])
    questions = tuple(Question(**frozen(row)) for row in data["questions"])
    bands = tuple(Band(**row) for row in data["bands"])
    return Questionnaire(dimensions, questions, bands, data["gap"], tuple(data["alone"]))
