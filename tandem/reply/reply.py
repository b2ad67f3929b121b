"""One reply, the same on every channel."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Source:
    """Where an answer stands: the document's title, the headings, the file and its line."""

    document: str
    section: str
    file: str
    line: int
    passage: str


@dataclass(frozen=True)
class Suggestion:
    """A question to offer: shown and sent as `title`; `passage` is the id of what answers it."""

    title: str
    passage: str


@dataclass(frozen=True)
class Column:
    """One side of a comparison."""

    title: str
    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """What Tandem says, as data.

    Attributes:
        kind: "answer", "comparison", "choice", "decline", "source" or "notice".
        text: sentences, "" where columns or points say it all.
        points: a list below the text.
        columns: the sides of a comparison.
        sources: where it is from; empty for what is not knowledge.
        suggestions: what can be asked next, or the choices of a "choice".
    """

    kind: str
    text: str = ""
    points: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    sources: tuple[Source, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The reply as JSON types."""
        return asdict(self)
