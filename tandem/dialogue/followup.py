"""Answers to "and for sales?", "why?", "tell me more", "an example?", "where is that from?", "the second one"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from tandem.dialogue import compose, pick
from tandem.dialogue.context import Context
from tandem.dialogue.message import Message
from tandem.dialogue.suggest import Suggest
from tandem.documents.knowledge import Knowledge
from tandem.documents.passage import Passage
from tandem.phrases import Phrases
from tandem.reply import Reply

Found = list[Passage] | Reply


class FollowUp:
    """Finds what a follow-up refers to: the passages to tell, or a reply that says why there are none."""

    def __init__(self, knowledge: Knowledge, phrases: Phrases, suggest: Suggest) -> None:
        self._knowledge, self._phrases, self._suggest = knowledge, phrases, suggest
        self.intents: dict[str, Callable[[Message, list[Passage], Context], Found]] = {
            "follow_up_side": self._side,
            "follow_up_why": partial(self._facet, "why"),
            "follow_up_example": partial(self._facet, "example"),
            "follow_up_exception": partial(self._facet, "exception"),
            "follow_up_more": self._more,
            "follow_up_source": self._source,
            "follow_up_pick": self._pick,
            "follow_up_repeat": self._repeat,
            "follow_up_wrong": self._wrong,
        }

    def passages(self, message: Message, context: Context) -> Found:
        """What answers a follow-up of one of `intents`."""
        shown = [p for p in map(self._knowledge.get, context.shown) if p]
        if not shown:
            return self._notice("nothing_yet")
        return self.intents[message.intent](message, shown, context)

    def point(self, line: str, shown: list[Passage], context: Context) -> Found:
        """More about one line of what was told: the passage that it names, or the line itself."""
        for unit in self._knowledge.named(line):
            told = self._knowledge.units[unit]
            if not set(told) & set(shown):
                return compose.chosen(told, frozenset(p.side for p in shown if p.side and len(shown) == 1))
        owner = next(p for p in shown if line in (*p.points, *p.sentences))
        return Reply("answer", line, sources=(compose.source(owner),), suggestions=context.offered)

    def _side(self, message: Message, shown: list[Passage], context: Context) -> Found:
        sides = frozenset[str]().union(*(q.sides for q in message.questions))
        pair = self._pair(shown)
        if context.kind == "decline":
            return self._notice("decline")
        if not any(p.side for p in shown) and (below := [p for p in self._below(shown) if {p.side} == sides]):
            return Reply("choice", self._phrases("choice"), suggestions=self._suggest.offers(below))
        if not pair:
            named = self._phrases("and").join(self._phrases(f"side_{side}").lower() for side in sorted(sides))
            return self._notice("no_other_side", side=named or self._phrases("other_side"))
        if len(sides) == 1:
            return [pair[side] for side in sides]
        if sides or not set(shown) & set(pair.values()) or len(shown) > 1:
            return list(pair.values())
        return [p for p in pair.values() if p not in shown]

    def _pair(self, shown: list[Passage]) -> dict[str, Passage]:
        """The two sides of the topic that was last told, also after its why or an example."""
        near = [*reversed(shown), *(p for s in shown for p in self._knowledge.about(s.topic))]
        return next((pair for pair in map(self._knowledge.pair, near) if pair), {})

    def _below(self, shown: list[Passage]) -> list[Passage]:
        """The passages that the points of an overview name."""
        units = [unit for line in pick.points(shown) for unit in self._knowledge.named(line)]
        return [p for unit in units for p in self._knowledge.units[unit]]

    def _facet(self, facet: str, message: Message, shown: list[Passage], context: Context) -> Found:
        if any(p.facet == facet for p in shown):
            return self._notice(f"no_further_{facet}")
        found = [p for p in (self._knowledge.related(s, facet=facet) for s in shown) if p]
        if found:
            return list(dict.fromkeys(found))
        if below := [p for p in (self._knowledge.related(n, facet=facet) for n in self._below(shown)) if p]:
            return Reply("choice", self._phrases("choice"), suggestions=self._suggest.offers(below))
        return self._notice(f"no_{facet}")

    def _more(self, message: Message, shown: list[Passage], context: Context) -> Found:
        last = shown[-1]
        near = self._knowledge.about(last.topic) + self._knowledge.next_to(last)
        fresh = [p for p in near if p.file == last.file and p.id not in context.seen]
        return fresh[:1] or self._notice("no_more")

    def _source(self, message: Message, shown: list[Passage], context: Context) -> Reply:
        if context.kind == "decline":
            return self._notice("declined_source")
        sources = tuple(map(compose.source, shown))
        places = "; ".join(
            self._phrases("place_in_file", document=s.document, section=s.section, file=s.file, line=s.line)
            for s in sources
        )
        return Reply("source", self._phrases("where", places=places), suggestions=context.offered)

    def _pick(self, message: Message, shown: list[Passage], context: Context) -> Found:
        line = pick.item(message.text, pick.items(shown))
        return self.point(line, shown, context) if line else self._notice("no_item")

    def _repeat(self, message: Message, shown: list[Passage], context: Context) -> Reply:
        told = compose.answer(shown, self._phrases).led_by(self._phrases("again"))
        return replace(told, suggestions=context.offered)

    def _wrong(self, message: Message, shown: list[Passage], context: Context) -> Reply:
        missed = [p for p in map(self._knowledge.get, context.missed) if p]
        if not missed:
            return self._notice("wrong_nothing")
        return Reply("choice", self._phrases("wrong"), suggestions=self._suggest.offers(missed))

    def _notice(self, key: str, **values: str) -> Reply:
        return Reply("notice", self._phrases(key, **values))
