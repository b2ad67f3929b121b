"""The plan of one company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Plan:
    """The ids of the practices that were taken up, in their order."""

    practices: tuple[str, ...] = ()

    def with_(self, *practices: str) -> Plan:
        """With further practices at its end; none is there twice."""
        return replace(self, practices=tuple(dict.fromkeys((*self.practices, *practices))))

    def without(self, practice: str) -> Plan:
        return replace(self, practices=tuple(id for id in self.practices if id != practice))

    def moved(self, practice: str, place: int) -> Plan:
        """With a practice at `place` (from 0)."""
        rest = list(self.without(practice).practices)
        rest.insert(place, practice)
        return replace(self, practices=tuple(rest))

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Plan:
        """The plan as saved, an empty one where nothing was."""
        return cls(tuple(data["practices"])) if data else cls()
