"""The conversation: which replies a message gets, given what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tandem.dialogue import compose, pick, suggest
from tandem.dialogue.context import Context
from tandem.dialogue.followup import PREFIX, FollowUp
from tandem.dialogue.message import Message, Question
from tandem.documents.knowledge import Knowledge
from tandem.documents.passage import Passage
from tandem.phrases import Phrases
from tandem.reply import Reply, Suggestion

Turn = tuple[list[Reply], Context]


class Advisor:
    """Answers from `knowledge` alone, in the words of the documents and of `phrases`.

    `openers` are ids of passages to offer to somebody who does not know what to ask.
    """

    def __init__(self, knowledge: Knowledge, phrases: Phrases, *, openers: Sequence[str] = ()) -> None:
        self._knowledge, self._phrases, self._openers = knowledge, phrases, tuple(openers)
        self._follow_up = FollowUp(knowledge, phrases)

    def respond(self, message: Message, context: Context) -> Turn:
        """The replies to `message`, and the context for the next one."""
        if offer := _taken(message, context):
            passage = self._knowledge.get(offer.passage)
            return self._tell([passage], context, []) if passage else ([self._say("stale")], context)
        if message.intent == "affirm":
            return self._offer("go_on", context)
        if message.intent == "deny":
            return self._offer("start_over", context)
        if message.intent.startswith(PREFIX):
            return self._respond_to_follow_up(message, context)
        return self._answer(message.questions, context)

    def _respond_to_follow_up(self, message: Message, context: Context) -> Turn:
        if not context.shown and any(q.hits for q in message.questions) and message.intent == f"{PREFIX}side":
            return self._answer(tuple(replace(q, decision="answer") for q in message.questions[:1]), context)
        found = self._follow_up.passages(message, context)
        if isinstance(found, list):
            return self._tell(found, context, [])
        shown = [p for p in map(self._knowledge.get, context.shown) if p]
        if not found.suggestions:
            offers = suggest.after(shown, self._knowledge, context, self._phrases) if shown else self._openings()
            found = replace(found, suggestions=offers)
        return [found], context.offering(found.suggestions)

    def _answer(self, questions: tuple[Question, ...], context: Context) -> Turn:
        replies: list[Reply] = []
        for question in questions:
            found, context = self._answer_one(question, context, alone=len(questions) == 1)
            replies.extend(found)
        kept = [replace(reply, suggestions=()) for reply in replies[:-1]]
        return [*kept, *replies[-1:]] or [self._say("decline")], context

    def _answer_one(self, question: Question, context: Context, *, alone: bool) -> Turn:
        units = [self._knowledge.units.get(hit.unit) for hit in question.hits]
        hits = [compose.chosen(unit, question.sides) for unit in units if unit]
        if question.hits and not hits:
            return [self._say("stale")], context
        if question.decision == "decline" or not hits:
            return self._decline(question, context, alone=alone)
        if question.decision == "ask":
            return self._ask_back([unit[0] for unit in hits], context)
        missed = [unit[0].id for unit in hits[1:] if not unit[0].facet]
        replies, context = self._tell(hits[0], context, missed)
        return [self._second(reply) if question.decision == "also" else reply for reply in replies], context

    def _second(self, reply: Reply) -> Reply:
        return replace(reply, text=" ".join(filter(None, (self._phrases("also"), reply.text))))

    def _tell(self, passages: list[Passage], context: Context, missed: list[str]) -> Turn:
        offers = suggest.after(passages, self._knowledge, context, self._phrases)
        reply = compose.answer(passages, self._phrases, offers)
        return [reply], context.told([p.id for p in passages], offers, missed)

    def _ask_back(self, hits: list[Passage], context: Context) -> Turn:
        offers = tuple(suggest.suggestion(p, self._phrases) for p in hits[: suggest.MOST])
        reply = Reply("choice", self._phrases("choice"), suggestions=offers)
        return [reply], context.offering(offers)

    def _decline(self, question: Question, context: Context, *, alone: bool) -> Turn:
        text = self._phrases("decline") if alone else self._phrases("decline_part", question=question.text)
        offers = self._openings()
        return [Reply("decline", text, suggestions=offers)], context.offering(offers)

    def _offer(self, key: str, context: Context) -> Turn:
        offers = context.offered or self._openings()
        return [Reply("notice", self._phrases(key), suggestions=offers)], context.offering(offers)

    def _openings(self) -> tuple[Suggestion, ...]:
        return suggest.to_start(self._openers, self._knowledge, self._phrases)

    def _say(self, key: str) -> Reply:
        return Reply("notice", self._phrases(key), suggestions=self._openings())


def _taken(message: Message, context: Context) -> Suggestion | None:
    """The offer that the message takes up: its words, its number, or "yes" where there was only one."""
    said = _bare(message.text)
    for offer in context.offered:
        if said and said == _bare(offer.title):
            return offer
    if message.intent == "affirm" and len(context.offered) == 1:
        return context.offered[0]
    words = said.split()
    if not context.offered or not (len(words) == 1 or ("one" in words and len(words) <= 3)):
        return None
    index = pick.position(message.text, len(context.offered))
    return context.offered[index] if index is not None else None


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
