"""What to offer next: only questions that a passage answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tandem.documents.knowledge import Knowledge
from tandem.documents.passage import Passage
from tandem.phrases import Phrases
from tandem.reply import Suggestion

MOST = 3


class Suggest:
    """Chooses from `knowledge`; `openers` are ids of passages for somebody who does not know what to ask."""

    def __init__(self, knowledge: Knowledge, phrases: Phrases, *, openers: Sequence[str] = ()) -> None:
        self._knowledge, self._phrases = knowledge, phrases
        self._openers = [p for p in map(knowledge.get, openers) if p]

    def offers(self, passages: Iterable[Passage]) -> tuple[Suggestion, ...]:
        """The questions that the first few of `passages` answer."""
        titles: dict[str, str] = {}
        for passage in passages:
            title = passage.question or self._phrases("tell_me_about", heading=passage.heading)
            titles.setdefault(title, passage.id)
            if len(titles) == MOST:
                break
        return tuple(Suggestion(title, passage) for title, passage in titles.items())

    def to_start(self) -> tuple[Suggestion, ...]:
        """Something to begin with: the openers, as far as their documents are there."""
        return self.offers(self._openers)

    def after(self, told: Sequence[Passage], seen: Iterable[str]) -> tuple[Suggestion, ...]:
        """What leads on from what was told and was not `seen` (ids): its other side, why, an example, what is near."""
        done = {*seen, *(p.id for p in told)}
        return self.offers(p for p in self._leading_on(told) if p.id not in done)

    def _leading_on(self, told: Sequence[Passage]) -> Iterator[Passage]:
        last, known = told[-1], self._knowledge
        yield from known.pair(last).values()
        yield from (p for facet in ("why", "example") if (p := known.related(last, facet=facet)))
        yield from (known.units[unit][0] for p in told for point in p.points for unit in known.named(point))
        yield from (p for p in known.next_to(last) if not p.facet and p.topic != last.topic)
        yield from self._openers
        yield from (p for p in known.passages if not p.facet)
