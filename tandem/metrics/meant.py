"""Which metric a text asks for, by its name or by the numbers it gives."""

from __future__ import annotations

from tandem.metrics.catalog import Catalog, Metric
from tandem.metrics.given import give, is_date
from tandem.numbers import digits, numbers


def meant(text: str, catalog: Catalog) -> Metric | None:
    """The metric that a text asks for.

    It is the one that the text names, where its numbers do not make another one; else the one that they make.
    """
    named, inferred = catalog.named(text), infer(text, catalog)
    if named is None or inferred is None:
        return inferred or named
    complete = set(named.needs) <= set(give(text, named, catalog))
    return named if complete or set(inferred.needs) <= set(named.needs) else inferred


def infer(text: str, catalog: Catalog) -> Metric | None:
    """The metric whose needs a text gives in full, each with a word for it; None unless it is one.

    One with fewer inputs than the text has numbers is not looked at: it would leave some over.
    """
    count = len([n for n in numbers(digits(text)) if not is_date(digits(text), n)])
    able = [m for m in catalog.metrics.values() if not m.named_only and len(m.inputs) >= count]
    fitting = [m for m in able if _complete(text, m, catalog, count)]
    most = max((len(m.needs) for m in fitting), default=0)
    best = [m for m in fitting if len(m.needs) == most]
    return best[0] if len(best) == 1 else None


def _complete(text: str, metric: Metric, catalog: Catalog, count: int) -> bool:
    given = give(text, metric, catalog)
    return all(id in given for id in metric.needs) and len(given) >= count
