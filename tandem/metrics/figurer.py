"""The conversation about figures: take the numbers, ask for the missing ones, compute and explain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from tandem.corrections import SORRY
from tandem.dialogue.message import Message
from tandem.documents.knowledge import Knowledge
from tandem.metrics import asked
from tandem.metrics.catalog import Catalog, Metric
from tandem.metrics.compute import impossible
from tandem.metrics.funnelling import FunnelCheck
from tandem.metrics.given import Given, give, taken, won_of_all
from tandem.metrics.meant import meant
from tandem.metrics.notice import asks_benchmark, noticed
from tandem.metrics.outcome import Finding
from tandem.metrics.state import Figures
from tandem.metrics.tell import Tell
from tandem.metrics.vary import varied
from tandem.numbers import Number, digits, numbers
from tandem.phrases import Phrases
from tandem.questions import asks
from tandem.reply import Reply

Turn = tuple[list[Reply], Figures]
LATELY = 16  # texts whose metric is kept: that of one message is asked for several times
DECLINES = ("skip_question", "stop_task", "deny")
CORRECTS = re.compile(rf"\W*(?:no\b|make (?:it|that)|{SORRY})", re.IGNORECASE)
HOW = re.compile(r"\W*how (?:do|to|can|is|are|does|would|should)\b", re.IGNORECASE)
UNKNOWN = re.compile(r"n/?a|not available|unknown|-|\?|none", re.IGNORECASE)


class Figurer:
    """Computes the metrics of `catalog`; what they mean is told from the documents."""

    def __init__(self, catalog: Catalog, knowledge: Knowledge, funnel: FunnelCheck, phrases: Phrases) -> None:
        self._catalog, self._knowledge, self._funnel, self._phrases = catalog, knowledge, funnel, phrases
        self._defined = {metric.passage: metric for metric in catalog.metrics.values()}
        self._tell = Tell(catalog, knowledge, phrases)
        self._meant = lru_cache(maxsize=LATELY)(lambda text: meant(text, catalog))

    def computes(self, message: Message) -> bool:
        """Whether a message gives all that some metric, or a funnel check, needs."""
        if not _numbers(message):
            return False
        if self._funnel.counts(message):
            return True
        metric = self._meant(message.text)
        if metric is None:
            return False
        given = self._give(message.text, metric)
        several = all(len(g.values) > 1 for id, g in given.items() if self._catalog.inputs[id].kind == "list")
        return several and set(metric.needs) <= set(given)

    def wants(self, message: Message, to: str) -> bool:
        """Whether a message gives numbers, or was passed `to` figures and does not ask how they are worked out."""
        if self.computes(message):
            return to in ("documents", "advice", "figures")
        return to == "figures" and not HOW.match(message.text)

    def names(self, message: Message) -> bool:
        """Whether a message names a metric that a document defines."""
        return self._catalog.named(message.text) is not None

    def respond(self, message: Message, state: Figures) -> Turn:
        """The replies to a message that gives numbers, or asks for a metric to be worked out."""
        if counts := self._funnel.counts(message):
            stops = [finding for finding in impossible(counts) if finding.stops]
            return [self._tell.edges(stops) if stops else self._funnel.reply(counts)], Figures()
        metric = self._meant(message.text)
        if metric and asks_benchmark(message):
            return [Reply("notice", self._phrases("edge_benchmark-missing"))], Figures()
        stops = [finding for finding in noticed(message, today=date.today()) if finding.stops]
        if stops:
            return [self._tell.edges(stops)], Figures()
        if metric is None:
            return [Reply("notice", self._phrases("figure_none"))], Figures()
        given = self._give(message.text, metric)
        return self._go_on(Figures(metric.id, given), noticed(message, today=date.today()))

    def answer(self, message: Message, state: Figures) -> Turn | None:
        """The replies to an answer to the open question; None where nothing is open, or something else was said."""
        if not state.asking:
            return None
        metric = self._catalog.metrics[state.metric]
        found = [] if asked.speaks_aside(message.text) else _numbers(message)
        if not found and (message.intent in DECLINES or UNKNOWN.fullmatch(message.text.strip())):
            formula = self._phrases("figure_left", name=self._tell.name(metric), formula=metric.formula)
            lead = "figure_stopped" if message.intent == "stop_task" else "edge_nonnumeric"
            return [Reply("notice", " ".join((self._phrases(lead), formula)))], Figures()
        if not found:
            away = asks(message.text) or message.leads_away
            return None if away else ([self._tell.question(state).led_by(self._phrases("figure_again"))], state)
        if len(found) > 1 and self.computes(message):
            return self.respond(message, state)
        return self._go_on(replace(state, given={**state.given, **self._answered(message, metric, state)}), [])

    def follow(self, message: Message, state: Figures) -> Turn | None:
        """The replies to what is said about the figure just told; None where it is something else."""
        metric = self._catalog.metrics.get(state.metric)
        if metric is None or (self.computes(message) and self._meant(message.text) != metric):
            return None
        if asked.judges(message.text):
            return [replace(self._tell.worth(metric), kind="figures", suggestions=())], state
        if asked.formula(message.text):
            return [replace(self._tell.explained(metric), kind="figures", suggestions=())], state
        changed = varied(message.text, metric, state.given, self._catalog)
        return self._go_on(replace(state, given={**state.given, **changed}), []) if changed else None

    def about(self, message: Message, state: Figures, shown: Sequence[str]) -> Turn | None:
        """The replies to what is asked about the metric of which the passages `shown` were just told; None where it is
        something else, names what it is about, or gives all numbers."""
        if self.names(message) or self._knowledge.named(message.text) or self.computes(message):
            return None
        metric = self._at_hand(state, shown)
        if metric is None:
            return self._of_nothing(message, state)
        if asked.result(message.text) and not state.asking:
            return self._go_on(Figures(metric.id, give(message.text, metric, self._catalog, named=True)), [])
        if asked.formula(message.text):
            return [self._tell.explained(metric)], state
        return ([self._tell.worth(metric)], state) if asked.worth(message.text) else None

    def _of_nothing(self, message: Message, state: Figures) -> Turn | None:
        """The replies to "formula?" and "is that good?" where no metric is at hand."""
        if asked.only_formula(message.text):
            return [Reply("notice", self._phrases("figure_none"))], state
        return ([Reply("decline", self._phrases("decline"))], state) if asked.worth(message.text) else None

    def _at_hand(self, state: Figures, shown: Sequence[str]) -> Metric | None:
        """The metric in work, or the one that was just explained."""
        if state.asking:
            return self._catalog.metrics[state.metric]
        return next((self._defined[passage] for passage in reversed(shown) if passage in self._defined), None)

    def _answered(self, message: Message, metric: Metric, state: Figures) -> dict[str, Given]:
        """The inputs that an answer gives: what its words name, what it corrects, or what was asked for."""
        more = give(won_of_all(message.text, metric), metric, self._catalog)
        found = _numbers(message)
        if more and (state.asking in more or len(found) == len(more)):
            return more
        id = list(state.given)[-1] if CORRECTS.match(message.text) and state.given else state.asking
        input = self._catalog.inputs[id]
        if input.kind == "list":
            return {**more, id: Given.listed(found)}
        given = taken(digits(message.text), found[0], input)
        if id == "lost" and "won" in state.given and asked.in_total(message.text):
            ended, won = given.value, state.given["won"].value
            given = replace(given, value=ended - won, low=ended - won, high=ended - won, values=(ended - won,))
        return {**more, id: given}

    def _give(self, text: str, metric: Metric) -> dict[str, Given]:
        return give(text, metric, self._catalog, named=self._catalog.named(text) == metric)

    def reminder(self, state: Figures) -> Reply:
        """The open question once more, after something else was said."""
        return self._tell.question(state).led_by(self._phrases("back_to"))

    def _go_on(self, state: Figures, found: Sequence[Finding]) -> Turn:
        state = replace(
            state, given={id: number.in_time_of(self._catalog.inputs[id]) for id, number in state.given.items()}
        )
        metric = self._catalog.metrics[state.metric]
        missing = [id for id in metric.needs if id not in state.given]
        if missing:
            state = replace(state, asking=missing[0])
            return [self._tell.question(state)], state
        unclear = next((f.values["id"] for f in impossible(state.given) if f.id == "percent-fraction"), None)
        if unclear:  # ask for it once more
            given = {id: number for id, number in state.given.items() if id != unclear}
            return [self._tell.result(metric, state, found)], Figures(metric.id, given, unclear)
        return [self._tell.result(metric, state, found)], replace(state, asking="")


def _numbers(message: Message) -> list[Number]:
    return numbers(digits(message.text))
