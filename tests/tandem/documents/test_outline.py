from __future__ import annotations

from pathlib import Path

import pytest

from tandem.documents.outline import read_outline
from tandem.errors import DocumentProblem


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_headings_with_their_lines_paragraphs_and_points(tmp_path: Path) -> None:
    text = "# Title\n\nIntro.\n\n## One\n\nFirst *line*\nsecond.\n\n- a\n- b [link](x)\n"
    title, one = read_outline(write(tmp_path, "a.md", text))
    assert (title.title, title.line, title.paragraphs) == ("Title", 1, ["Intro."])
    assert (one.title, one.line, one.paragraphs, one.points) == ("One", 5, ["First line second."], ["a", "b link"])


def test_comments_carry_notes_and_html_is_never_text(tmp_path: Path) -> None:
    text = "# T\n\n<!-- intent: ask_x\nalso: b, c -->\n\n<script>alert(1)</script>\n\nWords <b>bold</b>.\n"
    (heading,) = read_outline(write(tmp_path, "a.md", text))
    assert heading.notes == {"intent": "ask_x", "also": "b, c"}
    assert heading.paragraphs == ["Words bold."]


def test_code_and_text_above_the_title_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("First words.\n\n# Title\n\nMore.\n\n```\ncrm export\n```\n\n- 2024\n")
    (title,) = read_outline(tmp_path / "a.md")
    assert (title.paragraphs, title.points) == (["First words.", "More.", "crm export"], ["2024"])


def test_a_table_becomes_points(tmp_path: Path) -> None:
    (heading,) = read_outline(write(tmp_path, "a.md", "# T\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"))
    assert heading.points == ["a b", "1 2"]


def test_plain_text_has_its_first_line_as_title(tmp_path: Path) -> None:
    text = "Our prices\n\nBasic\n\nThe basic plan costs 5.\nIt has no support.\n\nPro\n\nThe pro plan costs 9.\n"
    title, basic, pro = read_outline(write(tmp_path, "prices.txt", text))
    assert (title.title, basic.title, pro.title) == ("Our prices", "Basic", "Pro")
    assert basic.paragraphs == ["The basic plan costs 5. It has no support."]
    assert (basic.line, pro.line) == (3, 8)


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        ("", 1, "empty"),
        ("  \n \n", 1, "empty"),
        (b"# T\n\nfine\n\xff\xfe bad\n", 4, "not UTF-8"),
        ("No title here.\n", 1, "no title"),
        ("## Second level first\n\ntext\n", 1, "no title"),
        (b"# T\n" + b"x" * 50_000_000, 1, "50.0 MB"),
    ],
)
def test_unreadable_documents_are_named_with_line_and_remedy(
    tmp_path: Path, content: str | bytes, line: int, what: str
) -> None:
    with pytest.raises(DocumentProblem) as caught:
        read_outline(write(tmp_path, "bad.md", content))
    assert caught.value.line == line
    assert what in caught.value.what
    assert str(caught.value).startswith(f"bad.md:{line}: ")
    assert caught.value.remedy
