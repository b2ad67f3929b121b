"""Compute a metric from what was given, and notice what an adviser would notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from tandem.metrics import formulas as f
from tandem.metrics.given import Given

FEW, VERY_FEW = 30, 10  # cases below which a rate may be chance, and below which it is none
CAP = 60  # months that stand in for a lifetime where nobody leaves
Values = Mapping[str, Given]


@dataclass(frozen=True)
class Finding:
    """Something to say about the numbers: the id of an edge case, and what its phrase is filled with.

    With one that `stops`, no result is given.
    """

    id: str
    values: Mapping[str, Any] = field(default_factory=dict)
    stops: bool = False


@dataclass(frozen=True)
class Outcome:
    """A metric's value (None where it is not defined), further figures by the key of their phrase, and findings."""

    value: float | None
    more: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


RATES = ("margin", "churn", "win_rate", "market_share")


def compute(metric: str, given: Values) -> Outcome:
    """The outcome for a metric whose needs are all given."""
    stopped = [finding for finding in impossible(given) if finding.stops]
    if stopped:
        return Outcome(None, findings=tuple(stopped))
    return SPECIAL.get(metric, _ratio_of(*RATIOS.get(metric, ("", ""))))(given)


def impossible(given: Values) -> list[Finding]:
    """What cannot be computed with, whatever the metric."""
    currencies = {number.unit for number in given.values()} - {"", "%"}
    found = [Finding("currency", stops=True)] if len(currencies) > 1 else []
    for id, number in given.items():
        if number.low < 0:
            kind = {"cost": "negative-spend", "revenue": "negative-revenue"}.get(id, "negative-count")
            found.append(Finding("negative-time" if id == "minute_list" else kind, stops=True))
        if id == "churn" and number.value > 1:
            found.append(Finding("churn-over-100", stops=True))
        if id == "margin" and (number.value > 1 or number.value <= 0):
            found.append(Finding("margin-invalid" if number.value > 1 else "margin-zero", stops=True))
        if id in RATES and number.unit != "%" and 0 < number.values[0] <= 1:
            shown = number.values[0]
            values = {"id": id, "value": f"{shown:g}", "percent": f"{shown * 100:g}"}
            found.append(Finding("percent-fraction", values, stops=True))
    periods = {number.period for id, number in given.items() if number.period and id != "monthly_revenue"}
    return [*found, *([Finding("mixed-period", stops=True)] if len(periods) > 1 else [])]


RATIOS = {  # metric: what is divided, and by what
    "reach": ("impressions", "reach"),
    "awareness": ("naming", "asked"),
    "ctr": ("clicks", "impressions"),
    "cpl": ("cost", "leads"),
    "visitor-to-lead": ("leads", "visits"),
    "lead-to-mql": ("mqls", "leads"),
    "mql-to-sql": ("sqls", "mqls"),
    "sql-to-opportunity": ("opportunities", "sqls"),
    "deal-size": ("revenue", "won"),
    "cac": ("cost", "customers"),
    "ltv-cac": ("ltv", "cac"),
}
EMPTY = {"cost/leads": "zero-leads", "cost/customers": "zero-customers", "leads/visits": "zero-visits"}
MOST_PER_LEAD = 100  # deals' worth that a lead may cost before it looks like a slip


def _ratio_of(part: str, whole: str) -> Callable[[Values], Outcome]:
    def outcome(given: Values) -> Outcome:
        above, below = given[part].value, given[whole].value
        value = f.ratio(above, below)
        return Outcome(value, findings=tuple(_of_ratio(part, whole, above, below, given)))

    return outcome


def _of_ratio(part: str, whole: str, above: float, below: float, given: Values) -> list[Finding]:
    money = part in ("cost", "revenue", "ltv")
    if below == 0:
        both = "zero-leads-zero-cost" if part == "cost" and above == 0 else EMPTY.get(f"{part}/{whole}", "not-defined")
        return [Finding(both, {"cost": above})]
    if part == "cost" and above == 0:
        return [Finding("free-leads")]
    if "deal_size" in given and part == "cost" and above / below > MOST_PER_LEAD * given["deal_size"].value:
        return [Finding("huge")]
    if money or part == "impressions":
        return []
    return [Finding("rate-over-100")] if above > below else by_chance(int(above), int(below))


def by_chance(part: int, whole: int) -> list[Finding]:
    """What chance alone allows for, where the cases are few."""
    if whole >= FEW:
        return []
    low, high = (round(end * 100) for end in f.wilson(part, whole))
    values = {"part": part, "whole": whole, "low": low, "high": high}
    return [Finding("tiny-n" if whole < VERY_FEW else "small-n", values)]


def _win_rate(given: Values) -> Outcome:
    won, lost = given["won"].value, given["lost"].value
    undecided = given["undecided"].value if "undecided" in given else 0
    ended = won + lost + undecided
    if not ended:
        return Outcome(None, findings=(Finding("no-decided"),))
    found = by_chance(int(won), int(ended))
    if won == ended:
        found = [Finding("all-won", {"won": int(won)}), *found]
    if won == 0:
        high = round(f.wilson(0, int(ended))[1] * 100)
        found = [Finding("zero-won", {"whole": int(ended), "high": high})]
    return Outcome(f.ratio(won, ended), findings=tuple(found))


def _roas(given: Values) -> Outcome:
    revenue, cost = given["revenue"].value, given["cost"].value
    if "margin" not in given:
        return Outcome(f.ratio(revenue, cost), {"more_break_even_table": {}}, () if cost else (Finding("not-defined"),))
    even = f.break_even_roas(given["margin"].value)
    left = revenue * given["margin"].value - cost
    return Outcome(f.ratio(revenue, cost), {"more_break_even": {"ratio": even}, "more_left": {"money": left}})


