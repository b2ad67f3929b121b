"""The funnel check: the rate of each stage, and the stage to look at first."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem.metrics.catalog import Catalog, Metric, Stage
from tandem.metrics.given import Given, give

FEWEST = 3  # counts that make a funnel
COLOURS = ("#1f5fbf", "#c2410c")


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
    return give(text, Metric("funnel", "", (), tuple(ids), "percent", "", ""), catalog)


def steps(given: Mapping[str, Given], catalog: Catalog) -> list[Step]:
    """The steps between neighbouring stages that were both given, and have something to start from."""
    both = [stage for stage in catalog.funnel if stage.start in given and stage.end in given]
    return [Step(s, given[s.start].value, given[s.end].value) for s in both if given[s.start].value > 0]


def weakest(found: Sequence[Step]) -> Step:
    """The step that stands lowest against what is published."""
    return min(found, key=lambda step: step.standing)


def chart(given: Mapping[str, Given], names: Mapping[str, str], weak: str) -> bytes:
    """A PNG image with a bar for each count in the order of the funnel; the one called `weak` stands out."""
    from matplotlib.figure import Figure  # half a second to import, and most conversations need no chart

    ids = [id for id in names if id in given]
    figure = Figure(figsize=(6.4, 0.6 * len(ids) + 0.8), layout="constrained")
    axes = figure.add_subplot()
    values = [given[id].value for id in ids]
    colours = [COLOURS[id == weak] for id in ids]
    bars = axes.barh([names[id] for id in ids], [max(value, 0.5) for value in values], color=colours)
    axes.bar_label(bars, [f"{value:,.0f}" for value in values], padding=4)
    axes.set_xscale("log")
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.margins(x=0.15)
    image = io.BytesIO()
    figure.savefig(image, format="png", dpi=110)
    return image.getvalue()
