"""How far the advice to one company has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from tandem.advice.profile import Profile


@dataclass(frozen=True)
class Advice:
    """The state of the advice, kept over the conversation.

    Attributes:
        profile: what is known of the company.
        asking: what was asked for last and not answered yet: "symptoms", a fact of the profile, or "" for nothing.
        asked: what was asked for so far.
        perhaps: ids of the symptoms of which it was asked which one is meant.
        unclear: whether the last answer could not be made out.
        told: ids of the practices told, in the order in which they are numbered.
        latest: how many of them the last tips held: "this one" is the first of these.
        done: ids of practices that the company has already, or does not want.
        most_days: days from which a practice is too much, None while nothing was.
    """

    profile: Profile = field(default_factory=Profile)
    asking: str = ""
    asked: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    unclear: bool = False
    told: tuple[str, ...] = ()
    latest: int = 0
    done: tuple[str, ...] = ()
    most_days: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether a question was asked that is not answered yet."""
        return bool(self.asking)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Advice:
        """The state as saved, a new one where nothing was."""
        if not data:
            return cls()
        lists: dict[str, Any] = {name: tuple(data[name]) for name in ("asked", "perhaps", "told", "done")}
        kept = {name: data[name] for name in ("asking", "unclear", "latest", "most_days")}
        return cls(Profile.from_dict(data["profile"]), **kept, **lists)
