"""Tell a funnel check as a reply."""

from __future__ import annotations

from collections.abc import Mapping

from tandem.advice.book import Book
from tandem.advice.describe import Describe
from tandem.dialogue.message import Message
from tandem.files import Files
from tandem.metrics import funnel
from tandem.metrics.catalog import Catalog
from tandem.metrics.compute import RATIOS
from tandem.metrics.funnel import Step
from tandem.metrics.given import Given
from tandem.metrics.meant import meant
from tandem.metrics.outcome import Finding, by_chance
from tandem.metrics.show import Show
from tandem.phrases import Phrases
from tandem.reply import Reply, Source
from tandem.reply.reply import Attachment, Card, Figure, Suggestion

MOST_PRACTICES = 2
METRICS = {ends: metric for metric, ends in RATIOS.items()}  # by what is divided, and by what


class FunnelCheck:
    """Rates the stages of a funnel, and names what helps at the weakest."""

    def __init__(self, catalog: Catalog, book: Book, phrases: Phrases, files: Files) -> None:
        self._catalog, self._book, self._phrases, self._files = catalog, book, phrases, files
        self._show, self._describe = Show(phrases), Describe(book, phrases)

    def counts(self, message: Message) -> Mapping[str, Given]:
        """The counts that a message gives, empty where they make no funnel."""
        given = funnel.counts(message.text, self._catalog)
        count = len(funnel.steps(given, self._catalog)) + 1
        few = funnel.FEWEST_ASKED <= count < funnel.FEWEST and message.intent == "compute_metric"
        asked = few and meant(message.text, self._catalog) is None
        return given if asked or count >= funnel.FEWEST else {}

    def reply(self, given: Mapping[str, Given]) -> Reply:
        """The rates, the weakest stage, what helps there, and a chart."""
        steps = funnel.steps(given, self._catalog)
        weak = funnel.weakest(steps)
        low = weak is not None and weak.rate < weak.stage.low
        helping = weak.stage.practices[:MOST_PRACTICES] if weak and low else ()
        return Reply(
            "figures",
            self._phrases("funnel_lead"),
            points=tuple(map(self._line, steps)),
            cards=tuple(map(self._card, helping)),
            after=self._verdict(weak, low=low),
            attachments=(self._chart(given, steps, weak.stage.end if weak and low else ""),),
            sources=tuple(self._describe.source(self._book.practices[id]) for id in helping) or (self._source(),),
            suggestions=(Suggestion(self._phrases("offer_tips"), intent="want_tips"),),
            figures=tuple(map(_figure, steps)),
        )

    def _source(self) -> Source:
        document, section = self._phrases("source_practices"), self._phrases("funnel_chart")
        return Source(document, section, "data/advice/metrics.yml", 1, "funnel")

    def _line(self, step: Step) -> str:
        more = step.after > step.before
        noticed = [Finding("rate-over-100")] if more else by_chance(int(step.after), int(step.before))
        told = self._phrases("funnel_step", **self._ends(step), rate=self._percent(step.rate))
        return " ".join((told, *self._show.findings(noticed, "")))

    def _verdict(self, weak: Step | None, *, low: bool) -> str:
        if weak is None:
            return self._phrases("funnel_unpublished")
        caution = self._phrases("funnel_caution")
        if not low:
            return " ".join((self._phrases("funnel_fine"), caution))
        ends = {"low": self._percent(weak.stage.low), "high": self._percent(weak.stage.high)}
        told = self._phrases("funnel_weak", **self._ends(weak), **ends, rate=self._percent(weak.rate))
        return " ".join((told, caution))

    def _card(self, id: str) -> Card:
        practice = self._book.practices[id]
        rows = (
            ("tip_first_step", practice.first_step),
            ("tip_effort", self._describe.effort(practice)),
            ("tip_from", self._describe.publishers(practice)),
        )
        return self._describe.card(practice.name, rows)

    def _chart(self, given: Mapping[str, Given], steps: list[Step], weak: str) -> Attachment:
        ids = [self._catalog.funnel[0].start, *(stage.end for stage in self._catalog.funnel)]
        image = funnel.chart(given, {id: self._phrases(f"input_{id}") for id in ids}, weak)
        kept = self._files.keep("funnel.png", image)
        told = ", ".join(f"{self._phrases(f'input_{id}')} {given[id].value:,.0f}" for id in ids if id in given)
        return Attachment("image", self._phrases("funnel_chart"), told, kept.path, kept.url)

    def _ends(self, step: Step) -> dict[str, str]:
        return {"before": self._phrases(f"input_{step.stage.start}"), "after": self._phrases(f"input_{step.stage.end}")}

    def _percent(self, rate: float) -> str:
        return self._show.value(rate, "percent", "")


def _figure(step: Step) -> Figure:
    """The rate of a step, as the metric of that name or else as "START-to-END"."""
    start, end = step.stage.start, step.stage.end
    metric = METRICS.get((end, start), f"{start}-to-{end}")
    return Figure(metric, step.rate, {start: step.before, end: step.after})
