from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.numbers import digits, numbers


def only(text: str) -> tuple[float, str, str]:
    (number,) = numbers(digits(text))
    return number.value, number.unit, number.period


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we're twelve people", (12, "", "")),
        ("a dozen of us", (12, "", "")),
        ("one hundred and twenty", (120, "", "")),
        ("$20k", (20_000, "USD", "")),
        ("1.5m dollars a year", (1_500_000, "USD", "year")),
        ("€1.234,56 per month", (1234.56, "EUR", "month")),
        ("1,234.5", (1234.5, "", "")),
        ("1.500 €", (1500, "EUR", "")),
        ("3,5 %", (3.5, "%", "")),
        ("0.125", (0.125, "", "")),
        ("minus 5", (-5, "", "")),
        ("£-300", (-300, "GBP", "")),
        ("12 000 visits", (12_000, "", "")),
        ("half a million", (500_000, "", "")),
    ],
)
def test_reads_numbers_as_people_write_them(text: str, found: tuple[float, str, str]) -> None:
    assert only(text) == found


@pytest.mark.parametrize("text", ["between 20 and 30k", "20-30k", "20k to 30k"])
def test_a_range_is_one_number_with_two_ends(text: str) -> None:
    (number,) = numbers(text)
    assert (number.low, number.high, number.value) == (20_000, 30_000, 25_000)


def test_two_numbers_side_by_side_are_two() -> None:
    assert [n.value for n in numbers("spent $20k, won 40 customers")] == [20_000, 40]
    assert [n.value for n in numbers("20 leads and 5 deals")] == [20, 5]


@given(st.integers(0, 10**9))
def test_thousands_are_read_in_english_and_european_writing(value: int) -> None:
    assert only(f"{value:,}")[0] == value
    assert only(f"{value:,}".replace(",", "."))[0] == value
    assert only(str(value))[0] == value


@given(st.integers(1000, 10**8), st.integers(0, 99))
def test_decimals_are_read_in_both_writings(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02}"
    european = english.translate(str.maketrans(",.", ".,"))
    assert only(english)[0] == only(european)[0] == pytest.approx(whole + cents / 100)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for number in numbers(digits(text)):
        assert number.low <= number.value <= number.high


@pytest.mark.parametrize("text", ["spent 1e99", "2e5 leads"])
def test_what_is_written_with_an_exponent_is_not_read_as_its_beginning(text: str) -> None:
    assert numbers(digits(text)) == []


@pytest.mark.parametrize("text", ["9" * 16, "9" * 2000, "won " + "9" * 400 + "k"])
def test_what_is_too_large_for_a_quantity_is_not_read(text: str) -> None:
    assert numbers(digits(text)) == []
