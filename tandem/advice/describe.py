"""Put a company's facts and the reasons for a tip into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tandem.advice.book import KEY, Book, Practice
from tandem.advice.profile import CYCLES, FACTS, MARKETS, SIZES, Profile
from tandem.advice.rank import Tip, restricted
from tandem.phrases import Phrases
from tandem.reply.reply import Card, Source

PRACTICE = "practice/"  # before the id of a practice, in a source
VALUES = {"size": tuple(SIZES), "market": MARKETS, "cycle": tuple(CYCLES)}


class Describe:
    """Words for facts, reasons and evidence, from `phrases`."""

    def __init__(self, book: Book, phrases: Phrases) -> None:
        self._book, self._phrases = book, phrases

    def facts(self, profile: Profile) -> str:
        """All that is known of a company, "" where nothing is."""
        industry = self._phrases("fact_industry", industry=profile.industry) if profile.industry else ""
        return self.listed([*filter(None, (self.fact(profile, name) for name in FACTS)), *filter(None, [industry])])

    def fact(self, profile: Profile, name: str) -> str:
        """One fact of a company, "" where it is not known."""
        value = getattr(profile, name)
        if not value:
            return ""
        if name == "size" and profile.people and profile.people > 1:
            return self._phrases("fact_people", people=profile.people)
        if self._phrases.has(f"fact_{name}_{value}"):
            return self._phrases(f"fact_{name}_{value}")
        return self._phrases(f"fact_{name}", **{f"{name}s": self._phrases(f"{name}_{value}")})

    def reasons(self, tip: Tip, profile: Profile) -> str:
        """Which facts led to a tip."""
        led = [self._symptom(tip, symptom) for symptom in tip.symptoms]
        led += [self._phrases("because_weak")] if tip.weak else []
        led += [self._enables(tip.enables)] if tip.enables else []
        led += [self._phrases("because_before", name=self._book.practices[tip.before].name)] if tip.before else []
        facts = [self.fact(profile, name) for name in tip.facts]
        return self.listed([*(led or [self._phrases("because_start")]), *facts])

    def conditions(self, practice: Practice, profile: Profile) -> str:
        """What must hold of a company for the practice to fit, as far as it is not known."""
        unknown = [name for name in restricted(practice) if not getattr(profile, name)]
        return self.listed([self._condition(practice, name) for name in unknown])

    def lacking(self, practice: Practice, facts: Sequence[str]) -> str:
        """A practice that was left out, with what speaks against it."""
        why = [self._phrases(_records("lacks", practice) if name == "records" else f"lacks_{name}") for name in facts]
        return self._phrases("left_one", name=practice.name, why="; ".join(why))

    def publishers(self, practice: Practice) -> str:
        """Whom the practice is from."""
        return "; ".join(dict.fromkeys(map(self.publisher, practice.keys)))

    def publisher(self, key: str) -> str:
        """Who published the source `key`, when, and whether it was read at second hand."""
        source = self._book.sources[key]
        year = {"publisher": source.publisher, "year": source.year}
        named = self._phrases("dated", **year) if source.year else source.publisher
        return self._phrases("second_hand", publisher=named) if source.read == "second-hand" else named

    def evidence(self, practice: Practice) -> str:
        """The evidence, with publishers in place of keys."""
        return KEY.sub(lambda match: f"({self.publisher(match[1])})", practice.evidence)

    def card(self, title: str, rows: Iterable[tuple[str, str]]) -> Card:
        """A card whose labels are the phrases of the keys in `rows`; rows without text are left out."""
        return Card(title, tuple((self._phrases(key), text) for key, text in rows if text))

    def source(self, practice: Practice) -> Source:
        """Where a practice stands."""
        place = (practice.name, practice.file, practice.line, PRACTICE + practice.id)
        return Source(self._phrases("source_practices"), *place)

    def effort(self, practice: Practice) -> str:
        """How much work it is and when it shows."""
        return self._phrases("tip_effort_text", effort=practice.effort, effect=_inside(practice.effect))

    def listed(self, parts: Sequence[str]) -> str:
        """ "a, b and c"."""
        if len(parts) < 2:
            return "".join(parts)
        return self._phrases("list_comma").join(parts[:-1]) + self._phrases("list_and") + parts[-1]

    def _symptom(self, tip: Tip, symptom: str) -> str:
        first = self._book.symptoms[symptom].practices[0] == tip.practice.id
        return self._phrases("because_first" if first else "because_symptom", short=self._book.symptoms[symptom].short)

    def _enables(self, practice: str) -> str:
        return self._phrases("because_enables", name=self._book.practices[practice].name)

    def _condition(self, practice: Practice, name: str) -> str:
        if name == "records":
            return self._phrases(_records("only", practice))
        fitting = [value for value in VALUES[name] if value in getattr(practice.fits, f"{name}s")]
        values = self._phrases("or").join(self._phrases(f"{name}_{value}") for value in fitting)
        return self._phrases(f"only_{name}", **{f"{name}s": values})


def _records(key: str, practice: Practice) -> str:
    return f"{key}_records_{practice.fits.records}"


def _inside(text: str) -> str:
    """A sentence as part of another one."""
    return text[:1].lower() + text[1:].rstrip(".")
