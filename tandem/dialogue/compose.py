"""Turn passages into a reply."""

from __future__ import annotations

from tandem.documents.passage import Passage
from tandem.phrases import Phrases
from tandem.reply import Reply, Source
from tandem.reply.reply import Column


def answer(passages: list[Passage], phrases: Phrases) -> Reply:
    """A reply that tells `passages`: side by side where they are the two sides of one topic."""
    where = tuple(source(p) for p in passages)
    if is_comparison(passages):
        columns = tuple(Column(phrases(f"side_{p.side}"), " ".join(p.sentences), p.points) for p in passages)
        return Reply("comparison", columns=columns, sources=where)
    return Reply(
        "answer",
        text=" ".join(s for p in passages for s in p.sentences),
        points=tuple(point for p in passages for point in p.points),
        sources=where,
    )


def is_comparison(passages: list[Passage]) -> bool:
    """Whether the passages are the sides of one topic."""
    return len(passages) > 1 and len({p.topic for p in passages}) == 1 and len({p.side for p in passages}) > 1


def chosen(unit: list[Passage], sides: frozenset[str]) -> list[Passage]:
    """What to tell of a topic that has two sides: the one asked for, or both when none or both are named."""
    named = [p for p in unit if sides == {p.side}]
    return named or sorted(unit, key=lambda p: p.side)


def source(passage: Passage) -> Source:
    """Where a passage stands."""
    section = " > ".join(passage.headings) or passage.document
    return Source(passage.document, section, passage.file, passage.line, passage.id)
