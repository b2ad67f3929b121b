"""All passages together: look-up, saving and loading."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

from tandem.documents.passage import Passage
from tandem.errors import ModelMissing

SIDES = ("marketing", "sales")
SHORT = 6  # words of a text in which a name is looked for


class Knowledge:
    """The passages of all documents; `version` changes with any of their text."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = tuple(passages)
        self._by_id = {passage.id: passage for passage in self.passages}
        self._by_topic = _grouped(self.passages, "topic")
        self._by_file = _grouped(self.passages, "file")
        self.units: dict[str, list[Passage]] = {}
        for passage in self.passages:
            self.units.setdefault(self.unit_of(passage), []).append(passage)

    def __len__(self) -> int:
        return len(self.passages)

    @cached_property
    def version(self) -> str:
        """A digest of all that is known."""
        return hashlib.sha256(self._json().encode()).hexdigest()[:16]

    def get(self, passage_id: str) -> Passage | None:
        """The passage with this id, or None."""
        return self._by_id.get(passage_id)

    def unit_of(self, passage: Passage) -> str:
        """What a question can be about: the topic where both its sides are told, else the passage's id."""
        return "/".join((passage.topic, *_place(passage))) if self.pair(passage) else passage.id

    def related(self, passage: Passage, *, facet: str) -> Passage | None:
        """The passage that gives the why, an example or an exception of `passage`'s topic."""
        told = [passage, *self.pair(passage).values()]
        near = [p for p in self.about(passage.topic) if p.facet == facet]
        return next((p for told_by in told for p in near if p.file == told_by.file), None)

    def about(self, topic: str) -> list[Passage]:
        """All passages of a topic, in the documents' order."""
        return self._by_topic.get(topic, [])

    def pair(self, passage: Passage) -> dict[str, Passage]:
        """The passages that say the same thing of both sides, or nothing where only one side is told.

        They share the topic, and their titles, and headings below the topic, are alike but for the side.
        """
        if not passage.side or passage.facet:
            return {}
        found = {}
        for other in self.about(passage.topic):
            alike = _place(other) == _place(passage) and _title(other) == _title(passage)
            if alike and other.side and other.side not in found:
                found[other.side] = other
        return {side: found[side] for side in SIDES} if len(found) == len(SIDES) else {}

    def next_to(self, passage: Passage) -> list[Passage]:
        """The other passages of the same document, the nearest ones after it first."""
        same = self._by_file[passage.file]
        position = same.index(passage)
        return same[position + 1 :] + same[:position]

    def named(self, text: str) -> list[str]:
        """The units whose heading, topic or other name `text` is, has before its colon, or holds if it is short."""
        name, colon, _ = text.lower().partition(":")
        words = f" {' '.join(re.findall(r'[a-z0-9-]+', name))} "
        if colon or len(words.split()) > SHORT:
            return self.names.get(words.strip(), [])
        inside = [known for known in self.names if f" {known} " in words]
        return self.names[max(inside, key=len)] if inside else []

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """The units that each heading, topic or other name (lower case) stands for."""
        names: dict[str, list[str]] = {}
        for unit, told in self.units.items():
            first = told[0]
            heading = first.topic.replace("-", " ") if len(told) > 1 else first.heading.lower()
            own = [] if first.facet else [heading]
            for name in dict.fromkeys((*own, *(other.lower() for p in told for other in p.also))):
                names.setdefault(name, []).append(unit)
        return names

    def topics(self) -> dict[str, list[str]]:
        """The topics and the ways to say them, as the headings and their other names have them."""
        ways: dict[str, list[str]] = {}
        for passage in self.passages:
            names = ways.setdefault(passage.topic, [passage.topic.replace("-", " ")])
            names += [name.lower() for name in passage.also]
        return {topic: sorted(set(names)) for topic, names in ways.items()}

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self._json(), encoding="utf-8")

    @classmethod
    def load(cls, path: str | Path) -> Knowledge:
        """Knowledge as saved.

        Raises:
            ModelMissing: there is no such file.
        """
        if not Path(path).is_file():
            raise ModelMissing(path, remedy="run `make train`")
        rows = json.loads(Path(path).read_text(encoding="utf-8"))
        return cls(_passage(row) for row in rows)

    def _json(self) -> str:
        return json.dumps([asdict(p) for p in self.passages], ensure_ascii=False, indent=1)


def _passage(row: dict[str, Any]) -> Passage:
    fields: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}
    return Passage(**fields)


def _grouped(passages: Iterable[Passage], attribute: str) -> dict[str, list[Passage]]:
    groups: dict[str, list[Passage]] = {}
    for passage in passages:
        groups.setdefault(getattr(passage, attribute), []).append(passage)
    return groups


def _place(passage: Passage) -> tuple[str, ...]:
    """The headings below the topic, without those that only name a side."""
    return tuple(h.lower() for h in passage.headings[1:] if h.lower() not in SIDES)


def _title(passage: Passage) -> str:
    """The title without the sides."""
    return " ".join(word for word in passage.document.lower().split() if word not in SIDES)
