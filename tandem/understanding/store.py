"""Save and load fitted objects without pickle: only types named here are made when loading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import skops.io

TRUSTED = [
    "scipy.sparse._csr.csr_matrix",
    "scipy.sparse._dia.dia_matrix",
    "tandem.understanding.features.FeatureBlend",
]


def save(thing: Any, path: Path) -> None:
    """Write a fitted object, or a tuple of them."""
    skops.io.dump(thing, path)


def load(path: Path) -> Any:
    """Read what `save` wrote; a file with other types than the trusted ones is refused."""
    return skops.io.load(path, trusted=TRUSTED)
