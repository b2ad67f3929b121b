from __future__ import annotations

from pathlib import Path

from tandem.documents.folder import read_folder
from tandem.documents.passage import Passage
from tandem.documents.reader import Reader

DOCUMENT = """# How they differ

## Focus

<!-- intent: ask_focus
also: goal, aim -->

### Marketing

<!-- question: What does marketing focus on? -->

Far ahead.

### Sales

Near. Very near.

### Why

Because of the clock.

## Empty

## Long

One. Two. Three. Four. Five. Six.
"""


def read(folder: Path, reader: Reader, text: str = DOCUMENT) -> dict[str, Passage]:
    (folder / "differ.md").write_text(text)
    passages, _ = reader.read(folder / "differ.md")
    return {p.id: p for p in passages}


def test_topic_side_facet_and_intent_come_from_the_headings(tmp_path: Path, reader: Reader) -> None:
    passages = read(tmp_path, reader)
    marketing, why = passages["differ/focus/marketing"], passages["differ/focus/why"]
    assert (marketing.topic, marketing.side, marketing.facet, marketing.intent) == (
        "focus",
        "marketing",
        "",
        "ask_focus",
    )
    assert (why.topic, why.side, why.facet, why.line) == ("focus", "", "why", 18)
    assert marketing.question == "What does marketing focus on?"
    assert marketing.headings == ("Focus", "Marketing")


def test_the_title_gives_the_side_where_no_heading_does(tmp_path: Path, reader: Reader) -> None:
    passages = read(tmp_path, reader, "# What marketing is\n\n## Sales pitch\n\nWords.\n")
    assert passages["differ/sales-pitch"].side == "marketing"


def test_a_long_section_is_cut_into_passages(tmp_path: Path, reader: Reader) -> None:
    passages = read(tmp_path, reader)
    assert passages["differ/long"].sentences == ("One.", "Two.", "Three.", "Four.")
    assert passages["differ/long-2"].sentences == ("Five.", "Six.")


def test_a_heading_without_text_is_named_and_the_rest_is_read(tmp_path: Path, reader: Reader) -> None:
    (tmp_path / "differ.md").write_text(DOCUMENT)
    passages, problems = reader.read(tmp_path / "differ.md")
    assert [str(p) for p in problems] == ["differ.md:22: heading 'Empty' has no text; write some or remove it"]
    assert len(passages) == 5


def test_a_folder_is_read_although_some_documents_cannot_be(tmp_path: Path, reader: Reader) -> None:
    (tmp_path / "a.md").write_text("# One\n\nText.\n")
    (tmp_path / "b.md").write_text("# One\n\nOther text.\n")
    (tmp_path / "c.md").write_bytes(b"\xff")
    (tmp_path / "d.txt").write_text("Plain\n\nSome words.\n")
    (tmp_path / "d.md").write_text("# Another\n\nWords.\n")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    knowledge, problems = read_folder(tmp_path, reader)
    assert [p.document for p in knowledge.passages] == ["One", "Another"]
    said = [str(p) for p in problems]
    assert [p.file for p in problems] == ["b.md", "c.md", "d.txt", "gone.md", "notes.pdf"]
    assert "title 'One' is also that of a.md" in said[0]
    assert "name 'd' is also that of d.md" in said[2]
    assert "gone.md:1: not readable" in said[3]
    assert ".pdf is not a kind of document that can be read; save it as .markdown or .md or .txt" in said[4]


def test_reading_is_deterministic(tmp_path: Path, reader: Reader) -> None:
    (tmp_path / "differ.md").write_text(DOCUMENT)
    assert read_folder(tmp_path, reader)[0].version == read_folder(tmp_path, reader)[0].version
