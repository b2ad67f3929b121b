"""What was said before, as far as the next reply needs it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from tandem.reply import Reply, Suggestion

MOST_SEEN = 40


@dataclass(frozen=True)
class Context:
    """The state of a conversation.

    Attributes:
        shown: ids of the passages in the last answer: what "that" and "those" mean.
        seen: ids of all passages told lately: "tell me more" leaves them out.
        offered: the suggestions below the last reply, in order.
        missed: ids of passages that were near the last question but not told.
        kind: kind of the last reply, see `Reply`.
    """

    shown: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    offered: tuple[Suggestion, ...] = ()
    missed: tuple[str, ...] = ()
    kind: str = ""

    def told(self, passages: list[str], offered: tuple[Suggestion, ...], missed: list[str]) -> Context:
        """The context after an answer from `passages`."""
        seen = tuple(dict.fromkeys((*self.seen, *passages)))[-MOST_SEEN:]
        return Context(tuple(passages), seen, offered, tuple(missed), "answer")

    def offering(self, reply: Reply) -> Context:
        """The context after a reply that tells nothing new but may offer something."""
        return replace(self, offered=reply.suggestions, kind=reply.kind)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Any) -> Context:
        """The context as saved; anything else than that counts as a new conversation."""
        if not isinstance(data, dict):
            return cls()
        offered = tuple(Suggestion(**row) for row in data.get("offered", []))
        names = ("shown", "seen", "missed")
        told = {name: tuple(data.get(name, ())) for name in names}
        return cls(offered=offered, kind=data.get("kind", ""), **told)
