"""Which practices fit a company, in what order, and for which of its facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tandem.advice.book import Book, Practice
from tandem.advice.profile import CYCLES, FACTS, MARKETS, RECORDS, SIZES, Profile

LESS = 0.9  # weight of an enabling practice against the one it enables


@dataclass(frozen=True)
class Tip:
    """A practice, and what led to it.

    Attributes:
        practice: the practice.
        symptoms: ids of what was told that it helps against.
        facts: names of the facts about the company without which it would not fit ("size", "market", ...).
        enables: id of the practice that it makes possible, "" for none.
        before: id of the practice that needs it first, "" for none.
        weak: whether the self-assessment named it.
    """

    practice: Practice
    symptoms: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    enables: str = ""
    before: str = ""
    weak: bool = False

    @property
    def is_called_for(self) -> bool:
        """Whether something that was told led to it, be it through another practice."""
        return bool(self.symptoms or self.weak or self.enables or self.before)


def rank(book: Book, profile: Profile, *, without: Iterable[str] = (), most_days: float | None = None) -> list[Tip]:
    """The tips for a company, best first: deterministic.

    A practice weighs the more, the earlier it stands in the lists of the symptoms that were told, or of what the
    self-assessment named; equal ones are ordered by the days they take. Then those that must come before others are put
    before them.

    Args:
        without: ids of practices to leave out.
        most_days: leaves out what takes as many days or more.
    """
    weights = _weights(book, profile)
    left_out = {*without, *(p.id for p in book.practices.values() if most_days is not None and p.days >= most_days)}
    tips = [_tip(book, profile, book.practices[id]) for id in weights if fits(book.practices[id], profile)]
    enablers = {tip.practice.id: tip for tip in _enablers(book, profile, weights)}
    for id, tip in enablers.items():
        weights[id] = max(weights.get(id, 0.0), weights[tip.enables] * LESS)
    tips = [*(tip for tip in tips if tip.practice.id not in enablers), *enablers.values()]
    usable = [tip for tip in tips if tip.practice.id not in left_out]

    def order(tip: Tip) -> tuple[float, float, float, str]:
        return _urgency(book, profile, tip), -weights[tip.practice.id], tip.practice.days, tip.practice.id

    return _in_order(sorted(usable, key=order))


def fits(practice: Practice, profile: Profile) -> bool:
    """Whether a practice is for such a company; what is not known excludes nothing."""
    return not lacks(practice, profile)


def lacks(practice: Practice, profile: Profile) -> list[str]:
    """The facts of a company that speak against a practice."""
    wrong = [
        ("size", profile.size and profile.size not in practice.fits.sizes),
        ("market", profile.market and profile.market not in practice.fits.markets),
        ("cycle", profile.cycle and profile.cycle not in practice.fits.cycles),
        ("records", profile.records and not _enough(profile.records, practice)),
    ]
    return [fact for fact, is_wrong in wrong if is_wrong]


def _enough(records: str, practice: Practice) -> bool:
    least, most = practice.fits.records, practice.fits.records_at_most
    return RECORDS.index(least) <= RECORDS.index(records) <= RECORDS.index(most)


def restricted(practice: Practice) -> list[str]:
    """The facts that matter to whether a practice fits at all."""
    all_of = [
        ("size", len(practice.fits.sizes) < len(SIZES) or bool(practice.if_small)),
        ("market", len(practice.fits.markets) < len(MARKETS)),
        ("cycle", len(practice.fits.cycles) < len(CYCLES)),
        ("records", practice.fits.records != RECORDS[0] or practice.fits.records_at_most != RECORDS[-1]),
    ]
    return [fact for fact, matters in all_of if matters]


def _weights(book: Book, profile: Profile) -> dict[str, float]:
    weights: dict[str, float] = {}
    for practices in (*(book.symptoms[symptom].practices for symptom in profile.symptoms), profile.weak):
        for place, practice in enumerate(practices):
            weights[practice] = weights.get(practice, 0.0) + 1 / (1 + place)
    for place, practice in enumerate(book.start["alone" if profile.size == "solo" else "team"]):
        weights.setdefault(practice, 0.01 / (1 + place))  # only where the symptoms leave room
    return weights


def _tip(book: Book, profile: Profile, practice: Practice) -> Tip:
    symptoms = tuple(s for s in profile.symptoms if practice.id in book.symptoms[s].practices)
    facts = tuple(fact for fact in restricted(practice) if getattr(profile, fact))
    return Tip(practice, symptoms, facts, weak=practice.id in profile.weak)


def _enablers(book: Book, profile: Profile, weights: dict[str, float]) -> list[Tip]:
    """What lets a company do a practice that only its records stand against."""
    found: dict[str, Tip] = {}
    for id in sorted(weights, key=lambda id: -weights[id]):
        if lacks(book.practices[id], profile) != ["records"]:
            continue
        for name in book.start["records"] if profile.records == RECORDS[0] else ():
            if set(lacks(book.practices[name], profile)) <= {"records"}:
                found.setdefault(name, Tip(book.practices[name], facts=("records",), enables=id))
                break
    return list(found.values())


def _urgency(book: Book, profile: Profile, tip: Tip) -> float:
    first_remedy = any(book.symptoms[s].practices[0] == tip.practice.id for s in profile.symptoms)
    return tip.practice.urgent if tip.practice.urgent and first_remedy else float("inf")


def _in_order(tips: list[Tip]) -> list[Tip]:
    """The tips, each behind those that must come before it."""
    done: dict[str, Tip] = {}
    given = {tip.practice.id: tip for tip in tips}
    for tip in tips:
        for id in tip.practice.after:
            if id in given:
                done.setdefault(id, replace(given[id], before=tip.practice.id))
        done.setdefault(tip.practice.id, tip)
    return list(done.values())


def deciding(book: Book, profile: Profile, *, most: int) -> list[str]:
    """The facts not known yet that would change the first `most` tips, in the order to ask for them."""
    return [fact for fact in FACTS if not getattr(profile, fact) and len(_outcomes(book, profile, fact, most)) > 1]


def _outcomes(book: Book, profile: Profile, fact: str, most: int) -> set[tuple[str, ...]]:
    could_be = (profile.told({fact: value}) for value in FACTS[fact])
    return {tuple(tip.practice.id for tip in rank(book, other)[:most]) for other in could_be}
