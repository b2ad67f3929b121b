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
from tandem.questions import refers
from tandem.reply import Reply, Suggestion

Turn = tuple[list[Reply], Context]
INTRODUCTIONS = {"greet": "greet", "ask_capabilities": "ask_capabilities", "affirm": "go_on", "deny": "start_over"}


class Advisor:
    """Answers from `knowledge` alone, in the words of the documents and of `phrases`.

    `openers` are ids of passages to offer to somebody who does not know what to ask.
    """

    def __init__(self, knowledge: Knowledge, phrases: Phrases, *, openers: Sequence[str] = ()) -> None:
        self._knowledge, self._phrases, self._openers = knowledge, phrases, tuple(openers)
        self._follow_up = FollowUp(knowledge, phrases)

    def respond(self, message: Message, context: Context) -> Turn:
        """The replies to `message`, and the context for the next one."""
        if picked := self._picked(message, context):
            return self._found(picked, context)
        if key := INTRODUCTIONS.get(message.intent):
            return self._introduce(key, context)
        if message.intent.startswith(PREFIX):
            return self._respond_to_follow_up(message, context)
        if not re.search(r"\w", message.text):
            return self._introduce("no_words", context)
        return self._answer(message.questions, context)

    def _picked(self, message: Message, context: Context) -> list[Passage] | Reply | None:
        """What the message picks by its place, or by the words of an offer; None when it picks nothing."""
        place, offers = pick.place(message.text), context.offered
        shown = self._passages(context.shown)
        points = pick.points(shown) if context.kind != "choice" else []
        line = place.among(len(points)) if place else None
        offer = place.among(len(offers)) if place else _offered(message, offers)
        if line is not None and (offer is None or not (place and place.bare)):
            return self._follow_up.point(points[line], shown, context)
        if offer is None:
            return None
        return self._passages([offers[offer].passage]) or self._say("stale")

    def _found(self, found: list[Passage] | Reply, context: Context) -> Turn:
        if isinstance(found, list):
            return self._tell(found, context, [])
        shown = self._passages(context.shown)
        if not found.suggestions:
            offers = suggest.after(shown, self._knowledge, context, self._phrases) if shown else self._openings()
            found = replace(found, suggestions=offers)
        return [found], context.offering(found)

    def _respond_to_follow_up(self, message: Message, context: Context) -> Turn:
        if not context.shown and any(q.hits for q in message.questions) and message.intent == f"{PREFIX}side":
            return self._answer(tuple(replace(q, decision="answer") for q in message.questions[:1]), context)
        return self._found(self._follow_up.passages(message, context), context)

    def _answer(self, questions: tuple[Question, ...], context: Context) -> Turn:
        replies: list[Reply] = []
        for question in questions:
            found, after = self._answer_one(question, context, alone=len(questions) == 1)
            replies.extend(found)
            context = context if question.decision == "also" else after
        if not replies:
            return self._introduce("decline", context)
        kept = [replace(reply, suggestions=()) for reply in replies[:-1]]
        return [*kept, replace(replies[-1], suggestions=context.offered)], context

    def _answer_one(self, question: Question, context: Context, *, alone: bool) -> Turn:
        units = [self._knowledge.units.get(hit.unit) for hit in question.hits]
        hits = [compose.chosen(unit, question.sides) for unit in units if unit]
        if question.hits and not hits:
            return self._found(self._say("stale"), context)
        if question.decision == "decline" or not hits:
            return self._decline(question, context, alone=alone)
        if question.decision == "ask":
            return self._ask_back([unit[0] for unit in hits], context)
        replies, context = self._tell(hits[0], context, [unit[0].id for unit in hits[1:] if not unit[0].facet])
        if question.decision == "also":
            replies = [compose.led_by(self._phrases("also"), reply) for reply in replies]
        return replies, context

    def _tell(self, passages: list[Passage], context: Context, missed: list[str]) -> Turn:
        offers = suggest.after(passages, self._knowledge, context, self._phrases)
        reply = compose.answer(passages, self._phrases, offers)
        return [reply], context.told([p.id for p in passages], offers, missed)

    def _ask_back(self, hits: list[Passage], context: Context) -> Turn:
        offers = tuple(suggest.suggestion(p, self._phrases) for p in hits[: suggest.MOST])
        reply = Reply("choice", self._phrases("choice"), suggestions=offers)
        return [reply], context.offering(reply)

    def _decline(self, question: Question, context: Context, *, alone: bool) -> Turn:
        shown = self._passages(context.shown)
        if shown and refers(question.text):
            text = self._phrases("decline_about", heading=compose.source(shown[-1]).section)
            offers = suggest.after(shown, self._knowledge, context, self._phrases)
        else:
            text = self._phrases("decline") if alone else self._phrases("decline_part", question=question.text)
            offers = self._openings()
        reply = Reply("decline", text, suggestions=offers)
        return [reply], context.offering(reply)

    def _introduce(self, key: str, context: Context) -> Turn:
        reply = Reply("notice", self._phrases(key), suggestions=self._openings())
        return [reply], context.offering(reply)

    def _openings(self) -> tuple[Suggestion, ...]:
        return suggest.to_start(self._openers, self._knowledge, self._phrases)

    def _passages(self, ids: Sequence[str]) -> list[Passage]:
        return [p for p in map(self._knowledge.get, ids) if p]

    def _say(self, key: str) -> Reply:
        return Reply("notice", self._phrases(key))


def _offered(message: Message, offers: tuple[Suggestion, ...]) -> int | None:
    """The index of the offer whose words the message repeats; "yes" takes up the only one."""
    if message.intent == "affirm" and len(offers) == 1:
        return 0
    said = _bare(message.text)
    return next((n for n, offer in enumerate(offers) if said and said == _bare(offer.title)), None)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
