"""The conversation about one company: ask what matters, give tips, explain and replace them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tandem.advice import listen
from tandem.advice.book import Book, Practice
from tandem.advice.questions import SYMPTOMS, Asked, Choice
from tandem.advice.rank import Tip, deciding, rank
from tandem.advice.state import Advice
from tandem.advice.tips import Tips
from tandem.dialogue import pick
from tandem.dialogue.message import Message
from tandem.numbers import digits
from tandem.phrases import Phrases
from tandem.questions import asks
from tandem.reply import Reply, Suggestion

Turn = tuple[list[Reply], Advice]
MOST_TIPS, FEWEST_TIPS, MOST_QUESTIONS = 3, 2, 3
_FIRST = re.compile(r"\bfirst ([2-9])\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|both|each|every|everything)\b", re.IGNORECASE)
SAYS_NOTHING = frozenset({"out_of_scope", "ask_uncovered", "tell_company", "deny", "affirm"})
TELLS = ("tell_", "want_tips", "tip_")  # how intents begin that speak of the company or its tips


class Adviser:
    """Gives the practices of `book` that fit the company; asks the `questions` that would change them."""

    def __init__(self, book: Book, questions: Mapping[str, Asked], phrases: Phrases) -> None:
        self._book, self._questions, self._phrases = book, questions, phrases
        self._tips = Tips(book, phrases)
        self._intents: dict[str, Callable[[Message, Advice], Turn]] = {
            "tip_another": self._another,
            "tip_done": self._done,
            "tip_too_much": self._too_much,
            "tip_effort": self._effort,
            "follow_up_why": self.why,
            "tell_all_fine": self._all_fine,
        }

    def respond(self, message: Message, state: Advice) -> Turn:
        """The replies to a message that speaks of the company, or of the tips it was given."""
        known = state.profile
        state = self.hear(message, state)
        if message.intent == "want_tips":
            state = replace(state, most_days=None)
        if message.intent.startswith("tip_") and not state.told:
            return [self._notice("no_tips_yet")], state
        if message.intent in self._intents:
            return self._intents[message.intent](message, state)
        if turn := self._ask_which(message, state):
            return turn
        replies, state = self._go_on(state)
        news = [symptom for symptom in state.profile.symptoms if symptom not in known.symptoms]
        return ([self._tips.first_aid(news[0]), *replies] if news and state.asking else replies), state

    def hear(self, message: Message, state: Advice) -> Advice:
        """The state with what a message says of the company."""
        return replace(state, profile=state.profile.told(listen.facts(message)))

    def _ask_which(self, message: Message, state: Advice) -> Turn | None:
        """Ask which trouble is meant, where a message told one that may be several; only once in a row."""
        if message.symptoms or not message.perhaps or state.perhaps or asks(message.text):
            return None
        asked = state.asked if SYMPTOMS in state.asked else (*state.asked, SYMPTOMS)
        state = replace(state, perhaps=message.perhaps, asking=SYMPTOMS, asked=asked, unclear=False)
        return [self._question(state)], state

    def answer(self, message: Message, state: Advice) -> Turn | None:
        """The replies to an answer to the open question; None where nothing is open, or something else was said."""
        if not state.asking:
            return None
        if message.intent == "stop_task":
            return [self._notice("stopped")], replace(state, asking="", asked=(), perhaps=())
        found = self._asked(state).answer(message)
        if state.asking in found or (found and not asks(message.text)):
            return self._note(found, state)
        if turn := self._ask_which(message, state):
            return turn
        if message.intent == "follow_up_why":
            return [self._question(state).led_by(self._phrases("ask_why"))], state
        several = state.asking != SYMPTOMS and _ALL.search(message.text)  # none of the answers excludes anything then
        if message.intent == "skip_question" or several or (state.unclear and _unclear(message)):
            return self._go_on(state)
        if message.intent.startswith(TELLS):
            return self.respond(message, state)
        return self._ask_again(state) if _unclear(message) else None

    def _note(self, found: Mapping[str, Any], state: Advice) -> Turn:
        """Go on with the facts of an answer; where it gave others than what was asked for, ask for that once more."""
        state = replace(state, profile=state.profile.told(found))
        if state.asking in found or state.asking not in self._open_facts(state):
            return self._go_on(state)
        return [self._question(state)], state

    def reminder(self, state: Advice) -> Reply:
        """The open question once more, after something else was said."""
        return self._question(state).led_by(self._phrases("back_to"))

    def meant(self, message: Message, state: Advice) -> list[Practice] | None:
        """The practices that a message names: all of the last tips, some, or one; None for a number that no tip has."""
        told = [self._book.practices[id] for id in state.told]
        if not told:
            return []
        if first := _FIRST.search(digits(message.text)):
            return told[: int(first[1])]
        if _ALL.search(message.text):
            return [practice for practice in told if practice.id not in state.done]
        places = pick.places(message.text)
        if any(place >= len(told) for place in places):
            return None
        return [told[place] for place in places] or [self._meant(message, state).practice]

    def why(self, message: Message, state: Advice) -> Turn:
        """Why a tip was given: the one that the message names, or the first of the last ones."""
        return [self._tips.why(self._meant(message, state), state.profile)], state

    def _go_on(self, state: Advice) -> Turn:
        """Ask what would change the advice; with nothing left to ask, give it."""
        open_facts = [fact for fact in self._open_facts(state) if fact not in state.asked]
        if open_facts and len(state.asked) < MOST_QUESTIONS:
            asked = (*state.asked, open_facts[0])
            state = replace(state, asking=open_facts[0], asked=asked, perhaps=(), unclear=False)
            return [self._question(state)], state
        return self._tell(self._first_tips(state), replace(state, asking="", asked=(), perhaps=(), told=()))

    def _open_facts(self, state: Advice) -> list[str]:
        if not (state.profile.symptoms or state.profile.weak):
            return [SYMPTOMS, *deciding(self._book, state.profile, most=FEWEST_TIPS)]
        return deciding(self._book, state.profile, most=MOST_TIPS)

    def _asked(self, state: Advice) -> Asked:
        """What was asked for last: of the symptoms, those that may be meant."""
        asked = self._questions[state.asking]
        if state.asking != SYMPTOMS or not state.perhaps:
            return asked
        likely = tuple(Choice(id, self._book.symptoms[id].says) for id in state.perhaps)
        return replace(asked, ask=self._phrases("ask_which"), choices=likely)

    def _question(self, state: Advice) -> Reply:
        asked = self._asked(state)
        left = [fact for fact in self._open_facts(state) if fact not in state.asked]
        progress = (len(state.asked), min(MOST_QUESTIONS, len(state.asked) + len(left)))
        offers = tuple(Suggestion(choice.title) for choice in asked.choices)
        return Reply("question", asked.ask, after=self._phrases("ask_can_skip"), progress=progress, suggestions=offers)

    def _ask_again(self, state: Advice) -> Turn:
        return [self._question(state).led_by(self._phrases("ask_again"))], replace(state, unclear=True)

    def _ranked(self, state: Advice) -> list[Tip]:
        return rank(self._book, state.profile, without=state.done, most_days=state.most_days)

    def _first_tips(self, state: Advice) -> list[Tip]:
        """What helps against what was told, at most three; others only where these are fewer than two."""
        ranked = self._ranked(state)
        profile = state.profile
        if not (profile.symptoms or profile.weak):
            return ranked[:MOST_TIPS]
        helping = [tip for tip in ranked if tip.is_called_for][:MOST_TIPS]
        rest = [tip for tip in ranked if tip not in helping]
        return [*helping, *rest[: max(0, FEWEST_TIPS - len(helping))]]

    def _tell(self, tips: list[Tip], state: Advice, *, lead: str = "") -> Turn:
        reply = self._tips.reply(tips, state.profile, lead=lead, first=len(state.told) + 1)
        ids = tuple(tip.practice.id for tip in tips)
        return [reply], replace(state, told=(*state.told, *ids), latest=len(ids))

    def _another(self, message: Message, state: Advice) -> Turn:
        return self._next(state, lead="another")

    def _done(self, message: Message, state: Advice) -> Turn:
        gone = self.meant(message, state)
        if gone is None:
            return [self._notice("no_such_tip")], state
        state = replace(state, done=(*state.done, *(practice.id for practice in gone)))
        return self._next(state, lead="replaced_done", name="; ".join(practice.name for practice in gone))

    def _too_much(self, message: Message, state: Advice) -> Turn:
        gone = self._meant(message, state).practice
        lighter = replace(state, most_days=gone.days)
        if self._fresh(lighter):
            return self._next(lighter, lead="replaced_too_much", name=gone.name)
        lightest = min((self._book.practices[id] for id in state.told), key=lambda practice: practice.days)
        told = self._phrases("no_lighter_tips", name=lightest.name, step=lightest.first_step)
        offer = Suggestion(self._phrases("offer_another"), intent="tip_another")
        return [Reply("tips", told, sources=(self._tips.describe.source(lightest),), suggestions=(offer,))], state

    def _next(self, state: Advice, *, lead: str, **values: str) -> Turn:
        """The best tip that was not told yet."""
        fresh = self._fresh(state)
        if not fresh:
            return [self._notice("no_more_tips")], state
        return self._tell(fresh[:1], state, lead=self._phrases(lead, **values))

    def _fresh(self, state: Advice) -> list[Tip]:
        return [tip for tip in self._ranked(state) if tip.practice.id not in state.told]

    def _effort(self, message: Message, state: Advice) -> Turn:
        return [self._tips.effort(self._meant(message, state).practice)], state

    def _all_fine(self, message: Message, state: Advice) -> Turn:
        if state.profile.symptoms:
            return self._go_on(state)
        source = self._phrases("based_on", sources=self._phrases("all_fine_source"))
        return [replace(self._notice("all_fine"), after=source)], replace(state, asking="", asked=(), perhaps=())

    def _meant(self, message: Message, state: Advice) -> Tip:
        """The tip that a message names by its number or its name; else the first of the last tips."""
        told = [self._book.practices[id] for id in state.told]
        place, places = pick.place(message.text), pick.ordinals(message.text)
        index = place.among(len(told)) if place else next((n for n in places if n < len(told)), None)
        named = pick.item(message.text, [practice.name for practice in told])
        latest = told[-state.latest]
        chosen = told[index] if index is not None else next((p for p in told if p.name == named), latest)
        known = {tip.practice.id: tip for tip in rank(self._book, state.profile)}
        return known.get(chosen.id, Tip(chosen))

    def _notice(self, key: str) -> Reply:
        return Reply(
            "notice", self._phrases(key), suggestions=(Suggestion(self._phrases("offer_tips"), intent="want_tips"),)
        )


def _unclear(message: Message) -> bool:
    """Whether a message is neither a question nor anything else that steers the conversation."""
    asked = asks(message.text) or any(question.decision in ("answer", "ask") for question in message.questions)
    return not asked and message.intent in SAYS_NOTHING
