"""Write figures: rates in per cent, money with its currency, rounded for the eye."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tandem.corrections import SIGNS
from tandem.metrics.catalog import Catalog
from tandem.metrics.given import Given
from tandem.metrics.outcome import Finding, Outcome
from tandem.phrases import Phrases

MONEY = ("money", "cost", "without")


class Show:
    """Words and numbers for results, from `phrases`."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def value(self, value: float, shows: str, currency: str) -> str:
        """A value with its unit."""
        if shows == "money":
            return money(value, currency)
        scaled = value * 100 if shows == "percent" else value
        return self._phrases(f"unit_{shows}", value=plain(scaled))

    def inputs(self, given: Mapping[str, Given], catalog: Catalog) -> str:
        """The numbers that were used, each with what it was taken for."""
        return ", ".join(
            f"{self._phrases(f'input_{id}')} {self._given(number, catalog.inputs[id].kind)}"
            for id, number in given.items()
        )

    def more(self, outcome: Outcome, currency: str) -> list[str]:
        """The further figures of an outcome."""
        return [self._phrases(key, **self._filled(values, currency)) for key, values in outcome.more.items()]

    def findings(self, findings: Iterable[Finding], currency: str) -> list[str]:
        """What was noticed."""
        return [self._phrases(f"edge_{f.id}", **self._filled(f.values, currency)) for f in findings]

    def _given(self, number: Given, kind: str) -> str:
        if kind == "list":
            return "; ".join(plain(value) for value in number.values)
        shown = self.value(number.value, "percent" if kind == "rate" else "money", number.unit)
        return self._phrases("per_period", value=shown, period=number.period) if number.period else shown

    def _filled(self, values: Mapping[str, Any], currency: str) -> dict[str, Any]:
        return {name: self._one(name, value, currency) for name, value in values.items()}

    def _one(self, name: str, value: Any, currency: str) -> Any:
        if isinstance(value, str) or name in ("part", "whole", "low", "high", "won", "month", "months"):
            return value
        if name in MONEY:
            return money(value, currency)
        shows = {"ratio": "ratio", "days": "days", "minutes": "minutes", "points": "points"}.get(name, "percent")
        return self._phrases(f"unit_{shows}", value=plain(value))


def money(value: float, currency: str) -> str:
    """Two decimals below 1,000, none from there."""
    digits = 0 if abs(value) >= 1000 or value == int(value) else 2
    return f"{'-' if value < 0 else ''}{SIGNS.get(currency, '')}{abs(value):,.{digits}f}"


def plain(value: float) -> str:
    """One decimal, half up; more for what is small, none where it is whole."""
    if value == int(value):
        return f"{value:,.0f}"
    if abs(value) < 0.1:
        return f"{value:.2g}"
    return f"{Decimal(repr(value)).quantize(Decimal('0.1'), ROUND_HALF_UP):,}"
