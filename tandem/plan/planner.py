"""The conversation about the plan: add, show, remove, move, export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tandem.advice.book import Book, Practice
from tandem.advice.describe import Describe
from tandem.advice.profile import Profile
from tandem.dialogue import pick
from tandem.dialogue.message import Message
from tandem.files import Files
from tandem.phrases import Phrases
from tandem.plan.document import PlanDocument, markdown, pdf
from tandem.plan.state import Plan
from tandem.reply import Reply, Suggestion
from tandem.reply.reply import Attachment, Card

Turn = tuple[list[Reply], Plan]
TOP = frozenset({"top", "front", "beginning", "start"})
SHOWN = ("tip_first_step", "tip_owner", "tip_watch")


class Planner:
    """Keeps the plan, and writes it out."""

    def __init__(self, book: Book, document: PlanDocument, phrases: Phrases, files: Files) -> None:
        self._book, self._document, self._phrases, self._files = book, document, phrases, files
        self._describe = Describe(book, phrases)
        self._intents: dict[str, Callable[[Message, Plan, Profile], Turn]] = {
            "plan_remove": self._remove,
            "plan_move": self._move,
            "plan_export": self._export,
        }

    def add(self, practices: Sequence[Practice], plan: Plan) -> Turn:
        """Take practices up."""
        fresh = [practice for practice in practices if practice.id not in plan.practices]
        key = "plan_added" if fresh else "plan_there"
        text = self._phrases(key, names="; ".join(p.name for p in fresh or practices))
        offers = self._offers("offer_plan", "offer_export")
        sources = tuple(map(self._describe.source, practices))
        return [Reply("notice", text, sources=sources, suggestions=offers)], plan.with_(*(p.id for p in fresh))

    def respond(self, message: Message, plan: Plan, profile: Profile) -> Turn:
        """Show, change or export the plan."""
        if not plan.practices:
            return [Reply("notice", self._phrases("plan_empty"), suggestions=self._offers("offer_tips"))], plan
        return self._intents.get(message.intent, self._show)(message, plan, profile)

    def _show(self, message: Message, plan: Plan, profile: Profile, *, lead: str = "") -> Turn:
        count = len(plan.practices)
        told = self._phrases("plan_shown_one") if count == 1 else self._phrases("plan_shown", count=count)
        practices = self._practices(plan)
        return [
            Reply(
                "plan",
                lead or told,
                cards=tuple(self._card(number, practice) for number, practice in enumerate(practices, 1)),
                sources=tuple(map(self._describe.source, practices)),
                suggestions=self._offers("offer_export", "offer_tips"),
            )
        ], plan

    def _remove(self, message: Message, plan: Plan, profile: Profile) -> Turn:
        practice = self._meant(message, plan)
        if practice is None:
            return self._show(message, plan, profile, lead=self._phrases("plan_which"))
        text = self._phrases("plan_removed", name=practice.name)
        return [Reply("notice", text, suggestions=self._offers("offer_plan"))], plan.without(practice.id)

    def _move(self, message: Message, plan: Plan, profile: Profile) -> Turn:
        practice = self._meant(message, plan)
        if practice is None:
            return self._show(message, plan, profile, lead=self._phrases("plan_which"))
        places = pick.ordinals(message.text)
        to_top = bool(TOP & set(message.text.lower().split()))
        last = len(plan.practices) - 1
        place = 0 if to_top else min(places[1], last) if len(places) > 1 else last
        return self._show(message, plan.moved(practice.id, place), profile, lead=self._phrases("plan_moved"))

    def _export(self, message: Message, plan: Plan, profile: Profile) -> Turn:
        practices = self._practices(plan)
        blocks = self._document.blocks(practices, profile)
        made = (("plan_markdown", "plan.md", markdown(blocks)), ("plan_pdf", "plan.pdf", pdf(blocks)))
        kept = [(key, self._files.keep(name, content)) for key, name, content in made]
        files = tuple(Attachment("file", self._phrases(key), "", file.path, file.url) for key, file in kept)
        reply = Reply(
            "plan",
            self._phrases("plan_exported"),
            attachments=files,
            sources=tuple(map(self._describe.source, practices)),
        )
        return [replace(reply, suggestions=self._offers("offer_plan"))], plan

    def _practices(self, plan: Plan) -> list[Practice]:
        """The practices of the plan that are still in the book."""
        return [self._book.practices[id] for id in plan.practices if id in self._book.practices]

    def _meant(self, message: Message, plan: Plan) -> Practice | None:
        """The practice that a message names by its number in the plan, or by its name."""
        practices = self._practices(plan)
        places = pick.places(message.text)
        if places:
            return practices[places[0]] if places[0] < len(practices) else None
        named = pick.item(message.text, [practice.name for practice in practices])
        return next((p for p in practices if p.name == named), practices[0] if len(practices) == 1 else None)

    def _card(self, number: int, practice: Practice) -> Card:
        rows = zip(SHOWN, (practice.first_step, practice.owner, practice.metric))
        return self._describe.card(f"{number}. {practice.name}", rows)

    def _offers(self, *keys: str) -> tuple[Suggestion, ...]:
        means = {"offer_plan": "plan_show", "offer_export": "plan_export", "offer_tips": "want_tips"}
        return tuple(Suggestion(self._phrases(key), intent=means[key]) for key in keys)
