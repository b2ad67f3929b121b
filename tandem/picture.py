"""Figures as images."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = ("#1f5fbf", "#c2410c")
DOTS_PER_INCH = 110


def figure(width: float, height: float) -> Figure:
    """A figure of this size in inches."""
    from matplotlib.figure import Figure  # half a second to import, and most conversations need no chart

    return Figure(figsize=(width, height), layout="tight")  # "constrained" leaks its variables


def png(figure: Figure) -> bytes:
    """The figure as a PNG image."""
    image = io.BytesIO()
    figure.savefig(image, format="png", dpi=DOTS_PER_INCH)
    return image.getvalue()
