"""Who answers a message: the open question first, then whom the dialogue's rules chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tandem.advice.adviser import Adviser
from tandem.advice.state import Advice
from tandem.dialogue import pick
from tandem.dialogue.advisor import Advisor
from tandem.dialogue.context import Context
from tandem.dialogue.message import Message
from tandem.phrases import Phrases
from tandem.questions import asks
from tandem.reply import Reply, Suggestion

Slots = dict[str, Any]
IDLE = {"stop_task": "nothing_to_stop", "skip_question": "nothing_to_skip"}


class Desk:
    """Passes a message on to the advisor, who answers from documents, or to the adviser, who gives tips."""

    def __init__(self, advisor: Advisor, adviser: Adviser, phrases: Phrases) -> None:
        self._advisor, self._adviser, self._phrases = advisor, adviser, phrases

    def respond(self, message: Message, slots: Mapping[str, Any], *, to: str) -> tuple[list[Reply], Slots]:
        """The replies to `message`, and the slots after them.

        Args:
            slots: "context" and "advice" as they were left by the last message.
            to: "documents" or "advice", as the rules chose by the intent.
        """
        context, advice = Context.from_dict(slots.get("context")), Advice.from_dict(slots.get("advice"))
        if turn := self._advise(message, context, advice, to):
            replies, advice = turn
            context = context.offering(replies[-1])
        else:
            replies, context = self._answer(message, context)
            if message.symptoms:
                advice = self._adviser.hear(message, advice)
                replies = [*replies[:-1], self._offering_tips(replies[-1])]
            if advice.asking:
                replies = [*replies, self._adviser.reminder(advice)]
        return replies, {"context": context.to_dict(), "advice": advice.to_dict()}

    def _advise(self, message: Message, context: Context, advice: Advice, to: str) -> tuple[list[Reply], Advice] | None:
        if turn := self._adviser.answer(message, advice):
            return turn
        if context.kind in ("tips", "question") and message.perhaps and not asks(message.text):
            return self._adviser.respond(replace(message, symptoms=(message.perhaps,)), advice)
        if to == "advice":
            return self._adviser.respond(message, advice)
        about_tips = message.intent in ("follow_up_why", "follow_up_pick") or pick.place(message.text)
        if context.kind == "tips" and about_tips:
            return self._adviser.explain(message, advice)
        return None

    def _answer(self, message: Message, context: Context) -> tuple[list[Reply], Context]:
        if key := IDLE.get(message.intent):
            return [Reply("notice", self._phrases(key), suggestions=context.offered)], context
        return self._advisor.respond(message, context)

    def _offering_tips(self, reply: Reply) -> Reply:
        return replace(reply, suggestions=(Suggestion(self._phrases("offer_tips")), *reply.suggestions[:-1]))
