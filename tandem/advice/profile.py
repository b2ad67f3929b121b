"""What is known of the company that asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

SIZES = {"solo": 1, "small": 10, "mid": 200, "large": 10**9}  # people, at most
MARKETS = ("b2b", "b2c", "shop")
CYCLES = {"short": 1, "medium": 3, "long": 10**9}  # months from first contact to decision, at most
RECORDS = ("none", "sheet", "crm")  # each can do what those before it can
FACTS: Mapping[str, tuple[str, ...]] = {
    "size": tuple(SIZES),
    "records": RECORDS,
    "market": MARKETS,
    "cycle": tuple(CYCLES),
}


@dataclass(frozen=True)
class Profile:
    """Facts about a company; "" and None where nothing is known.

    Attributes:
        size: "solo", "small" (to 10 people), "mid" (to 200) or "large".
        market: "b2b", "b2c" (consumers who enquire), "shop" (consumers who walk in or order).
        cycle: "short" (under a month), "medium" (to 3 months) or "long".
        records: what it keeps of its customers: "none", "sheet" or "crm".
        people: how many work there.
        symptoms: what hurts, ids in the order they were told.
        weak: ids of the practices that the result of the self-assessment named, best first.
    """

    size: str = ""
    market: str = ""
    cycle: str = ""
    records: str = ""
    people: int | None = None
    industry: str = ""
    role: str = ""
    symptoms: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()

    def told(self, facts: Mapping[str, Any]) -> Profile:
        """The profile with new facts, which replace what was said before; new symptoms are added."""
        facts = dict(facts)
        symptoms = tuple(dict.fromkeys((*self.symptoms, *facts.pop("symptoms", ()))))
        if "size" in facts:
            facts.setdefault("people", None)
        return replace(self, **facts, symptoms=symptoms)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Profile:
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in data.items() if name in known}
        lists = {name: tuple(values.get(name, ())) for name in ("symptoms", "weak")}
        return cls(**{**values, **lists})


def size_of(people: float) -> str:
    """The size class of a company of so many people."""
    return next(name for name, most in SIZES.items() if people <= most)


def cycle_of(months: float) -> str:
    """The class of a sales cycle of so many months; exactly a month counts as medium, exactly three too."""
    return "short" if months < CYCLES["short"] else "medium" if months <= CYCLES["medium"] else "long"
