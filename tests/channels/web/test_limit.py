from __future__ import annotations

import pytest

from channels.web.limit import MOST_KEYS, Limit


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_let_through_and_then_one_a_while() -> None:
    clock = Clock()
    limit = Limit(per_minute=6, burst=2, clock=clock)
    assert [limit.wait("a") for _ in range(3)] == [0, 0, 10]
    clock.now += 4
    assert limit.wait("a") == 6
    clock.now += 6
    assert [limit.wait("a"), limit.wait("a")] == [0, 10]


def test_one_does_not_wait_for_another() -> None:
    limit = Limit(per_minute=1, burst=1, clock=Clock())
    assert [limit.wait("a"), limit.wait("b"), limit.wait("a")] == [0, 0, 60]


def test_no_more_is_saved_up_than_the_burst() -> None:
    clock = Clock()
    limit = Limit(per_minute=60, burst=2, clock=clock)
    limit.wait("a")
    clock.now += 3600
    assert [limit.wait("a") for _ in range(3)] == [0, 0, 1]


def test_memory_is_bounded() -> None:
    limit = Limit(per_minute=1, burst=1, clock=Clock())
    for number in range(MOST_KEYS + 10):
        limit.wait(str(number))
    assert len(limit._buckets) == MOST_KEYS


def test_a_limit_that_lets_nothing_through_is_refused() -> None:
    with pytest.raises(ValueError, match="0 per minute"):
        Limit(per_minute=0, burst=1)
