"""Begin anew: what was told is forgotten, after asking where that would be a loss."""

from __future__ import annotations

import re
from dataclasses import replace

from tandem.advice.profile import Profile
from tandem.dialogue.message import Message
from tandem.dialogue.session import Session
from tandem.phrases import Phrases
from tandem.reply import Reply, Suggestion

_SAYS_YES = (
    r"(?:y|yes|yeah|yep|yup|sure|ok|okay|please|do it|do so|go ahead|i'?m sure|(?:forget|delete) (?:it|all|everything))"
)
YES = re.compile(rf"{_SAYS_YES}(?:\W+{_SAYS_YES})*", re.IGNORECASE)
KEEP = re.compile(r"\b(?:keep|wait|only|except|don'?t|do not|rather not)\b", re.IGNORECASE)
ASKED, SURE = "start_over", "start_over_sure"  # the latter is the intent of an offer alone


class Forget:
    """Forgets a conversation."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def respond(self, message: Message, session: Session) -> tuple[list[Reply], Session] | None:
        """The reply to a wish to begin anew, or to what is said when that was asked; None to anything else."""
        asked = any(offer.intent == SURE for offer in session.context.offered)
        if message.intent == SURE or (asked and YES.fullmatch(message.text.strip(" .,!"))):
            return [Reply("notice", self._phrases("forgotten"))], Session()
        if asked and (message.intent == "deny" or KEEP.search(message.text)):
            return [Reply("notice", self._phrases("forget_kept"))], session
        if message.intent == ASKED or (asked and message.intent == "affirm"):
            return self._ask(session)
        return None

    def _ask(self, session: Session) -> tuple[list[Reply], Session]:
        """Ask whether it is meant; where nothing is lost by it there is no need."""
        lost = [self._phrases(key) for key in _lost(session)]
        if not lost:
            return [Reply("notice", self._phrases("forgotten"))], Session()
        offers = (
            Suggestion(self._phrases("forget_yes"), intent=SURE),
            Suggestion(self._phrases("forget_no"), intent="deny"),
        )
        text, ask = self._phrases("forget_what"), self._phrases("forget_sure")
        return [Reply("choice", text, tuple(lost), after=ask, suggestions=offers)], session


def _lost(session: Session) -> list[str]:
    """The keys of the phrases for what somebody would have to tell or do again."""
    own, other = session.assessment.own, session.assessment.other
    kept = {
        "forget_company": replace(session.advice.profile, weak=()) != Profile(),
        "forget_assessment": bool(own.answers) or other is not None,
        "forget_plan": bool(session.plan.practices),
    }
    return [key for key, is_kept in kept.items() if is_kept]
