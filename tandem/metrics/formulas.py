"""The formulas of the metrics. Rates are fractions, money has the currency of its input, times are as named.

Definitions: data/documents/metrics-explained.md. Where a divisor is zero the result is None: not defined.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, median


def ratio(part: float, whole: float) -> float | None:
    """`part` / `whole`: click-through, conversion and win rates, cost per lead, CAC, ROAS, deal size, coverage."""
    return part / whole if whole else None


def growth(now: float, before: float) -> float | None:
    """Change against the period before, as a fraction."""
    return ratio(now - before, before)


def break_even_roas(margin: float, *, spend: float = 1.0, other_cost: float = 0.0) -> float | None:
    """The return on ad spend from which a campaign earns its cost: (spend + other cost) / (margin x spend)."""
    return ratio(spend + other_cost, margin * spend)


def marketing_roi(revenue: float, margin: float, cost: float, *, incremental: float = 1.0) -> float | None:
    """(incremental revenue x gross margin - cost) / cost."""
    return ratio(revenue * incremental * margin - cost, cost)


def velocity(opportunities: float, win_rate: float, deal_size: float, days: float) -> float | None:
    """Revenue a day that the pipeline yields: opportunities x win rate x deal size / cycle in days."""
    return ratio(opportunities * win_rate * deal_size, days)


def needed_coverage(win_rate: float) -> float | None:
    """Pipeline over target that such a win rate by value asks for."""
    return ratio(1.0, win_rate)


def lifetime_value(revenue: float, margin: float, churn: float) -> float | None:
    """Margin a customer brings in until it leaves: revenue a month x gross margin / monthly churn (`ltv.margin`)."""
    return ratio(revenue * margin, churn)


def lifetime_value_discounted(margin: float, churn: float, discount: float, *, at_start: bool) -> float:
    """The same with `margin` a month discounted by a monthly rate, payments at the start or the end of the month."""
    stay = 1 - churn
    return margin * ((1 + discount) if at_start else stay) / (1 + discount - stay)


def lifetime_value_capped(margin: float, churn: float, months: int) -> float:
    """The same over `months` months only, also without churn (`ltv.capped`)."""
    stay = 1 - churn
    return margin * months if churn == 0 else margin * (1 - stay**months) / (1 - stay)


def lifetime_value_repeat(order: float, orders_a_year: float, years: float, margin: float) -> float:
    """Of a shop's customer: order value x orders a year x years x gross margin (`ltv.repeat`)."""
    return order * orders_a_year * years * margin


def payback(cac: float, revenue: float, margin: float) -> float | None:
    """Months until the cost is back: CAC / (revenue a month x gross margin)."""
    return ratio(cac, revenue * margin)


def payback_with_churn(cac: float, margin: float, churn: float) -> int | None:
    """The first month in which the summed margin of a shrinking cohort reaches CAC; None where it never does."""
    if churn and margin / churn <= cac:
        return None
    if not churn:
        return math.ceil(cac / margin)
    return math.ceil(math.log(1 - cac * churn / margin) / math.log(1 - churn))


def a_year(monthly: float) -> float:
    """A monthly churn as a yearly one: 1 - (1 - monthly)^12."""
    return 1 - (1 - monthly) ** 12


def a_month(yearly: float) -> float:
    """A yearly churn as a monthly one."""
    return 1 - (1 - yearly) ** (1 / 12)


def wilson(part: int, whole: int, *, z: float = 1.959964) -> tuple[float, float]:
    """95 % interval of a rate after Wilson (1927): what chance alone allows for `part` of `whole` cases."""
    rate, square = part / whole, z * z / whole
    middle, width = rate + square / 2, z * math.sqrt(rate * (1 - rate) / whole + square / (4 * whole))
    return max(0.0, (middle - width) / (1 + square)), min(1.0, (middle + width) / (1 + square))


def pooled(parts: Sequence[float], wholes: Sequence[float]) -> float | None:
    """One rate of several groups: the sum of the parts over the sum of the wholes, not the mean of the rates."""
    return ratio(sum(parts), sum(wholes))


def response_times(minutes: Sequence[float], *, unanswered: int = 0, promise: float = 60.0) -> dict[str, float]:
    """Of the answered: mean, median, share within the promise; of all: that share, the never answered, the median."""
    within, everything = sum(m <= promise for m in minutes), len(minutes) + unanswered
    return {
        "mean": fmean(minutes),
        "median": median(minutes),
        "within": within / len(minutes),
        "within_of_all": within / everything,
        "never": unanswered / everything,
        "median_of_all": median([*minutes, *[math.inf] * unanswered]),
    }


def funnel_backwards(revenue: float, share: float, deal: float, rates: Sequence[float]) -> list[float]:
    """How many customers, and how many at each stage before them, a revenue needs.

    `share` of the revenue is to come from marketing; `rates` lead from the last stage back to the first. Nothing is
    rounded in between: round up once, at the end.
    """
    needed = [revenue * share / deal]
    for rate in rates:
        needed.append(needed[-1] / rate)
    return needed
