"""The funnel check: the rate of each stage, and the stage to look at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tandem.metrics.catalog import Catalog, Metric, Stage
from tandem.metrics.given import Given, give
from tandem.picture import COLOURS, figure, png

BOUGHT = ("bought", "orders")  # more words for the last stage
FEWEST, FEWEST_ASKED = 3, 2  # counts that make a funnel; the same where somebody asks to compute and names no metric


@dataclass(frozen=True)
class Step:
    """A stage with the counts before and after it."""

    stage: Stage
    before: float
    after: float

    @property
    def rate(self) -> float:
        return self.after / self.before

    @property
    def standing(self) -> float:
        """The rate against the middle of what is published: below 1 it is lower."""
        return self.rate / ((self.stage.low + self.stage.high) / 2)


def counts(text: str, catalog: Catalog) -> Mapping[str, Given]:
    """The counts of the funnel's stages that a text gives."""
    ids = [catalog.funnel[0].start, *(stage.end for stage in catalog.funnel)]
    last = catalog.inputs[ids[-1]]
    words = (*last.words, *catalog.inputs["customers"].words, *BOUGHT)
    inputs = {**catalog.inputs, last.id: replace(last, words=words)}
    metric = Metric("funnel", "", (), tuple(ids), "percent", "", "")
    return give(text, metric, Catalog(catalog.metrics, inputs, catalog.funnel))


def steps(given: Mapping[str, Given], catalog: Catalog) -> list[Step]:
    """The steps from each count that was given to the next one; between those far apart nothing is published."""
    known = {(stage.start, stage.end): stage for stage in catalog.funnel}
    ids = [id for id in (catalog.funnel[0].start, *(stage.end for stage in catalog.funnel)) if id in given]
    pairs = [(start, end) for start, end in pairwise(ids) if given[start].value > 0]
    return [
        Step(known.get((start, end), Stage(start, end, 0.0, 0.0, ())), given[start].value, given[end].value)
        for start, end in pairs
    ]


def weakest(found: Sequence[Step]) -> Step | None:
    """The step that stands lowest against what is published, None where nothing is published of any."""
    return min((step for step in found if step.stage.high), key=lambda step: step.standing, default=None)


def chart(given: Mapping[str, Given], names: Mapping[str, str], weak: str) -> bytes:
    """A PNG image with a bar for each count in the order of the funnel; the one called `weak` stands out."""
    ids = [id for id in names if id in given]
    drawn = figure(6.4, 0.6 * len(ids) + 0.8)
    axes = drawn.add_subplot()
    values = [given[id].value for id in ids]
    colours = [COLOURS[id == weak] for id in ids]
    bars = axes.barh([names[id] for id in ids], [max(value, 0.5) for value in values], color=colours)
    axes.bar_label(bars, [f"{value:,.0f}" for value in values], padding=4)
    axes.set_xscale("log")
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.margins(x=0.15)
    return png(drawn)
