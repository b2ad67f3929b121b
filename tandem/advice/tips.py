"""Tell tips as a reply."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.advice.book import Book, Practice
from tandem.advice.describe import Describe
from tandem.advice.profile import Profile
from tandem.advice.rank import Tip, lacks
from tandem.phrases import Phrases
from tandem.reply import Reply
from tandem.reply.reply import Card, Suggestion

MOST_LEFT_OUT = 3
OFFERS = {"offer_why": "follow_up_why", "offer_add": "plan_add", "offer_another": "tip_another"}


class Tips:
    """Replies that tell practices, from `book` and `phrases`."""

    def __init__(self, book: Book, phrases: Phrases) -> None:
        self._book, self._phrases = book, phrases
        self.describe = Describe(book, phrases)

    def reply(self, tips: Sequence[Tip], profile: Profile, *, lead: str = "", first: int = 1) -> Reply:
        """The tips as cards numbered from `first`, led by `lead` or by what is known of the company."""
        return Reply(
            "tips",
            lead or self._lead(profile),
            cards=tuple(self._card(tip, profile, number) for number, tip in enumerate(tips, first)),
            after="" if lead else " ".join(filter(None, (self._check(profile), self._left_out(profile)))),
            sources=tuple(self.describe.source(tip.practice) for tip in tips),
            suggestions=tuple(Suggestion(self._phrases(key), intent=intent) for key, intent in OFFERS.items()),
        )

    def first_aid(self, symptom: str) -> Reply:
        """What to look at and what to try first against a symptom, in any company."""
        told = self._book.symptoms[symptom]
        practice = self._book.practices[told.practices[0]]
        first = self._phrases("first_aid", short=told.short, check=told.check_first)
        step = self._phrases("first_aid_step", name=practice.name, step=practice.first_step)
        return Reply("answer", " ".join((first, step)), sources=(self.describe.source(practice),))

    def why(self, tip: Tip, profile: Profile) -> Reply:
        """Why a tip was given, and what speaks for the practice."""
        practice = tip.practice
        orders = [self._book.symptoms[symptom].order for symptom in tip.symptoms]
        lines = [
            self._phrases("why_problem", problem=practice.problem),
            *(self._phrases("why_order", order=order) for order in orders),
            self._phrases("why_evidence", evidence=self.describe.evidence(practice)),
        ]
        reasons = self.describe.reasons(tip, profile)
        text = self._phrases("why_tip", name=practice.name, reasons=reasons)
        return Reply(
            "tips", text, tuple(lines), after=self._phrases("why_caution"), sources=(self.describe.source(practice),)
        )

    def effort(self, practice: Practice) -> Reply:
        """What a practice would take."""
        lines = (
            self._phrases("effort_owner", owner=practice.owner),
            self._phrases("effort_needs", needs=self._phrases(f"needs_{practice.fits.records}")),
            self._phrases("effort_step", step=practice.first_step),
        )
        text = self._phrases("effort_of", name=practice.name, effort=self.describe.effort(practice))
        return Reply("tips", text, lines, sources=(self.describe.source(practice),))

    def _lead(self, profile: Profile) -> str:
        facts = self.describe.facts(profile)
        return self._phrases("tips_for", facts=facts) if facts else self._phrases("tips_for_any")

    def _card(self, tip: Tip, profile: Profile, number: int) -> Card:
        practice = tip.practice
        note = " ".join(filter(None, (practice.note, practice.if_small if profile.size == "small" else "")))
        rows = (
            ("tip_why", _sentence(self.describe.reasons(tip, profile))),
            ("tip_only_if", self.describe.conditions(practice, profile)),
            ("tip_first_step", practice.first_step),
            ("tip_owner", practice.owner),
            ("tip_effort", self.describe.effort(practice)),
            ("tip_watch", practice.metric),
            ("tip_pitfall", practice.pitfall),
            ("tip_note", note),
            ("tip_from", self.describe.publishers(practice)),
        )
        return self.describe.card(f"{number}. {practice.name}", rows)

    def _check(self, profile: Profile) -> str:
        if not profile.symptoms:
            return ""
        return self._phrases("check_first", check=self._book.symptoms[profile.symptoms[0]].check_first)

    def _left_out(self, profile: Profile) -> str:
        listed = dict.fromkeys(id for symptom in profile.symptoms for id in self._book.symptoms[symptom].practices[:3])
        unfit = [(p, facts) for p in map(self._book.practices.__getitem__, listed) if (facts := lacks(p, profile))]
        names = [self.describe.lacking(practice, facts) for practice, facts in unfit[:MOST_LEFT_OUT]]
        return self._phrases("left_out", names="; ".join(names)) if names else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
