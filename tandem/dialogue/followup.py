"""Answers to "and for sales?", "why?", "tell me more", "an example?", "where is that from?", "the second one"."""

from __future__ import annotations

from tandem.dialogue import compose, pick, suggest
from tandem.dialogue.context import Context
from tandem.dialogue.message import Message
from tandem.documents.knowledge import Knowledge
from tandem.documents.passage import Passage
from tandem.phrases import Phrases
from tandem.reply import Reply

PREFIX = "follow_up_"


class FollowUp:
    """Finds what a follow-up refers to; each method gives the passages to tell, or the key of a phrase."""

    def __init__(self, knowledge: Knowledge, phrases: Phrases) -> None:
        self._knowledge, self._phrases = knowledge, phrases

    def passages(self, message: Message, context: Context) -> list[Passage] | Reply:
        """The passages that answer a follow-up, or a reply that says why there are none."""
        shown = [p for p in map(self._knowledge.get, context.shown) if p]
        kind = message.intent.removeprefix(PREFIX)
        if not shown:
            return self._notice("nothing_yet")
        return getattr(self, f"_{kind}")(message, shown, context)

    def _side(self, message: Message, shown: list[Passage], context: Context) -> list[Passage] | Reply:
        sides = frozenset[str]().union(*(q.sides for q in message.questions))
        pairs = [pair for pair in map(self._knowledge.pair, shown) if pair]
        if not pairs:
            named = " and ".join(sorted(sides)) or "the other side"
            return self._notice("no_other_side", side=named)
        pair = pairs[-1]
        if len(sides) == 1:
            return [pair[side] for side in sides]
        if len(sides) > 1 or len(shown) > 1:
            return list(pair.values())
        return [p for p in pair.values() if p not in shown]

    def _why(self, message: Message, shown: list[Passage], context: Context) -> list[Passage] | Reply:
        return self._facet("why", shown)

    def _example(self, message: Message, shown: list[Passage], context: Context) -> list[Passage] | Reply:
        return self._facet("example", shown)

    def _facet(self, facet: str, shown: list[Passage]) -> list[Passage] | Reply:
        found = [p for p in (self._knowledge.related(s, facet=facet) for s in shown) if p and p not in shown]
        return list(dict.fromkeys(found)) or self._notice(f"no_{facet}")

    def _more(self, message: Message, shown: list[Passage], context: Context) -> list[Passage] | Reply:
        last = shown[-1]
        near = self._knowledge.about(last.topic) + self._knowledge.next_to(last)
        fresh = [p for p in near if p.file == last.file and p.id not in context.seen]
        return fresh[:1] or self._notice("no_more")

    def _source(self, message: Message, shown: list[Passage], context: Context) -> Reply:
        sources = tuple(map(compose.source, shown))
        places = "; ".join(
            self._phrases("place_in_file", document=s.document, section=s.section, file=s.file, line=s.line)
            for s in sources
        )
        return Reply("source", self._phrases("where", places=places), suggestions=context.offered)

    def _pick(self, message: Message, shown: list[Passage], context: Context) -> list[Passage] | Reply:
        lines = pick.items(shown)
        index = pick.position(message.text, len(lines))
        line = lines[index] if index is not None else pick.item(message.text, lines)
        if line is None:
            return self._notice("no_item")
        hits = [hit for question in message.questions for hit in question.hits]
        detail = pick.detail(line, hits, self._knowledge)
        if detail and detail not in shown:
            return [detail]
        owner = next(p for p in shown if line in (*p.points, *p.sentences))
        return Reply("answer", line, sources=(compose.source(owner),), suggestions=context.offered)

    def _wrong(self, message: Message, shown: list[Passage], context: Context) -> Reply:
        missed = [p for p in map(self._knowledge.get, context.missed) if p]
        if not missed:
            return self._notice("wrong_nothing")
        offers = tuple(suggest.suggestion(p, self._phrases) for p in missed[: suggest.MOST])
        return Reply("choice", self._phrases("wrong"), suggestions=offers)

    def _notice(self, key: str, **values: str) -> Reply:
        return Reply("notice", self._phrases(key, **values))
