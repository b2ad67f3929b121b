"""Tandem's own small English pipeline: sentences and the terms of the field, with spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import spacy
import yaml
from spacy.language import Language
from spacy.pipeline import EntityRuler

from tandem.errors import DataProblem

Terms = Mapping[str, Mapping[str, Iterable[str]]]

_NUMBER = {"LIKE_NUM": True}
_CURRENCY = {"LOWER": {"IN": ["$", "€", "£", "usd", "eur", "gbp", "dollars", "euros", "pounds", "bucks"]}}
_SHORT_AMOUNT = {"LOWER": {"REGEX": r"^[$€£]?\d+([.,]\d+)?(k|m|mio|mn|bn)$"}}
_PEOPLE = {"LOWER": {"IN": ["people", "employees", "staff", "persons", "colleagues", "heads", "fte"]}}
_UNIT = {"LOWER": {"IN": ["day", "days", "week", "weeks", "month", "months", "quarter", "quarters", "year", "years"]}}

QUANTITIES: list[dict[str, Any]] = [
    {"label": "size", "pattern": [_NUMBER, _PEOPLE]},
    {"label": "size", "pattern": [_NUMBER, {"LOWER": "of"}, {"LOWER": "us"}]},
    {"label": "percent", "pattern": [_NUMBER, {"LOWER": {"IN": ["%", "percent", "pct"]}}]},
    {"label": "amount", "pattern": [_CURRENCY, _NUMBER]},
    {"label": "amount", "pattern": [_NUMBER, _CURRENCY]},
    {"label": "amount", "pattern": [_CURRENCY, _SHORT_AMOUNT]},
    {"label": "amount", "pattern": [_SHORT_AMOUNT]},
    {"label": "duration", "pattern": [_NUMBER, _UNIT]},
]


def load_terms(path: str | Path) -> Terms:
    """The term lists of a YAML file: label -> canonical value -> ways to say it (lower case)."""
    terms = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    if not isinstance(terms, dict) or not all(isinstance(values, dict) for values in terms.values()):
        raise DataProblem(path, "not lists of terms", remedy="write `label:`, below it `value: [way to say it]`")
    for label, values in terms.items():
        for value, ways in values.items():
            if not isinstance(ways, list) or not all(isinstance(way, str) for way in ways):
                raise DataProblem(path, f"{label}.{value} is {ways!r}", remedy="make it a list of words")
    return terms


def build(terms: Terms) -> Language:
    """A pipeline that splits sentences and labels terms and quantities.

    An entity's `label_` is the list it stands in (side, topic, role, tool ...), its `ent_id_` the canonical value.
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = cast(
        EntityRuler, nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER", "overwrite_ents": True})
    )
    ruler.add_patterns([*QUANTITIES, *_patterns(nlp, terms)])
    return nlp


def _patterns(nlp: Language, terms: Terms) -> list[dict]:
    return [
        {"label": label, "id": value, "pattern": [{"LOWER": token.lower_} for token in nlp.make_doc(way)]}
        for label, values in terms.items()
        for value, ways in values.items()
        for way in ways
    ]


def canonical(terms: Terms) -> dict[tuple[str, str], str]:
    """Lookup from (label, way to say it) to the canonical value."""
    return {
        (label, way.lower()): value for label, values in terms.items() for value, ways in values.items() for way in ways
    }
