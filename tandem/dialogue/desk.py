"""Who answers a message: the open question first, then whom the dialogue's rules chose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tandem.advice.adviser import SAYS_NOTHING, Adviser
from tandem.advice.describe import PRACTICE
from tandem.advice.state import Advice
from tandem.assessment import code
from tandem.assessment.assessor import Assessor
from tandem.assessment.state import Assessment
from tandem.dialogue import pick
from tandem.dialogue.advisor import Advisor, offered
from tandem.dialogue.forget import Forget
from tandem.dialogue.message import Message
from tandem.dialogue.session import Session
from tandem.metrics.figurer import Figurer
from tandem.metrics.state import Figures
from tandem.phrases import Phrases
from tandem.plan.planner import Planner
from tandem.questions import asks
from tandem.reply import Reply, Suggestion

Turn = tuple[list[Reply], Session]
COUNTED = frozenset({"tips", "question"})  # kinds of replies in which a place means a tip or an answer
MEANS = {
    "want_tips": "advice",
    "tip_": "advice",
    "assess_": "assessment",
    "plan_": "plan",
    "compute_": "figures",
}  # whom the intent of an offer means
VAGUE = 1  # word: who says no more names a thing rather than a trouble
FROM_DOCUMENTS = frozenset({"answer", "comparison", "choice"})  # kinds of replies after which "why?" is asked of these
ABOUT_COMPANY = COUNTED | {"figures", "result", "plan"}  # kinds of replies after which "it" is nothing of documents
IDLE = {"stop_task": "nothing_to_stop", "skip_question": "nothing_to_skip"}


class Desk:
    """Passes a message on to whom it concerns.

    The advisor answers from documents, the adviser gives tips, the assessor leads through the self-assessment, the
    figurer computes metrics, the planner keeps the plan.
    """

    def __init__(
        self,
        advisor: Advisor,
        adviser: Adviser,
        assessor: Assessor,
        figurer: Figurer,
        planner: Planner,
        phrases: Phrases,
    ) -> None:
        self._advisor, self._adviser, self._assessor = advisor, adviser, assessor
        self._figurer, self._planner, self._phrases = figurer, planner, phrases
        self._forget = Forget(phrases)

    def respond(self, message: Message, session: Session, *, to: str) -> Turn:
        """The replies to `message`, and the conversation after it; `to` is whom the rules chose by the intent.

        `to` is "documents", "advice", "assessment", "figures" or "plan".
        """
        message, to = _taken_up(message, session, to)
        if code.holds_code(message.text):
            to = "assessment"
        if turn := self._forget.respond(message, session):
            asked = bool(turn[0][-1].suggestions)
            return _offering(turn if asked else self._back_to(turn[1].task, turn))
        if turn := self._answer_open(message, session):
            return _offering(turn)
        if turn := self._pass_on(message, session, to):
            return _offering(self._back_to(session.task, turn))
        return self._back_to(session.task, self._look_up(message, session))

    def _back_to(self, task: str, turn: Turn) -> Turn:
        """The turn with the question of `task` once more, when something was said in between that opened no other."""
        replies, session = turn
        if not task or session.task not in ("", task) or not getattr(session, task).is_open:
            return turn
        session = replace(session, task=task)
        return [*replies, self._reminder(session)], session

    def _answer_open(self, message: Message, session: Session) -> Turn | None:
        """The replies to an answer to the open question."""
        profile = session.advice.profile
        if session.task == "figures":
            return _kept(session, "figures", self._figurer.answer(message, session.figures))
        if not session.task or self._figurer.computes(message):
            return None
        if session.task == "assessment":
            return _kept(session, "assessment", self._assessor.answer(message, session.assessment, profile))
        return _kept(session, "advice", self._adviser.answer(message, session.advice))

    def _pass_on(self, message: Message, session: Session, to: str) -> Turn | None:
        """The replies of whom the rules chose; None for what is looked up in documents."""
        if to == "assessment":
            profile = session.advice.profile
            return _kept(session, "assessment", self._assessor.respond(message, session.assessment, profile))
        if to == "plan":
            return self._plan(message, session)
        if session.context.kind == "figures" and (turn := self._figurer.follow(message, session.figures)):
            return _kept(session, "figures", turn)
        shown = session.context.shown if session.context.kind not in ABOUT_COMPANY else ()
        figures = session.figures if session.task == "figures" else replace(session.figures, asking="")
        if turn := self._figurer.about(message, figures, shown):
            return _kept(session, "figures", turn)
        if self._figurer.wants(message, to):
            return _kept(session, "figures", self._figurer.respond(message, session.figures))
        on_tips = bool(session.advice.told) and session.context.kind not in FROM_DOCUMENTS
        if (on_tips or session.task == "advice") and not asks(message.text):
            corrects = message.intent in SAYS_NOTHING and self._adviser.hear(message, session.advice) != session.advice
            to = "advice" if message.perhaps or corrects else to
        if to == "advice":
            return _kept(session, "advice", self._adviser.respond(message, session.advice))
        about_tips = message.intent in ("follow_up_why", "follow_up_pick") or pick.place(message.text)
        if on_tips and about_tips:
            return _kept(session, "advice", self._adviser.why(message, session.advice))
        return None

    def _plan(self, message: Message, session: Session) -> Turn:
        """The replies about the plan; what is added are tips that were given."""
        taken = self._adviser.meant(message, session.advice) if message.intent == "plan_add" else []
        if taken is None:
            return [Reply("notice", self._phrases("no_such_tip"), suggestions=session.context.offered)], session
        if taken:
            replies, plan = self._planner.add(taken, session.plan)
        else:
            replies, plan = self._planner.respond(message, session.plan, session.advice.profile)
        return replies, replace(session, plan=plan)

    def _look_up(self, message: Message, session: Session) -> Turn:
        """The replies from documents; a trouble told beside a question is kept for tips."""
        if key := IDLE.get(message.intent):
            return [Reply("notice", self._phrases(key), suggestions=session.context.offered)], session
        if message.intent == "compute_metric" and self._figurer.names(message):  # but it asks how: the documents tell
            message = replace(message, questions=tuple(replace(q, decision="answer") for q in message.questions))
        replies, context = self._advisor.respond(message, session.context)
        if message.intent in ("greet", "capabilities", "want_human"):
            assessment = Suggestion(self._phrases("offer_assess"), intent="assess_start")
            offers = (*replies[0].suggestions[:1], self._tips_offer(), assessment)
            replies = [replace(replies[0], suggestions=offers)]
            context = context.offering(replies[0])
        if message.symptoms and len(message.text.split()) > VAGUE:
            session = replace(session, advice=self._adviser.hear(message, session.advice))
            more = (self._tips_offer(), *replies[-1].suggestions[:-1])
            replies = [*replies[:-1], replace(replies[-1], suggestions=more)]
        return replies, replace(session, context=context)

    def _tips_offer(self) -> Suggestion:
        return Suggestion(self._phrases("offer_tips"), intent="want_tips")

    def _reminder(self, session: Session) -> Reply:
        if session.task == "assessment":
            return self._assessor.reminder(session.assessment, session.advice.profile)
        if session.task == "figures":
            return self._figurer.reminder(session.figures)
        return self._adviser.reminder(session.advice)


def _taken_up(message: Message, session: Session, to: str) -> tuple[Message, str]:
    """The message as what it takes up: an offer, by its words or, where nothing else is counted, by its place."""
    offers = session.context.offered
    place = pick.place(message.text) if session.context.kind not in COUNTED else None
    index = place.among(len(offers)) if place else offered(message, offers)
    if index is None or not offers[index].intent:
        return message, to
    intent = offers[index].intent
    taken = replace(message, text=offers[index].title, intent=intent, questions=(), symptoms=())
    return taken, next((who for begin, who in MEANS.items() if intent.startswith(begin)), "documents")


def _offering(turn: Turn) -> Turn:
    """The turn with what its last reply offers, and with the practices of a result or figure to be asked about."""
    replies, session = turn
    told = [reply for reply in replies if reply.kind in ("result", "figures")]
    places = (source.passage for reply in told for source in reply.sources)
    practices = tuple(place.removeprefix(PRACTICE) for place in places if place.startswith(PRACTICE))
    advice = replace(session.advice, told=practices, latest=len(practices)) if practices else session.advice
    if practices and replies[0].kind == "result":
        advice = replace(advice, profile=replace(advice.profile, weak=practices))
    return replies, replace(session, advice=advice, context=session.context.offering(replies[-1]))


def _kept(session: Session, task: str, turn: tuple[list[Reply], Advice | Assessment | Figures] | None) -> Turn | None:
    """The turn of one of the tasks as a turn of the conversation: its state is kept, its question left open."""
    if turn is None:
        return None
    replies, state = turn
    kept: dict[str, Any] = {task: state, "task": task if state.is_open else ""}
    return replies, replace(session, **kept)
