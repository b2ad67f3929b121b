"""What is told of a metric: its value, how it is worked out, how to read it, and which number is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tandem.dialogue import compose
from tandem.documents.knowledge import Knowledge
from tandem.metrics.catalog import Catalog, Metric
from tandem.metrics.compute import RATES, compute
from tandem.metrics.outcome import Finding, Outcome
from tandem.metrics.show import Show
from tandem.metrics.state import Figures
from tandem.phrases import Phrases
from tandem.reply import Reply, Source, Suggestion
from tandem.reply.reply import Figure


class Tell:
    """Makes the replies about a metric of `catalog`, each with the passage that defines it as its source."""

    def __init__(self, catalog: Catalog, knowledge: Knowledge, phrases: Phrases) -> None:
        self._catalog, self._knowledge, self._phrases = catalog, knowledge, phrases
        self._show = Show(phrases)

    def question(self, state: Figures) -> Reply:
        """The question for the number that is missing."""
        name = self.name(self._catalog.metrics[state.metric])
        return Reply("question", self._phrases("figure_ask", name=name, ask=self._catalog.inputs[state.asking].ask))

    def result(self, metric: Metric, state: Figures, found: Sequence[Finding]) -> Reply:
        """The value of a metric, from what and how it was computed; `found` are edge cases of the message."""
        outcome = compute(metric.id, state.given)
        unit = next((g.unit for g in state.given.values() if g.unit not in ("", "%")), "")
        name = self.name(metric)
        if outcome.value is None:
            text = self._phrases("figure_undefined", name=name)
        else:
            text = self._phrases("figure_result", name=name, value=self._show.value(outcome.value, metric.shows, unit))
        findings = [*outcome.findings, *found]
        lines = [*self._ends(metric, state, outcome, unit), *self._show.more(outcome, unit)]
        about = [
            self._phrases("figure_from", inputs=self._show.inputs(state.given, self._catalog)),
            self._phrases("figure_formula", formula=metric.formula),
            self._phrases("figure_reading", reading=metric.reading),
        ]
        return Reply(
            "figures",
            " ".join([text, *self._show.findings(findings, unit)]),
            points=(*lines, *about),
            sources=self._sources(metric),
            figures=_figures(metric, state, outcome),
        )

    def explained(self, metric: Metric) -> Reply:
        """How a metric is worked out."""
        formula = self._phrases("figure_left", name=self.name(metric), formula=metric.formula)
        return self._told(metric, formula, self._phrases("figure_reading", reading=metric.reading))

    def worth(self, metric: Metric) -> Reply:
        """What to think of its value."""
        return self._told(metric, metric.usual or metric.reading, self._phrases("edge_benchmark-missing"))

    def edges(self, findings: Sequence[Finding]) -> Reply:
        """Why nothing is computed."""
        return Reply("notice", " ".join(self._show.findings(findings, "")))

    def name(self, metric: Metric) -> str:
        """What the documents call it."""
        passage = self._knowledge.get(metric.passage)
        return passage.heading if passage else metric.id

    def _told(self, metric: Metric, *text: str) -> Reply:
        offer = Suggestion(self._phrases("figure_offer"), intent="compute_metric")
        return Reply("answer", " ".join(text), sources=self._sources(metric), suggestions=(offer,))

    def _ends(self, metric: Metric, state: Figures, outcome: Outcome, unit: str) -> list[str]:
        """What was read into the numbers: ranges, and rates without a per cent sign."""
        told = [
            self._phrases("figure_percent_read", value=f"{given.values[0]:g}")
            for id, given in state.given.items()
            if id in RATES and given.unit != "%" and given.values[0] > 1
        ]
        ranged = {id: given for id, given in state.given.items() if given.low != given.high and len(given.values) == 1}
        if not ranged or outcome.value is None:
            return told
        ends = [
            compute(metric.id, {**state.given, id: replace(g, value=end)})
            for id, g in ranged.items()
            for end in (g.low, g.high)
        ]
        values = sorted(end.value for end in ends if end.value is not None)
        low, high = (self._show.value(value, metric.shows, unit) for value in (values[0], values[-1]))
        return [*told, self._phrases("figure_range", low=low, high=high)]

    def _sources(self, metric: Metric) -> tuple[Source, ...]:
        passage = self._knowledge.get(metric.passage)
        return (compose.source(passage),) if passage else ()


def _figures(metric: Metric, state: Figures, outcome: Outcome) -> tuple[Figure, ...]:
    if outcome.value is None:
        return ()
    inputs = {id: g.values if len(g.values) > 1 else g.value for id, g in state.given.items()}
    return (Figure(metric.id, outcome.value, inputs),)
