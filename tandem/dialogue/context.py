"""What was said before, as far as the next reply needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from tandem.reply import Reply, Suggestion

MOST_SEEN = 40
SHAPE = 1  # of what is saved; a conversation saved in another shape begins anew


@dataclass(frozen=True)
class Context:
    """The state of a conversation.

    Attributes:
        shown: ids of the passages in the last answer: what "that" and "those" mean.
        seen: ids of all passages told lately: "tell me more" leaves them out.
        offered: the suggestions below the last reply, in order.
        missed: ids of passages that were near the last question but not told.
        kind: kind of the last reply that told something, offered readings or declined, see `Reply`.
    """

    shown: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    offered: tuple[Suggestion, ...] = ()
    missed: tuple[str, ...] = ()
    kind: str = ""

    def told(self, replies: Sequence[Reply], *, also: Sequence[str] = ()) -> Context:
        """The context after `replies` to one message; `also` are passages of second readings: seen, not meant."""
        passages = [source.passage for reply in replies for source in reply.sources]
        seen = tuple(dict.fromkeys((*self.seen, *passages)))[-MOST_SEEN:]
        meant = tuple(dict.fromkeys(p for p in passages if p not in also))
        return replace(self, seen=seen, shown=meant or self.shown)

    def offering(self, reply: Reply) -> Context:
        """The context after a message whose last reply is this one."""
        return replace(self, offered=reply.suggestions, kind=reply.kind)

    def to_dict(self) -> dict[str, Any]:
        return {"shape": SHAPE, **asdict(self)}

    @classmethod
    def from_dict(cls, data: Any) -> Context:
        """The context as saved; a new conversation where nothing was, or in another shape."""
        if not isinstance(data, dict) or data.get("shape") != SHAPE:
            return cls()
        offered = tuple(Suggestion(**row) for row in data["offered"])
        names = ("shown", "seen", "missed")
        return cls(offered=offered, kind=data["kind"], **{name: tuple(data[name]) for name in names})
