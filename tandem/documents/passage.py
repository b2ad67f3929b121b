"""The unit of an answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A few sentences or points under one heading of a document.

    Attributes:
        id: file name without ending, slugs of the headings, and `-2`, `-3` ... for later parts of a long text.
        document: the document's title.
        file: the file's name inside the folder of documents.
        line: the line of its heading, from 1.
        headings: the headings above it, from the outermost, without the title.
        topic: slug of the outermost heading (of the title where there is none).
        side: "marketing", "sales" or "" where the headings name none or both.
        facet: "why", "example", "exception" or "": what its own heading says it is to its topic.
        intent: the intent its questions carry, "" where the document names none.
        sentences: what it says, as sentences; empty where it has points only.
        points: what it says, as points.
        question: a question it answers, to offer it by; "" where the document gives none.
        also: other names of its heading.
    """

    id: str
    document: str
    file: str
    line: int
    headings: tuple[str, ...]
    topic: str
    side: str
    facet: str
    intent: str
    sentences: tuple[str, ...]
    points: tuple[str, ...]
    question: str
    also: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The innermost heading, or the title."""
        return self.headings[-1] if self.headings else self.document

    @property
    def text(self) -> str:
        """All it says, as one string."""
        return " ".join((*self.sentences, *self.points))
