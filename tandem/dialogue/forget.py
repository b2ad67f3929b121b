"""Begin anew: what was told is forgotten, after asking where that would be a loss."""

from __future__ import annotations

from dataclasses import replace

from tandem.advice.profile import Profile
from tandem.dialogue.message import Message
from tandem.dialogue.session import Session
from tandem.phrases import Phrases
from tandem.reply import Reply, Suggestion

ASKED, SURE = "start_over", "start_over_sure"  # the latter is the intent of an offer alone


class Forget:
    """Forgets a conversation."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def respond(self, message: Message, session: Session) -> tuple[list[Reply], Session] | None:
        """The reply to a wish to begin anew, or to "no" where it was asked; with the session after it. Else None."""
        if message.intent == "deny" and any(offer.intent == SURE for offer in session.context.offered):
            return [Reply("notice", self._phrases("forget_kept"))], session
        if message.intent not in (ASKED, SURE):
            return None
        lost = [self._phrases(key) for key in _lost(session)]
        if message.intent == ASKED and lost:
            offers = (
                Suggestion(self._phrases("forget_yes"), intent=SURE),
                Suggestion(self._phrases("forget_no"), intent="deny"),
            )
            ask = self._phrases("forget_sure")
            return [Reply("choice", self._phrases("forget_what"), tuple(lost), after=ask, suggestions=offers)], session
        return [Reply("notice", self._phrases("forgotten"))], Session()


def _lost(session: Session) -> list[str]:
    """The keys of the phrases for what somebody would have to tell or do again."""
    own, other = session.assessment.own, session.assessment.other
    kept = {
        "forget_company": replace(session.advice.profile, weak=()) != Profile(),
        "forget_assessment": bool(own.answers) or other is not None,
        "forget_plan": bool(session.plan.practices),
    }
    return [key for key, is_kept in kept.items() if is_kept]
