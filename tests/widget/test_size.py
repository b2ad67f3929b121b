from __future__ import annotations

import gzip
from pathlib import Path

WIDGET = Path("widget")
MOST = 20 * 1024  # bytes, gzip


def test_all_the_scripts_together_are_small() -> None:
    assert sum(len(gzip.compress(script.read_bytes())) for script in WIDGET.glob("*.js")) <= MOST


def test_nothing_is_loaded_from_elsewhere_or_run_from_text() -> None:
    for script in WIDGET.rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "cdn"):
            assert way not in text, f"{script}: {way}"
