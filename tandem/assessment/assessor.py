"""The conversation of a self-assessment: ask, take answers, go back, stop, resume, compare."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from datetime import date

from tandem.advice.profile import Profile
from tandem.assessment import code
from tandem.assessment.choice import FRACTION, chosen_of, level_of
from tandem.assessment.questionnaire import LEVELS, Question, Questionnaire
from tandem.assessment.result import Result
from tandem.assessment.score import levels
from tandem.assessment.state import FORM, WHO, Assessment, Sheet
from tandem.corrections import SORRY
from tandem.dialogue.message import Message
from tandem.phrases import Phrases
from tandem.questions import asks
from tandem.reply import Reply, Suggestion

Turn = tuple[list[Reply], Assessment]
ROLES = {"owner": "owner"} | {f"{side}_{role}": side for side in ("sales", "marketing") for role in ("head", "person")}
BOTH = re.compile(r"\b(?:both|alone|by myself|everything)\b", re.IGNORECASE)
CORRECTS = re.compile(rf"\W*(?:no,?\s+make\b|(?:no,?\s+)?{SORRY})", re.IGNORECASE)
CODE = re.compile(r"\bcode\b", re.IGNORECASE)
_NOT_FOR_US = re.compile(r"\b(?:does ?n[o']?t|does not) (?:apply|concern)\b|\bnot applicable\b|\bn/a\b", re.IGNORECASE)


class Assessor:
    """Asks the questions of `questionnaire` one by one."""

    def __init__(self, questionnaire: Questionnaire, result: Result, phrases: Phrases) -> None:
        self._questionnaire, self._result, self._phrases = questionnaire, result, phrases

    def respond(self, message: Message, state: Assessment, profile: Profile) -> Turn:
        """Start, go on after a pause, take the code of the other side, or show the result once more."""
        if code.holds_code(message.text):
            return self._take_code(message, state, profile)
        if message.intent == "assess_code" and CODE.search(message.text):
            return [self._notice("assess_code_how")], state
        if message.intent == "assess_show":
            return self._show(message, state, profile)
        if message.intent == "assess_back":
            return self._back(state, profile) if state.at else ([self._notice("assess_none_running")], state)
        if self._open(state, profile):
            return self._ask_next(state, profile)
        before = state.own if state.own.on else state.before
        return self._begin(Assessment(other=state.other, before=before, company=state.company), profile)

    def answer(self, message: Message, state: Assessment, profile: Profile) -> Turn | None:
        """The replies to an answer to the open question; None where nothing is open, or something else was said."""
        if not state.at:
            return None
        if code.holds_code(message.text) or message.intent == "assess_back":
            return self.respond(message, state, profile)
        if message.intent == "follow_up_why":
            return [self._question(state, profile).led_by(self._phrases("assess_why"))], state
        if state.at in (WHO, FORM):
            return self._set_up(message, state, profile)
        if message.intent == "stop_task":
            return self._stop(state, profile)
        return self._take_level(message, state, profile)

    def reminder(self, state: Assessment, profile: Profile) -> Reply:
        """The open question once more, after something else was said."""
        return self._question(state, profile).led_by(self._phrases("back_to"))

    def asked(self, state: Assessment, profile: Profile) -> list[Question]:
        """The questions for this person."""
        cases = {"solo"} if state.own.who == "both" else set()
        return self._questionnaire.asked(short=state.short, cases=cases | {profile.size, profile.market})

    def _begin(self, state: Assessment, profile: Profile) -> Turn:
        company = secrets.randbelow(code.COMPANIES) if state.company is None else state.company
        state = replace(state, at=WHO, company=company)
        return [self._question(state, profile)], state

    def _set_up(self, message: Message, state: Assessment, profile: Profile) -> Turn | None:
        keys = [f"who_{who}" for who in code.WHO] if state.at == WHO else ["form_full", "form_short"]
        chosen = chosen_of(message.text, [self._phrases(key) for key in keys])
        if chosen is None and state.at == WHO and BOTH.search(message.text):
            chosen = code.WHO.index("both")
        if chosen is None and state.at == WHO:
            roles = (ROLES.get(entity.value) for entity in message.entities if entity.label == "role")
            chosen = next((code.WHO.index(who) for who in roles if who), None)
        if chosen is None and message.intent == "stop_task":
            return self._stop(state, profile)
        if chosen is None and message.leads_away:
            return None
        if chosen is None:
            again = self._question(state, profile).led_by(self._phrases("ask_again"))
            return None if asks(message.text) else ([again], state)
        if state.at == WHO:
            state = replace(state, at=FORM, own=Sheet(code.WHO[chosen]))
            return [self._question(state, profile)], state
        return self._ask_next(replace(state, short=chosen == 1), profile)

    def _take_level(self, message: Message, state: Assessment, profile: Profile) -> Turn | None:
        question = next(q for q in self._questionnaire.questions if q.id == state.at)
        if _NOT_FOR_US.search(message.text):
            return self._note(question, None, state, profile)
        if message.intent == "skip_question":
            return self._skip(message, question, state, profile)
        if CORRECTS.match(message.text) and state.own.answers:
            return self._correct(message, state, profile)
        level = level_of(message.text, question)
        if level in LEVELS:
            return self._note(question, level, state, profile)
        if level is None and (asks(message.text) or message.leads_away):
            return None
        again = self._phrases("assess_fraction" if level == FRACTION else "assess_again")
        return [self._question(state, profile).led_by(again)], state

    def _correct(self, message: Message, state: Assessment, profile: Profile) -> Turn:
        """Take another level for the question before; without one ask that again."""
        asked = {q.id: q for q in self.asked(state, profile)}
        before = asked[next(id for id in reversed(asked) if id in state.own.answers)]
        rest = CORRECTS.sub("", message.text, count=1).strip(" ,.")
        level = level_of(rest, before)
        if level not in LEVELS:
            return self._back(state, profile)
        return self._note(before, level, state, profile, lead=self._phrases("assess_corrected", level=int(level)))

    def _skip(self, message: Message, question: Question, state: Assessment, profile: Profile) -> Turn:
        """ "Don't know" counts as a level for what is then not in use; else, and for "skip", nothing counts."""
        skipped = message.text.lower().startswith(("skip", "pass"))
        if skipped or question.unknown is None:
            return self._note(question, None, state, profile, lead=self._phrases("assess_unknown_skipped"))
        lead = self._phrases("assess_unknown_counts", level=question.unknown)
        return self._note(question, question.unknown, state, profile, lead=lead)

    def _note(
        self, question: Question, level: float | None, state: Assessment, profile: Profile, *, lead: str = ""
    ) -> Turn:
        answers = {**state.own.answers, question.id: None if level is None else int(level)}
        replies, state = self._ask_next(replace(state, own=replace(state.own, answers=answers)), profile)
        return [replies[0].led_by(lead), *replies[1:]], state

    def _open(self, state: Assessment, profile: Profile) -> list[Question]:
        """The questions that are not answered yet, once it is known which these are."""
        if not state.own.who or state.at in (WHO, FORM):
            return []
        return [q for q in self.asked(state, profile) if q.id not in state.own.answers]

    def _ask_next(self, state: Assessment, profile: Profile) -> Turn:
        state = replace(state, at="")
        left = self._open(state, profile)
        if not left:
            return self._finish(state, profile)
        state = replace(state, at=left[0].id)
        return [self._question(state, profile)], state

    def _finish(self, state: Assessment, profile: Profile) -> Turn:
        own = replace(state.own, on=state.own.on or date.today().isoformat())
        state = replace(state, own=own, at="")
        return [self._result.reply(state, self.asked(state, profile), profile)], state

    def _show(self, message: Message, state: Assessment, profile: Profile) -> Turn:
        """The result of what was answered so far, or of the last time, once more; or its code alone."""
        last = state
        if state.before and not state.own.on:  # it was begun again
            short = self._questionnaire.is_short(state.before.answers)
            last = replace(state, own=state.before, before=None, short=short)
        if not last.own.answers:
            offer = Suggestion(self._phrases("offer_assess"), intent="assess_start")
            return [replace(self._notice("assess_none_yet"), suggestions=(offer,))], state
        if CODE.search(message.text) and last.own.on and last.company is not None:
            return [self._notice("assess_code", code=self._result.code(last.own, last.company))], state
        return [self._result.reply(last, self.asked(last, profile), profile)], state

    def _question(self, state: Assessment, profile: Profile) -> Reply:
        if state.at == WHO:
            return self._choice("assess_who", [f"who_{who}" for who in code.WHO])
        if state.at == FORM:
            return self._choice("assess_form", ["form_full", "form_short"])
        asked = self.asked(state, profile)
        question = next(q for q in asked if q.id == state.at)
        name = next(d.name for d in self._questionnaire.dimensions if d.id == question.dimension)
        text = question.if_solo if question.if_solo and state.own.who == "both" else question.text
        return Reply(
            "question",
            self._phrases("assess_question", dimension=name, text=text),
            points=tuple(f"{n}. {level}" for n, level in enumerate(question.levels, 1)),
            after=self._phrases("assess_how"),
            progress=(asked.index(question) + 1, len(asked)),
            suggestions=tuple(Suggestion(str(level)) for level in LEVELS),
        )

    def _choice(self, text: str, keys: list[str]) -> Reply:
        return Reply("question", self._phrases(text), suggestions=tuple(Suggestion(self._phrases(key)) for key in keys))

    def _back(self, state: Assessment, profile: Profile) -> Turn:
        asked = [q.id for q in self.asked(state, profile)]
        at = asked.index(state.at) if state.at in asked else 0
        if at == 0:
            return [self._question(state, profile).led_by(self._phrases("assess_first"))], state
        state = replace(state, at=asked[at - 1])
        answers = {id: level for id, level in state.own.answers.items() if id != state.at}
        state = replace(state, own=replace(state.own, answers=answers))
        return [self._question(state, profile)], state

    def _stop(self, state: Assessment, profile: Profile) -> Turn:
        state = replace(state, at="")
        offer = Suggestion(self._phrases("offer_go_on"), intent="assess_start")
        notice = replace(self._notice("assess_stopped"), suggestions=(offer,))
        told = [self._result.reply(state, self.asked(state, profile), profile)] if state.own.answers else []
        return [*told, notice], state

    def _take_code(self, message: Message, state: Assessment, profile: Profile) -> Turn:
        read = code.decode(message.text, [q.id for q in self._questionnaire.questions])
        if read is None:
            return [self._notice("assess_code_wrong")], state
        who, company, answers = read
        mine = [levels(sheet.answers) for sheet in (state.own, state.before) if sheet and company == state.company]
        if levels(answers) in mine:
            return [self._notice("assess_code_same")], state
        if state.other is not None and company != state.company:
            return [self._notice("assess_code_other")], state
        state = replace(state, other=Sheet(who, answers), company=company)
        if state.own.who and state.own.answers and not self._open(state, profile):
            return self._finish(state, profile)
        taken = self._notice("assess_code_taken", who=self._phrases(f"from_{who}"))
        replies, state = self._ask_next(state, profile) if state.own.who else self._begin(state, profile)
        return [taken, *replies], state

    def _notice(self, key: str, **values: str) -> Reply:
        return Reply("notice", self._phrases(key, **values))
