"""Put what was measured into the README: tables between its markers, and the picture beside them.

    python -m benchmarks.report

Reads `results/*.json`, which the benchmarks write. A marker is `<!-- measured: NAME -->`, closed by `<!-- end -->`.
"""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks import plots
from benchmarks.results import kept, table

README = Path("README.md")
MARKED = re.compile(r"(<!-- measured: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> None:
    """Write tables and picture."""
    README.write_text(MARKED.sub(_filled, README.read_text(encoding="utf-8")), encoding="utf-8")
    plots.draw(Path("docs/measured.svg"))


def _filled(found: re.Match[str]) -> str:
    try:
        result = kept(found[2])
    except SystemExit as missing:
        print(f"left as it is: {missing}")
        return found[0]
    return f"{found[1]}{table(result['rows'], result['machine'])}\n{found[3]}"


if __name__ == "__main__":
    main()
