"""What was measured comes into the README by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import report, results

ROWS = [{"figure": "turn, ms", "Tandem": 5.0}, {"figure": "memory, MB", "Tandem": 400, "other": 900}]


def test_rows_become_a_table_named_by_the_machine() -> None:
    assert results.table(ROWS, "2 cores").splitlines() == [
        "| figure (2 cores) | Tandem | other |",
        "| --- | --- | --- |",
        "| turn, ms | 5.0 | - |",
        "| memory, MB | 400 | 900 |",
    ]


def test_what_is_kept_names_machine_and_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "RESULTS", tmp_path)
    results.keep("speed", ROWS)
    stored = results.kept("speed")
    assert stored["rows"] == ROWS
    assert stored["rasa"] == "3.6.21"
    assert "cores" in stored["machine"]


def test_a_benchmark_that_was_not_run_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "RESULTS", tmp_path)
    with pytest.raises(SystemExit, match=r"speed\.json"):
        results.kept("speed")


def test_the_readme_has_a_marker_for_each_table() -> None:
    names = {name for _, name, _ in report.MARKED.findall(report.README.read_text(encoding="utf-8"))}
    assert names == {"answers-heldout", "speed", "growth", "conversation", "public", "troubles", "widget", "slack-load"}
