"""The conversation: which replies a message gets, given what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tandem.dialogue import compose, pick
from tandem.dialogue.context import Context
from tandem.dialogue.followup import FollowUp
from tandem.dialogue.message import Message, Question
from tandem.dialogue.suggest import Suggest
from tandem.documents.knowledge import Knowledge
from tandem.documents.passage import Passage
from tandem.phrases import Phrases
from tandem.questions import refers
from tandem.reply import Reply, Suggestion

Turn = tuple[list[Reply], Context]
INTRODUCTIONS = {
    "goodbye": "goodbye",
    "thanks": "thanks",
    "greet": "greet",
    "capabilities": "capabilities",
    "affirm": "go_on",
    "deny": "fine",
    "want_human": "no_human",
}


class Advisor:
    """Answers from `knowledge` alone, in the words of the documents and of `phrases`.

    `openers` are ids of passages to offer to somebody who does not know what to ask.
    """

    def __init__(self, knowledge: Knowledge, phrases: Phrases, *, openers: Sequence[str] = ()) -> None:
        self._knowledge, self._phrases = knowledge, phrases
        self._suggest = Suggest(knowledge, phrases, openers=openers)
        self._follow_up = FollowUp(knowledge, phrases, self._suggest)

    def respond(self, message: Message, context: Context) -> Turn:
        """The replies to `message`, and the context for the next one."""
        if message.version not in ("", self._knowledge.version):
            return self._introduce("stale", context)
        if picked := self._picked(message, context):
            return self._found(picked, context)
        if key := INTRODUCTIONS.get(message.intent):
            return self._introduce(key, context)
        if message.intent in self._follow_up.intents:
            return self._respond_to_follow_up(message, context)
        if not re.search(r"\w", message.text):
            return self._introduce("no_words", context)
        return self._answer(message.questions, context)

    def _picked(self, message: Message, context: Context) -> list[Passage] | Reply | None:
        """What the message picks by its place, or by the words of an offer; None when it picks nothing."""
        place, offers = pick.place(message.text), tuple(offer for offer in context.offered if offer.passage)
        shown = self._passages(context.shown)
        points = pick.points(shown) if context.kind == "answer" else []
        line = place.among(len(points)) if place else None
        offer = place.among(len(offers)) if place else offered(message, offers)
        if place and line is not None and (offer is None or not place.bare):
            return self._follow_up.point(points[line], shown, context)
        return None if offer is None else self._passages([offers[offer].passage]) or self._say("stale")

    def _respond_to_follow_up(self, message: Message, context: Context) -> Turn:
        begins = not context.shown and context.kind != "decline" and any(q.hits for q in message.questions)
        if begins and message.intent == "follow_up_side":
            return self._answer(tuple(replace(q, decision="answer") for q in message.questions[:1]), context)
        return self._found(self._follow_up.passages(message, context), context)

    def _found(self, found: list[Passage] | Reply, context: Context) -> Turn:
        if isinstance(found, list):
            return self._tell([compose.answer(found, self._phrases)], context)
        shown = self._passages(context.shown)
        if not found.suggestions:
            found = replace(found, suggestions=self._leading_on(shown, context) if shown else self._suggest.to_start())
        return [found], context.offering(found)

    def _answer(self, questions: tuple[Question, ...], context: Context) -> Turn:
        alone = len(questions) == 1
        replies = [self._reply_to(question, context, alone=alone) for question in questions]
        if not replies:
            return self._introduce("decline", context)
        told = [(q, reply) for q, reply in zip(questions, replies) if reply.sources]
        bare = [replace(reply, suggestions=()) for reply in replies]
        if not told:
            return [*bare[:-1], replies[-1]], context.offering(replies[-1])
        also = [s.passage for q, reply in told if q.decision == "also" for s in reply.sources]
        return self._tell(bare, context, also=also, missed=self._missed(told[0][0]))

    def _reply_to(self, question: Question, context: Context, *, alone: bool) -> Reply:
        hits = [compose.chosen(self._knowledge.units[hit.unit], question.sides) for hit in question.hits]
        if self._lost(question, context):
            return Reply("decline", self._phrases("nothing_yet"), suggestions=self._suggest.to_start())
        if question.decision == "ask":
            offers = self._suggest.offers(unit[0] for unit in hits)
            return Reply("choice", self._phrases("choice"), suggestions=offers)
        if question.decision not in ("answer", "also") or not hits or self._drifts(question, hits[0], context):
            return self._decline(question, context, alone=alone)
        reply = compose.answer(hits[0], self._phrases)
        return reply.led_by(self._phrases("also")) if question.decision == "also" else reply

    def _drifts(self, question: Question, hit: list[Passage], context: Context) -> bool:
        """Whether a short question about "it" would be answered from another subject than the one told last."""
        shown = self._passages(context.shown)
        about_it = pick.about_it(question.text) and not self._knowledge.named(question.text)
        return about_it and bool(shown) and hit[0].file != shown[-1].file

    def _lost(self, question: Question, context: Context) -> bool:
        """Whether a question is about an "it" that nothing was told of."""
        names = question.sides or self._knowledge.named(question.text)
        return not context.shown and not names and pick.only_it(question.text)

    def _tell(
        self, replies: list[Reply], context: Context, *, also: Sequence[str] = (), missed: Sequence[str] = ()
    ) -> Turn:
        """The replies, with what can be asked next below the last one."""
        context = context.told(replies, also=also)
        offers = self._leading_on(self._passages(context.shown), context)
        after = replace(context, offered=offers, missed=tuple(missed), kind="answer")
        return [*replies[:-1], replace(replies[-1], suggestions=offers)], after

    def _missed(self, question: Question) -> list[str]:
        near = (self._knowledge.units[hit.unit][0] for hit in question.hits[1:])
        return [passage.id for passage in near if not passage.facet]

    def _decline(self, question: Question, context: Context, *, alone: bool) -> Reply:
        shown = self._passages(context.shown) if refers(question.text) else []
        if shown:
            text = self._phrases("decline_about", heading=compose.source(shown[-1]).section)
            return Reply("decline", text, suggestions=self._leading_on(shown, context))
        text = self._phrases("decline") if alone else self._phrases("decline_part", question=question.text)
        return Reply("decline", text, suggestions=self._suggest.to_start())

    def _introduce(self, key: str, context: Context) -> Turn:
        reply = replace(self._say(key), suggestions=self._suggest.to_start())
        return [reply], context.offering(reply)

    def _leading_on(self, told: list[Passage], context: Context) -> tuple[Suggestion, ...]:
        return self._suggest.after(told, context.seen)

    def _passages(self, ids: Sequence[str]) -> list[Passage]:
        return [p for p in map(self._knowledge.get, ids) if p]

    def _say(self, key: str) -> Reply:
        return Reply("notice", self._phrases(key))


def offered(message: Message, offers: tuple[Suggestion, ...]) -> int | None:
    """The index of the offer whose words the message repeats; "yes" takes up the only one."""
    if message.intent == "affirm" and len(offers) == 1:
        return 0
    said = _bare(message.text)
    return next((n for n, offer in enumerate(offers) if said and said == _bare(offer.title)), None)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
