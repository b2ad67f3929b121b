"""Write a reply as plain text, for channels that know nothing better, and for a terminal."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

from tandem.phrases import Phrases
from tandem.reply.reply import Card, Column, Reply

WIDTH = 78
GAP = 3


def plain(reply: Reply, phrases: Phrases) -> str:
    """The reply without its suggestions, in paragraphs; lines are not wrapped."""
    blocks = [progress(reply, phrases), reply.text, _listed(reply.points)]
    blocks += [f"{c.title}: {_inline(c)}" for c in reply.columns]
    blocks += ["\n".join(_card(card)) for card in reply.cards]
    blocks += [reply.after, _attached(reply, phrases, terminal=False), sources(reply, phrases)]
    return "\n\n".join(block for block in blocks if block)


def terminal(reply: Reply, phrases: Phrases, *, width: int = WIDTH) -> str:
    """The reply for a terminal `width` characters wide, comparisons side by side, suggestions numbered."""
    blocks = [
        progress(reply, phrases),
        _wrapped(reply.text, width),
        "\n".join(_wrapped(line, width, "  ") for line in _lines(reply.points)),
    ]
    blocks.append(_side_by_side(reply.columns, width))
    for card in reply.cards:
        title, *rows = _card(card)
        lines = [_wrapped(title, width, "   "), *(_wrapped(f"   {row}", width, "     ") for row in rows)]
        blocks.append("\n".join(lines))
    blocks += [_wrapped(reply.after, width), _attached(reply, phrases, terminal=True)]
    blocks.append(_wrapped(sources(reply, phrases), width, "  "))
    if reply.suggestions and not _numbered(reply):
        titles = [_wrapped(f"  {n}. {s.title}", width, "     ") for n, s in enumerate(reply.suggestions, 1)]
        heading = [] if reply.kind in ("choice", "question") else [phrases("next")]
        blocks.append("\n".join([*heading, *titles]))
    return "\n\n".join(block for block in blocks if block)


def progress(reply: Reply, phrases: Phrases) -> str:
    """The line that tells the how manieth question it is, or ""."""
    return phrases("progress", at=reply.progress[0], all=reply.progress[1]) if reply.progress else ""


def _numbered(reply: Reply) -> bool:
    """Whether the suggestions are the numbers of the points that are listed above."""
    return all(suggestion.title.isdigit() for suggestion in reply.suggestions)


def sources(reply: Reply, phrases: Phrases) -> str:
    """The line that names where the reply is from, or "" for what is not knowledge."""
    sections: dict[str, list[str]] = {}
    for source in reply.sources:
        sections.setdefault(source.document, []).append(source.section)
    places = [phrases("place", document=d, section=phrases("and").join(names)) for d, names in sections.items()]
    return phrases("source", places="; ".join(places)) if places else ""


def _inline(column: Column) -> str:
    return " ".join(part for part in (column.text, "; ".join(p.rstrip(".") for p in column.points)) if part)


def _attached(reply: Reply, phrases: Phrases, *, terminal: bool) -> str:
    """Where the files are, and of images what they show."""
    where = [(a, a.path if terminal else a.url or a.path) for a in reply.attachments]
    return "\n".join(phrases("attached", title=a.title, alt=f" ({a.alt})" if a.alt else "", where=w) for a, w in where)


def _card(card: Card) -> list[str]:
    return [card.title, *(f"{label}: {text}" for label, text in card.rows)]


def _lines(points: tuple[str, ...]) -> list[str]:
    """Points as list items; those that are numbered keep their number."""
    return [point if point[:1].isdigit() else f"- {point}" for point in points]


def _listed(points: tuple[str, ...]) -> str:
    return "\n".join(_lines(points))


def _wrapped(text: str, width: int, indent: str = "") -> str:
    return textwrap.fill(text, width, subsequent_indent=indent, break_on_hyphens=False) if text else ""


def _side_by_side(columns: tuple[Column, ...], width: int) -> str:
    if not columns:
        return ""
    each = (width - GAP * (len(columns) - 1)) // len(columns)
    cells = [_cell(column, each) for column in columns]
    rows = zip_longest(*cells, fillvalue="")
    return "\n".join((" " * GAP).join(line.ljust(each) for line in row).rstrip() for row in rows)


def _cell(column: Column, width: int) -> list[str]:
    lines = [column.title.upper(), "-" * width]
    lines += _wrapped(column.text, width).splitlines()
    for line in _lines(column.points):
        lines += _wrapped(line, width, "  ").splitlines()
    return lines