def _roi(given: Values) -> Outcome:
    revenue, margin, cost = (given[id].value for id in ("revenue", "margin", "cost"))
    simple = f.marketing_roi(revenue, 1.0, cost)
    more = {} if simple is None else {"more_simple_roi": {"percent": simple * 100}}
    return Outcome(f.marketing_roi(revenue, margin, cost), more, () if cost else (Finding("not-defined"),))


def _velocity(given: Values) -> Outcome:
    opportunities, rate, size, days = (given[id].value for id in ("opportunities", "win_rate", "deal_size", "days"))
    found = [Finding("zero-opps")] if not opportunities else []
    found += [Finding("cycle-zero")] if not days else []
    value = f.velocity(opportunities, rate, size, days)
    return Outcome(value, {"more_quarter": {"money": (value or 0) * 90}} if value else {}, tuple(found))


def _coverage(given: Values) -> Outcome:
    left = given["target"].value - (given["already"].value if "already" in given else 0)
    if left <= 0:
        return Outcome(None, findings=(Finding("target-met"),))
    value, more = f.ratio(given["pipeline"].value, left), {}
    if "win_rate" in given and given["win_rate"].value:
        needed = f.needed_coverage(given["win_rate"].value) or 0
        short = left * needed - given["pipeline"].value
        more = {"more_needed": {"ratio": needed}, ("more_short" if short > 0 else "more_enough"): {"money": abs(short)}}
    return Outcome(value, more)


def _ltv(given: Values) -> Outcome:
    revenue, margin, churn = (given[id].value for id in ("monthly_revenue", "margin", "churn"))
    if churn == 0:
        capped = f.lifetime_value_capped(revenue * margin, 0, CAP)
        return Outcome(capped, findings=(Finding("churn-zero", {"months": CAP}),))
    found = (Finding("churn-100"),) if churn == 1 else ()
    capped = f.lifetime_value_capped(revenue * margin, churn, 36)
    return Outcome(f.lifetime_value(revenue, margin, churn), {"more_capped": {"money": capped}}, found)


def _payback(given: Values) -> Outcome:
    cac, revenue, margin = (given[id].value for id in ("cac", "monthly_revenue", "margin"))
    more: dict[str, dict[str, Any]] = {}
    if "churn" in given:
        month = f.payback_with_churn(cac, revenue * margin, given["churn"].value)
        more = {"more_never": {}} if month is None else {"more_with_churn": {"month": month}}
    value = f.payback(cac, revenue, margin)
    return Outcome(value, more, () if value is not None else (Finding("not-defined"),))


def _churn(given: Values) -> Outcome:
    gone, start = given["gone"].value, given["start"].value
    if not start:
        return Outcome(None, findings=(Finding("start-zero"),))
    if gone > start:
        return Outcome(None, findings=(Finding("churn-over-100"),))
    rate = gone / start
    period = next((given[id].period for id in ("gone", "start") if given[id].period), "")
    found = [*([] if period else [Finding("missing-period")]), *by_chance(int(gone), int(start))]
    more = {"more_a_year": {"percent": f.a_year(rate) * 100}} if period == "month" else {}
    return Outcome(rate, more, tuple(found))


def _traffic(given: Values) -> Outcome:
    value = f.growth(given["now"].value, given["before"].value)
    return Outcome(value, findings=() if value is not None else (Finding("not-defined"),))


def _sov(given: Values) -> Outcome:
    value = f.ratio(given["own"].value, given["total"].value)
    if value is None or "market_share" not in given:
        return Outcome(value, findings=() if value is not None else (Finding("not-defined"),))
    return Outcome(value, {"more_excess": {"points": (value - given["market_share"].value) * 100}})


def _sourced(given: Values) -> Outcome:
    revenue = given["revenue"].value
    value = f.ratio(given["sourced"].value, revenue)
    touched = f.ratio(given["influenced"].value, revenue) if "influenced" in given else None
    more = {} if touched is None else {"more_influenced": {"percent": touched * 100}}
    return Outcome(value, more, () if value is not None else (Finding("not-defined"),))


def _times(id: str) -> Callable[[Values], Outcome]:
    def outcome(given: Values) -> Outcome:
        values = list(given[id].values)
        if id == "day_list":
            return Outcome(sum(values) / len(values), {"more_median_days": {"days": median(values)}}, _outlier(values))
        unanswered = int(given["unanswered"].value) if "unanswered" in given else 0
        times = f.response_times(values, unanswered=unanswered)
        shares = {name: times[name] * 100 for name in ("within_of_all", "never")}
        return Outcome(times["median"], {"more_mean_minutes": {"minutes": times["mean"]}, "more_answered": shares})

    return outcome


def _outlier(values: list[float]) -> tuple[Finding, ...]:
    largest, rest = max(values), sorted(values)[:-1]
    if not rest or largest <= sum(values) / 2:
        return ()
    return (Finding("outlier", {"without": sum(rest) / len(rest)}),)


SPECIAL: dict[str, Callable[[Values], Outcome]] = {
    "win-rate": _win_rate,
    "roas": _roas,
    "marketing-roi": _roi,
    "velocity": _velocity,
    "coverage": _coverage,
    "ltv": _ltv,
    "payback": _payback,
    "churn": _churn,
    "traffic": _traffic,
    "sov": _sov,
    "sourced": _sourced,
    "cycle": _times("day_list"),
    "response-time": _times("minute_list"),
}
