"""The worked examples, each with its number, and what holds for all numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.metrics import formulas as f

about = pytest.approx


def percent(value: float | None, digits: int = 1) -> float:
    assert value is not None
    return round(value * 100 + 1e-9, digits)


def test_example_1_funnel_and_cost() -> None:
    stages = [(240, 12_000, 2.0), (72, 240, 30.0), (27, 72, 37.5), (18, 27, 66.7), (5, 16, 31.3), (5, 18, 27.8)]
    assert [percent(f.ratio(part, whole)) for part, whole, _ in stages] == [rate for *_, rate in stages]
    assert percent(f.ratio(5, 12_000), 3) == 0.042
    assert percent(f.ratio(5, 240)) == 2.1
    assert (f.ratio(9_000, 240), f.ratio(24_000, 240)) == (37.5, 100.0)


def test_example_2_cac_without_and_with_salaries() -> None:
    program, full = 9_000 + 3_000 + 1_500, 70_500
    assert program + 18_000 + 33_000 + 6_000 == full
    assert (f.ratio(9_000, 6), f.ratio(program, 15), f.ratio(full, 15)) == (1_500, 900, 4_700)
    assert round(full / program, 1) == 5.2


def test_example_3_lifetime_value_in_five_ways() -> None:
    assert f.lifetime_value(250, 1, 0.025) == about(10_000)
    assert f.lifetime_value(250, 0.8, 0.025) == about(8_000)
    assert f.lifetime_value_discounted(200, 0.025, 0.01, at_start=True) == about(5_771.43, abs=0.005)
    assert f.lifetime_value_discounted(200, 0.025, 0.01, at_start=False) == about(5_571.43, abs=0.005)
    capped = [f.lifetime_value_capped(200, 0.025, months) for months in (36, 60, 12)]
    assert capped == about([4_784.44, 6_248.67, 2_096.01], abs=0.005)
    assert f.lifetime_value(250, 0.8, 0.0125) == about(16_000)
    assert f.lifetime_value_repeat(60, 3.2, 2.5, 0.45) == about(216)
    assert f.lifetime_value_repeat(60, 3.2, 2.5, 1) == about(480)


def test_example_4_ratio_and_payback_depend_on_the_variant() -> None:
    assert [round(v, 2) for v in (8_000 / 4_700, 8_000 / 900, 10_000 / 900, 4_784.44 / 4_700)] == [
        1.7,
        8.89,
        11.11,
        1.02,
    ]
    assert (f.payback(4_700, 250, 0.8), f.payback(4_700, 250, 1), f.payback(900, 250, 0.8)) == (23.5, 18.8, 4.5)
    assert f.payback_with_churn(4_700, 200, 0.025) == 35
    assert f.lifetime_value_capped(200, 0.025, 35) == about(4_701.99, abs=0.005)


def test_example_5_velocity() -> None:
    assert f.velocity(40, 0.25, 8_000, 60) == about(1_333.33, abs=0.005)
    assert f.velocity(44, 0.25, 8_000, 60) == about(1_466.67, abs=0.005)
    assert f.velocity(40, 0.25, 8_000, 54) == about(1_481.48, abs=0.005)
    assert f.velocity(60, 0.15, 8_000, 75) == about(960)


def test_example_6_coverage() -> None:
    assert f.ratio(900_000, 300_000) == 3.0
    assert f.needed_coverage(0.22) == about(4.55, abs=0.005)
    assert 300_000 * (f.needed_coverage(0.22) or 0) == about(1_363_636, abs=0.5)
    assert f.ratio(900_000, 240_000) == 3.75


def test_example_7_return_on_ad_spend() -> None:
    assert f.ratio(17_500, 5_000) == 3.5
    assert f.break_even_roas(0.3) == about(3.33, abs=0.005)
    assert percent(f.marketing_roi(17_500, 0.3, 5_000)) == 5.0
    assert percent(f.marketing_roi(17_500, 0.3, 7_500)) == -30.0
    assert f.break_even_roas(0.3, spend=5_000, other_cost=2_500) == about(5.0)
    assert percent(f.marketing_roi(17_500, 1, 5_000)) == 250.0
    assert percent(f.marketing_roi(17_500, 0.3, 7_500, incremental=0.6)) == -58.0


def test_example_8_from_revenue_to_leads() -> None:
    needed = f.funnel_backwards(480_000, 0.5, 12_000, [0.25, 0.6, 0.3, 0.25])
    assert needed == about([20, 80, 133.33, 444.44, 1_777.78], abs=0.005)
    assert [math.ceil(n) for n in (needed[3], needed[3] / 12, needed[4], needed[4] / 12)] == [445, 38, 1_778, 149]
    assert (240_000 / needed[3], 240_000 / needed[4]) == about((540, 135))


def test_example_9_churn() -> None:
    churn = f.ratio(14, 400)
    assert percent(churn) == 3.5
    assert percent(f.a_year(churn or 0)) == 34.8


def test_example_10_time_lag() -> None:
    assert (f.ratio(60_000, 20), f.ratio(90_000, 24), f.ratio(60_000, 24)) == (3_000, 3_750, 2_500)


def test_example_11_response_time() -> None:
    times = f.response_times([4, 9, 12, 18, 25, 40, 55, 90, 600, 2_880], unanswered=2)
    assert (round(times["mean"], 1), times["median"], times["median_of_all"]) == (373.3, 32.5, 47.5)
    assert [percent(times[key]) for key in ("within", "within_of_all", "never")] == [70.0, 58.3, 16.7]


def test_example_12_pooling() -> None:
    assert percent(f.pooled([1_000, 160], [100_000, 2_000]), 2) == 1.14


def test_example_13_small_numbers() -> None:
    intervals = [f.wilson(3, 8), f.wilson(30, 80), f.wilson(0, 12)]
    assert [tuple(percent(end) for end in ends) for ends in intervals] == [(13.7, 69.4), (27.7, 48.5), (0.0, 24.2)]


def test_example_14_started_and_touched() -> None:
    assert (percent(f.ratio(180_000, 500_000)), percent(f.ratio(410_000, 500_000))) == (36.0, 82.0)


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_a_ratio_is_never_infinite(part: float, whole: float) -> None:
    value = f.ratio(part, whole)
    assert (value is None) == (whole == 0)


@given(st.floats(0.0001, 0.99))
def test_churn_a_month_and_a_year_are_one_thing(monthly: float) -> None:
    assert f.a_month(f.a_year(monthly)) == about(monthly, rel=1e-6, abs=1e-9) or f.a_year(monthly) > 1 - 1e-9
    assert f.a_year(monthly) <= 12 * monthly


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_a_rate_holds_the_rate(counts: tuple[int, int]) -> None:
    low, high = f.wilson(*counts)
    assert 0 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1


@given(st.floats(1, 1e4), st.floats(0.001, 0.9), st.integers(1, 240))
def test_a_capped_lifetime_is_worth_less_than_an_endless_one(margin: float, churn: float, months: int) -> None:
    endless = f.lifetime_value(margin, 1, churn)
    assert endless is not None
    assert f.lifetime_value_capped(margin, churn, months) <= endless * (1 + 1e-9)
