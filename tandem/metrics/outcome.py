"""What computing a metric gives: a value, further figures, and what an adviser would notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tandem.metrics import formulas as f
from tandem.metrics.given import Given

FEW, VERY_FEW = 30, 10  # cases below which a rate may be chance, and below which it is none
Values = Mapping[str, Given]


@dataclass(frozen=True)
class Finding:
    """Something to say about the numbers: the id of an edge case, and what its phrase is filled with.

    With one that `stops`, no result is given.
    """

    id: str
    values: Mapping[str, Any] = field(default_factory=dict)
    stops: bool = False


@dataclass(frozen=True)
class Outcome:
    """A metric's value (None where it is not defined), further figures by the key of their phrase, and findings."""

    value: float | None
    more: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def by_chance(part: int, whole: int) -> list[Finding]:
    """What chance alone allows for, where the cases are few; nothing where there is no rate."""
    if whole >= FEW or whole < 1 or not 0 <= part <= whole:
        return []
    low, high = (round(end * 100) for end in f.wilson(part, whole))
    values = {"part": part, "whole": whole, "low": low, "high": high}
    return [Finding("tiny-n" if whole < VERY_FEW else "small-n", values)]
