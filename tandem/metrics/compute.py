"""Compute a metric from what was given."""

from __future__ import annotations

from collections.abc import Callable

from tandem.metrics import formulas as f
from tandem.metrics.outcome import Finding, Outcome, Values, by_chance
from tandem.metrics.special import SPECIAL

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
