"""A metric that is being worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tandem.metrics.given import Given


@dataclass(frozen=True)
class Figures:
    """The metric in work, or told last (its id), the inputs given so far, and the one asked for; "" for nothing."""

    metric: str = ""
    given: Mapping[str, Given] = field(default_factory=dict)
    asking: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a question was asked that is not answered yet."""
        return bool(self.asking)

    def to_dict(self) -> dict[str, Any]:
        given = {id: number.to_dict() for id, number in self.given.items()}
        return {"metric": self.metric, "given": given, "asking": self.asking}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Figures:
        """The state as saved, a new one where nothing was."""
        if not data:
            return cls()
        given = {id: Given.from_dict(row) for id, row in data["given"].items()}
        return cls(data["metric"], given, data["asking"])
