"""What to offer next: only questions that a passage answers."""

from __future__ import annotations

from collections.abc import Iterable

from tandem.dialogue.context import Context
from tandem.documents.knowledge import Knowledge
from tandem.documents.passage import Passage
from tandem.phrases import Phrases
from tandem.reply import Suggestion

MOST = 3


def suggestion(passage: Passage, phrases: Phrases) -> Suggestion:
    """The question that `passage` answers, as something to offer."""
    return Suggestion(passage.question or phrases("tell_me_about", heading=passage.heading), passage.id)


def after(told: list[Passage], knowledge: Knowledge, context: Context, phrases: Phrases) -> tuple[Suggestion, ...]:
    """Up to three questions that lead on from what was told: its other side, why, an example, what stands near."""
    done = {*context.seen, *(p.id for p in told)}
    fresh = (p for p in _candidates(told, knowledge) if p.id not in done)
    return _offers(fresh, phrases)


def _candidates(told: list[Passage], knowledge: Knowledge) -> Iterable[Passage]:
    last = told[-1]
    pair = knowledge.pair(last)
    yield from pair.values()
    for facet in ("why", "example"):
        if passage := knowledge.related(last, facet=facet):
            yield passage
    yield from (knowledge.units[unit][0] for p in told for point in p.points for unit in knowledge.named(point))
    yield from (p for p in knowledge.next_to(last) if not p.facet and p.topic != last.topic)
    yield from (p for p in knowledge.passages if not p.facet)


def to_start(openers: Iterable[str], knowledge: Knowledge, phrases: Phrases) -> tuple[Suggestion, ...]:
    """Something to begin with: the openers, as far as their documents are there."""
    return _offers([p for p in map(knowledge.get, openers) if p], phrases)


def _offers(passages: Iterable[Passage], phrases: Phrases) -> tuple[Suggestion, ...]:
    offers = {s.title: s for s in (suggestion(p, phrases) for p in _distinct(passages))}
    return tuple(offers.values())[:MOST]


def _distinct(passages: Iterable[Passage]) -> list[Passage]:
    return list(dict.fromkeys(passages))
