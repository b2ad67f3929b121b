"""The metrics that take more than one division."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Any

from tandem.metrics import formulas as f
from tandem.metrics.outcome import Finding, Outcome, Values, by_chance

CAP = 60  # months that stand in for a lifetime where nobody leaves


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
