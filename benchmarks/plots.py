"""Pictures of what was measured."""

from __future__ import annotations

from pathlib import Path

import matplotlib
from matplotlib import pyplot
from matplotlib.axes import Axes

from benchmarks.results import kept

matplotlib.use("svg")
TANDEM, OTHER = "#1f6f78", "#c9a25f"
SHOWN = ("turn p50, ms", "turn p99, ms", "start to first answer, s", "memory of all processes, MB")


def draw(path: Path) -> None:
    """Speed beside the starter bot, and growth, in one picture."""
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 3.4), gridspec_kw={"width_ratios": [3, 2]})
    _speed(left)
    _growth(right)
    figure.tight_layout()
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def _speed(axes: Axes) -> None:
    rows = {row["figure"]: row for row in kept("speed")["rows"]}
    for place, name in enumerate(SHOWN):
        share = rows[name]["Tandem"] / rows[name]["starter bot"]
        axes.barh(place - 0.2, share, height=0.36, color=TANDEM, label="Tandem" if not place else None)
        axes.barh(place + 0.2, 1, height=0.36, color=OTHER, label="Rasa's starter bot" if not place else None)
        axes.text(share + 0.02, place - 0.2, str(rows[name]["Tandem"]), va="center", fontsize=8)
        axes.text(1.02, place + 0.2, str(rows[name]["starter bot"]), va="center", fontsize=8)
    axes.set(xlim=(0, 1.25), xticks=[0, 0.5, 1], xlabel="share of the starter bot's; less is better")
    axes.set_yticks(range(len(SHOWN)), SHOWN)
    axes.invert_yaxis()
    axes.set_title("Speed", loc="left")
    axes.legend(frameon=False, fontsize=8, loc="lower right", bbox_to_anchor=(1, 0.98), ncol=2)
    axes.spines[["top", "right"]].set_visible(False)


def _growth(axes: Axes) -> None:
    rows = kept("growth")["rows"]
    sizes = [str(row["passages added"]) for row in rows]
    for name, style in (("turn p99, ms", "o--"), ("turn p50, ms", "o-")):
        axes.plot(sizes, [row[name] for row in rows], style, color=TANDEM, label=name.removesuffix(", ms"))
    axes.set(xlabel="passages added", ylabel="ms", ylim=(0, None))
    axes.set_title("A turn as passages are added", loc="left")
    axes.legend(frameon=False, fontsize=8, loc="lower right")
    axes.spines[["top", "right"]].set_visible(False)
