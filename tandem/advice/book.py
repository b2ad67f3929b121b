"""The practices, the symptoms they help against, and where the evidence is from."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tandem.rows import frozen

KEY = re.compile(r"\[([A-Z0-9-]+)\]")


@dataclass(frozen=True)
class Fits:
    """The companies a practice is for; `records` is what they must keep of their customers at least.

    Who keeps more than `records_at_most` has no use for it.
    """

    sizes: tuple[str, ...]
    markets: tuple[str, ...]
    cycles: tuple[str, ...]
    records: str
    records_at_most: str = "crm"


@dataclass(frozen=True)
class Practice:
    """A practice of alignment. Its fields are those of `data/advice/schema.yml`, and where it stands."""

    id: str
    name: str
    problem: str
    fits: Fits
    first_step: str
    owner: str
    effort: str
    days: float
    metric: str
    effect: str
    pitfall: str
    evidence: str
    file: str
    line: int
    after: tuple[str, ...] = ()
    urgent: int = 0
    if_small: str = ""
    note: str = ""

    @property
    def keys(self) -> list[str]:
        """The keys of its sources, in the order of its evidence."""
        return list(dict.fromkeys(KEY.findall(self.evidence)))


@dataclass(frozen=True)
class Symptom:
    """Something that hurts; `practices` are ids in the order to try them."""

    id: str
    short: str
    says: str
    check_first: str
    practices: tuple[str, ...]
    order: str


@dataclass(frozen=True)
class Publication:
    """Where evidence is from; `year` is "" where none was found, `read` says what was read of it."""

    title: str
    publisher: str
    read: str
    address: str
    year: str = ""


@dataclass(frozen=True)
class Book:
    """All of it, by id; `start` are the practices to begin with, see `start.yml`."""

    practices: Mapping[str, Practice]
    symptoms: Mapping[str, Symptom]
    sources: Mapping[str, Publication]
    start: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, file: Path) -> Book:
        """Read what `save` wrote."""
        return cls.from_dict(json.loads(file.read_text(encoding="utf-8")))

    def save(self, file: Path) -> None:
        file.write_text(json.dumps(self.to_dict()), encoding="utf-8")

    def to_dict(self) -> dict[str, Any]:
        rows = {name: list(map(asdict, getattr(self, name).values())) for name in ("practices", "symptoms")}
        sources = {key: asdict(source) for key, source in self.sources.items()}
        return {**rows, "sources": sources, "start": self.start}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Book:
        practices = (_practice(row) for row in data["practices"])
        symptoms = (Symptom(**frozen(row)) for row in data["symptoms"])
        sources = {key: Publication(**row) for key, row in data["sources"].items()}
        return cls({p.id: p for p in practices}, {s.id: s for s in symptoms}, sources, frozen(data["start"]))


def _practice(row: Mapping[str, Any]) -> Practice:
    return Practice(**{**frozen(row), "fits": Fits(**frozen(row["fits"]))})
