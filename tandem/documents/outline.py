"""Read a Markdown or plain-text file into headings with the text below each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tandem.errors import DocumentProblem

LARGEST = 1_000_000
SHORT_LINE = 50
ENDINGS = {".md", ".markdown", ".txt"}
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_FIELD = re.compile(r"^\s*(intent|also|question):", re.MULTILINE)


@dataclass
class Heading:
    """A heading with what stands directly below it."""

    title: str
    level: int
    line: int
    paragraphs: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not self.paragraphs and not self.points


def read_outline(path: Path) -> list[Heading]:
    """The headings of `path` in order; the first one is the title.

    Raises:
        DocumentProblem: the file is too large, empty, not UTF-8, or has no title.
    """
    text = _read_text(path)
    outline = _from_plain(text) if path.suffix.lower() == ".txt" else _from_markdown(text)
    if not outline or outline[0].level != 1:
        raise DocumentProblem(path.name, 1, "no title", remedy="begin with a line `# Title`")
    return outline


def _read_text(path: Path) -> str:
    raw = _read_bytes(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise DocumentProblem(path.name, line, "not UTF-8", remedy="save it as UTF-8") from None
    if not text.strip():
        raise DocumentProblem(path.name, 1, "empty", remedy="write something in it or remove it")
    return text


def _read_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            what = f"{size / 1e6:.1f} MB, more than {LARGEST / 1e6:.0f} MB"
            raise DocumentProblem(path.name, 1, what, remedy="split it into smaller documents")
        return path.read_bytes()
    except OSError as error:
        raise DocumentProblem(path.name, 1, f"not readable: {error.strerror}", remedy="mend or remove it") from None


def _from_markdown(text: str) -> list[Heading]:
    """The headings; what stands above the first one is put below it."""
    preamble, *outline = _headings(MarkdownIt("commonmark").enable("table").parse(text))
    if outline:
        outline[0].paragraphs[:0] = preamble.paragraphs
        outline[0].points[:0] = preamble.points
    return outline


def _headings(tokens: list[Token]) -> Iterator[Heading]:
    current = Heading("", 0, 1)
    context: list[str] = []
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            yield current
            title = _plain(tokens[position + 1])
            current = Heading(title, int(token.tag[1]), (token.map or [0])[0] + 1)
        elif token.type in ("list_item_open", "tr_open"):
            context.append(token.type)
            current.points.append(f"{token.info}." if token.info else "")
        elif token.type in ("list_item_close", "tr_close"):
            context.pop()
        elif token.type in ("fence", "code_block"):
            _add(current, " ".join(token.content.split()), inside=bool(context))
        elif token.type == "html_block":
            current.notes.update(_notes(token.content))
        elif token.type == "inline" and tokens[position - 1].type != "heading_open":
            _add(current, _plain(token), inside=bool(context))
    yield current


def _add(heading: Heading, text: str, *, inside: bool) -> None:
    if not text:
        return
    if inside:
        heading.points[-1] = f"{heading.points[-1]} {text}".strip()
    else:
        heading.paragraphs.append(text)


def _plain(token: Token) -> str:
    kept = {"text": None, "code_inline": None, "softbreak": " ", "hardbreak": " "}
    parts = [kept[c.type] or c.content for c in token.children or [] if c.type in kept]
    return " ".join("".join(parts).split())


def _notes(html: str) -> dict[str, str]:
    notes = {}
    for comment in _COMMENT.findall(html):
        starts = list(_FIELD.finditer(comment))
        ends = [match.start() for match in starts[1:]] + [len(comment)]
        for match, end in zip(starts, ends):
            notes[match.group(1)] = " ".join(comment[match.end() : end].split())
    return notes


def _from_plain(text: str) -> list[Heading]:
    outline: list[Heading] = []
    line = 1
    for block in re.split(r"(\n\s*\n)", text):
        lines = block.strip().splitlines()
        first = line + block[: len(block) - len(block.lstrip())].count("\n")
        line += block.count("\n")
        if not lines:
            continue
        if not outline:
            outline.append(Heading(lines.pop(0).strip(), 1, first))
        elif _looks_like_heading(lines[0]) and (len(lines) == 1 or _begins_sentence(lines)):
            outline.append(Heading(lines.pop(0).strip(), 2, first))
        if lines:
            outline[-1].paragraphs.append(" ".join(" ".join(lines).split()))
    return outline


def _looks_like_heading(line: str) -> bool:
    return len(line) <= 80 and line.strip()[-1] not in ".!?:;,"


def _begins_sentence(lines: list[str]) -> bool:
    """Whether text begins below a first line that is too short to be wrapped text."""
    return len(lines[0]) <= SHORT_LINE and lines[1].strip()[0].isupper()
