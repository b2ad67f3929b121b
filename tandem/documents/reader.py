"""Cut a document into passages, and find each one's topic, side and facet in its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from spacy.language import Language

from tandem.documents.outline import Heading, read_outline
from tandem.documents.passage import Passage
from tandem.errors import DocumentProblem

LONGEST = 4  # sentences of a passage
MOST_POINTS = 8
_EMPTY_POINT = re.compile(r"(\d{1,3}\.)?")  # nothing, or the number of a list item
_OPENING = re.compile(r"\s+[\"“‘«(]$")


def slug(text: str) -> str:
    """`text` in lower case, with `-` for all but letters and digits."""
    return re.sub(r"[^\w]+|_", "-", text.lower()).strip("-")


class Reader:
    """Reads documents with a language pipeline that labels sides and facets and splits sentences."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def read(self, path: Path) -> tuple[list[Passage], list[DocumentProblem]]:
        """The passages of a file, and what is wrong with parts of it.

        Raises:
            DocumentProblem: nothing of the file can be used.
        """
        outline = read_outline(path)
        passages: list[Passage] = []
        problems: list[DocumentProblem] = []
        open_headings: list[Heading] = []
        for number, heading in enumerate(outline):
            open_headings = [h for h in open_headings if h.level < heading.level] + [heading]
            if not heading.empty:
                passages.extend(self._cut(path, open_headings))
            elif not _has_children(outline, number):
                what = f"heading {heading.title!r} has no text"
                problems.append(DocumentProblem(path.name, heading.line, what, remedy="write some or remove it"))
        return _distinct(passages), problems

    def _cut(self, path: Path, trail: list[Heading]) -> Iterator[Passage]:
        here = trail[-1]
        names = tuple(h.title for h in trail[1:])
        parts = list(self._parts(here)) or [((), ())]
        for sentences, points in parts:
            yield Passage(
                id="/".join(slug(name) for name in (path.stem, *names)),
                document=trail[0].title,
                file=path.name,
                line=here.line,
                headings=names,
                topic=slug(trail[1].title if names else here.title),
                side=self._side(trail),
                facet=self._label(here.title, "facet") if len(trail) > 2 else "",
                intent=_nearest(trail, "intent"),
                sentences=sentences,
                points=points,
                question=here.notes.get("question", ""),
                also=_split(here.notes.get("also", "")),
            )

    def _parts(self, heading: Heading) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        sentences = [s for paragraph in heading.paragraphs for s in self._sentences(paragraph)]
        points = [point for point in heading.points if not _EMPTY_POINT.fullmatch(point)]
        if len(sentences) <= 2 or not points:
            yield from zip_longest(_chunks(sentences, LONGEST), _chunks(points, MOST_POINTS), fillvalue=())
            return
        yield from ((part, ()) for part in _chunks(sentences, LONGEST))
        yield from (((), part) for part in _chunks(points, MOST_POINTS))

    def _sentences(self, paragraph: str) -> list[str]:
        """The sentences of a paragraph; an opening quote belongs to the sentence behind it."""
        sentences = [s.text.strip() for s in self._nlp(paragraph).sents if s.text.strip()]
        for number, sentence in enumerate(sentences[:-1]):
            if opening := _OPENING.search(sentence):
                sentences[number] = sentence[: opening.start()]
                sentences[number + 1] = opening.group().strip() + sentences[number + 1]
        return sentences

    def _side(self, trail: list[Heading]) -> str:
        """The side a heading consists of, or else the one the title names."""
        for heading in reversed(trail[1:]):
            if found := self._label(heading.title, "side", whole=True):
                return found
        return self._label(trail[0].title, "side")

    def _label(self, title: str, label: str, *, whole: bool = False) -> str:
        found = {
            ent.ent_id_ for ent in self._nlp(title).ents if ent.label_ == label and (not whole or ent.text == title)
        }
        return found.pop() if len(found) == 1 else ""


def _has_children(outline: list[Heading], number: int) -> bool:
    return number + 1 < len(outline) and outline[number + 1].level > outline[number].level


def _nearest(trail: list[Heading], note: str) -> str:
    return next((h.notes[note] for h in reversed(trail) if note in h.notes), "")


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _chunks(items: list[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(items[i : i + size]) for i in range(0, len(items), size)]


def _distinct(passages: list[Passage]) -> list[Passage]:
    seen: dict[str, int] = {}
    result = []
    for passage in passages:
        seen[passage.id] = seen.get(passage.id, 0) + 1
        number = seen[passage.id]
        result.append(passage if number == 1 else replace(passage, id=f"{passage.id}-{number}"))
    return result
