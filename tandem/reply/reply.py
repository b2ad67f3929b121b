"""One reply, the same on every channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
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
    """Something to say next, shown and sent as `title`.

    `passage` is the id of what answers it, or `intent` is what saying it means; "" for neither.
    """

    title: str
    passage: str = ""
    intent: str = ""


@dataclass(frozen=True)
class Column:
    """One side of a comparison."""

    title: str
    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """One of several things told alike: a title, and rows of a label with its text."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Attachment:
    """A file that comes with a reply: a chart (kind "image") or something to keep (kind "file").

    `alt` says in words what an image shows; `path` is where the file lies, `url` where it is read over HTTP.
    """

    kind: str
    title: str
    alt: str
    path: str
    url: str


@dataclass(frozen=True)
class Figure:
    """A metric's value as it was worked out, unrounded, and the inputs it was worked out from."""

    metric: str
    value: float
    inputs: Mapping[str, float | tuple[float, ...]]


@dataclass(frozen=True)
class Reply:
    """What Tandem says, as data.

    Attributes:
        kind: "answer", "comparison", "choice", "decline", "source", "notice", "tips", "question", "result", "figures",
            "plan" or "unavailable".
        text: sentences, "" where columns or points say it all.
        points: a list below the text.
        columns: the sides of a comparison.
        cards: tips and the like, below the text.
        after: sentences below all of these.
        attachments: charts and downloads.
        progress: of a question: the how manieth it is, and of how many at most.
        sources: where it is from; empty for what is not knowledge.
        suggestions: what can be asked next, or the choices of a "choice".
        figures: the metrics that the reply tells; for programs, as the text rounds them.
    """

    kind: str
    text: str = ""
    points: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    cards: tuple[Card, ...] = ()
    after: str = ""
    attachments: tuple[Attachment, ...] = ()
    progress: tuple[int, int] | None = None
    sources: tuple[Source, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    figures: tuple[Figure, ...] = ()

    def led_by(self, words: str) -> Reply:
        """The reply with words of ours before its text."""
        return replace(self, text=" ".join(filter(None, (words, self.text))))

    def to_dict(self) -> dict[str, Any]:
        """The reply as JSON types."""
        return asdict(self)
