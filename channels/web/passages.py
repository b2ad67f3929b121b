"""The places that sources name, to be read."""

from __future__ import annotations

from typing import Any

from tandem.advice.book import Book, Practice
from tandem.advice.describe import PRACTICE, Describe
from tandem.documents.knowledge import Knowledge
from tandem.phrases import Phrases


class Passages:
    """Passages of documents, and practices with what speaks for them."""

    def __init__(self, knowledge: Knowledge, book: Book, phrases: Phrases) -> None:
        self._knowledge, self._book, self._phrases = knowledge, book, phrases
        self._describe = Describe(book, phrases)

    def read(self, id: str) -> dict[str, Any] | None:
        """What stands at a place: "document", "section", "paragraphs", "points" and "links"; None for none."""
        if id.startswith(PRACTICE):
            practice = self._book.practices.get(id.removeprefix(PRACTICE))
            return self._practice(practice) if practice else None
        passage = self._knowledge.get(id)
        if passage is None:
            return None
        section = " > ".join(passage.headings) or passage.document
        told = {"paragraphs": [" ".join(passage.sentences)] if passage.sentences else [], "points": passage.points}
        return {"document": passage.document, "section": section, **told, "links": []}

    def _practice(self, practice: Practice) -> dict[str, Any]:
        evidence = self._phrases("why_evidence", evidence=self._describe.evidence(practice))
        publications = [self._book.sources[key] for key in practice.keys]
        return {
            "document": self._phrases("source_practices"),
            "section": practice.name,
            "paragraphs": [practice.problem, evidence, self._phrases("why_caution")],
            "points": [],
            "links": [{"title": f"{p.publisher}: {p.title}", "url": p.address} for p in publications],
        }
