from __future__ import annotations

import math
from random import Random

import pytest

from benchmarks.soak import WARM, growth


def test_growth_is_that_of_a_line() -> None:
    minutes = range(1, 31)
    assert growth(minutes, [300 + 0.5 * minute for minute in minutes]) == pytest.approx(0.5)


def test_what_is_loaded_in_the_first_minutes_is_no_growth() -> None:
    sizes = [100.0 * minute if minute < WARM else 500.0 for minute in range(1, 21)]
    assert growth(range(1, 21), sizes) == pytest.approx(0, abs=1e-9)


def test_noise_around_a_line_is_levelled() -> None:
    random = Random(0)
    minutes = range(1, 61)
    sizes = [500 + 0.2 * minute + random.gauss(0, 1) for minute in minutes]
    assert growth(minutes, sizes) == pytest.approx(0.2, abs=0.03)


@pytest.mark.parametrize("minutes", [[], [1, 2, 3], [1, WARM]])
def test_too_few_minutes_give_no_figure(minutes: list[float]) -> None:
    assert math.isnan(growth(minutes, [1.0] * len(minutes)))
