"""How far a self-assessment has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

WHO, FORM = "who", "form"


@dataclass(frozen=True)
class Sheet:
    """The answers of one person: question id -> level, or None for what does not apply or was skipped.

    `on` is the day on which the last one was given (ISO 8601), "" while some are missing.
    """

    who: str = ""
    answers: Mapping[str, int | None] = field(default_factory=dict)
    on: str = ""


@dataclass(frozen=True)
class Assessment:
    """The state of a self-assessment.

    Attributes:
        at: what is being asked: WHO, FORM, the id of a question, or "" for nothing.
        short: whether it is the short form.
        own, other: the answers of who is talking, and of the one whose code was entered.
        before: the answers of who is talking when they took it the last time.
        company: the number of the company in the codes, None before there is one.
    """

    at: str = ""
    short: bool = False
    own: Sheet = field(default_factory=Sheet)
    other: Sheet | None = None
    before: Sheet | None = None
    company: int | None = None

    @property
    def last_time(self) -> Sheet | None:
        """The answers of the last time, where it is the same side that answers."""
        return self.before if self.before and self.before.who == self.own.who else None

    @property
    def is_open(self) -> bool:
        """Whether a question was asked that is not answered yet."""
        return bool(self.at)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Assessment:
        """The state as saved, a new one where nothing was."""
        if not data:
            return cls()
        sheets = {name: Sheet(**data[name]) for name in ("own", "other", "before") if data.get(name)}
        return cls(**{**data, **sheets})
