"""A few malformed requests to each channel; `python -m benchmarks.fuzz` sends many."""

from __future__ import annotations

from benchmarks import fuzz

REQUESTS, SEED = 60, 1


def test_malformed_requests_end_nothing_and_are_no_error_of_the_server() -> None:
    rows, problems = fuzz.run(REQUESTS, SEED)
    assert problems == []
    assert [row["right ones answered"] for row in rows] == ["6 of 6"] * 3
