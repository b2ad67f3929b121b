"""The plan as a document: what is in it, as Markdown and as PDF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fpdf import FPDF

from tandem.advice.book import Book, Practice
from tandem.advice.describe import Describe
from tandem.advice.profile import Profile
from tandem.phrases import Phrases

HEADINGS = {"title": "# ", "heading": "## ", "point": "- ", "text": ""}
ROWS = ("tip_first_step", "tip_owner", "tip_effort", "tip_watch", "tip_pitfall")


@dataclass(frozen=True)
class Block:
    """A part of the document; `kind` is "title", "heading", "text" or "point"."""

    kind: str
    text: str


class PlanDocument:
    """Writes plans; `drafts` is what `data/advice/agreement.yml` holds."""

    def __init__(self, book: Book, drafts: Mapping[str, Any], phrases: Phrases) -> None:
        self._book, self._drafts, self._phrases = book, drafts, phrases
        self._describe = Describe(book, phrases)

    @classmethod
    def load(cls, file: Path, book: Book, phrases: Phrases) -> PlanDocument:
        return cls(book, json.loads(file.read_text(encoding="utf-8")), phrases)

    def blocks(self, practices: Iterable[Practice], profile: Profile) -> list[Block]:
        """The document for a company that takes up these practices."""
        practices = list(practices)
        facts = self._describe.facts(profile)
        agreement, stages = (_variant(self._drafts[name], profile) for name in ("agreement", "stages"))
        sources = self._phrases("plan_sources", sources="; ".join(map(self._describe.publishers, practices)))
        return [
            Block("title", self._phrases("plan_title")),
            *([Block("text", self._phrases("plan_company", facts=facts))] if facts else []),
            *(block for number, practice in enumerate(practices, 1) for block in self._practice(number, practice)),
            Block("heading", agreement["title"]),
            *(Block("point", line) for line in agreement["lines"]),
            Block("heading", self._phrases("plan_stages")),
            *(Block("point", line) for line in stages["lines"]),
            Block("heading", self._phrases("plan_numbers")),
            *(Block("point", practice.metric) for practice in practices),
            Block("text", " ".join((self._phrases("plan_caution"), sources))),
        ]

    def _practice(self, number: int, practice: Practice) -> list[Block]:
        texts = (
            practice.first_step,
            practice.owner,
            self._describe.effort(practice),
            practice.metric,
            practice.pitfall,
        )
        points = [Block("point", f"{self._phrases(key)}: {text}") for key, text in zip(ROWS, texts)]
        return [Block("heading", f"{number}. {practice.name}"), Block("text", practice.problem), *points]


def markdown(blocks: Iterable[Block]) -> bytes:
    """The blocks as Markdown (UTF-8)."""
    lines: list[str] = []
    for block in blocks:
        follows_point = block.kind == "point" and lines[-1:] and lines[-1].startswith("- ")
        lines += [*([] if follows_point or not lines else [""]), HEADINGS[block.kind] + block.text]
    return ("\n".join(lines) + "\n").encode()


def pdf(blocks: Iterable[Block]) -> bytes:
    """The blocks as PDF, A4, with a font that knows all that people write in Latin, Greek and Cyrillic letters."""
    from matplotlib import get_data_path  # which brings the font along

    page = FPDF(format="A4")
    fonts = Path(get_data_path()) / "fonts/ttf"
    page.add_font("DejaVu", "", fonts / "DejaVuSans.ttf")
    page.add_font("DejaVu", "B", fonts / "DejaVuSans-Bold.ttf")
    page.set_margin(20)
    page.set_auto_page_break(True, 20)
    page.add_page()
    for block in blocks:
        _write(page, block)
    return bytes(page.output())


def _write(page: FPDF, block: Block) -> None:
    size, style, above = {"title": (18, "B", 0), "heading": (13, "B", 5)}.get(block.kind, (10, "", 1))
    page.set_font("DejaVu", style, size)
    page.ln(above)
    page.set_x(page.l_margin + (5 if block.kind == "point" else 0))
    text = f"• {block.text}" if block.kind == "point" else block.text
    page.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _variant(variants: Iterable[Mapping[str, Any]], profile: Profile) -> Mapping[str, Any]:
    """The first variant that is for such a company; the last one is for all."""
    return next(
        variant
        for variant in variants
        if profile.size in variant["for"].get("sizes", [profile.size])
        and profile.market in variant["for"].get("markets", [profile.market])
    )
