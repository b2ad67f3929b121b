"""The scores as a radar chart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from textwrap import fill

from tandem.picture import COLOURS, figure, png


def radar(names: Sequence[str], series: Mapping[str, Sequence[float]]) -> bytes:
    """A PNG image with an axis from 1 to 5 for each of `names`, and a line for each of `series` (label: values)."""
    angles = [2 * math.pi * n / len(names) for n in range(len(names))]
    drawn = figure(6.4, 5.2)
    axes = drawn.add_subplot(projection="polar")
    axes.set_theta_offset(math.pi / 2)
    axes.set_theta_direction(-1)
    for (label, values), colour in zip(series.items(), COLOURS):
        axes.plot([*angles, angles[0]], [*values, values[0]], color=colour, linewidth=2, label=label)
        axes.fill(angles, values, color=colour, alpha=0.15)
    axes.set_xticks(angles, [fill(name, 14) for name in names])
    axes.set_ylim(0, 5)
    axes.set_yticks([1, 2, 3, 4, 5])
    axes.tick_params(axis="x", labelsize=12)
    axes.tick_params(axis="y", labelcolor="#666666", labelsize=8)
    for label, angle in zip(axes.get_xticklabels(), angles):
        side = math.sin(angle)
        label.set_horizontalalignment("left" if side > 0.1 else "right" if side < -0.1 else "center")
    if len(series) > 1:
        axes.legend(loc="upper left", bbox_to_anchor=(-0.3, 1.1), frameon=False)
    return png(drawn)
