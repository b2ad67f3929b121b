"""What is wrong in the advice stops the build, with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tandem.advice.book import Book
from tandem.advice.read import read
from tandem.errors import DataProblem


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree("data/advice", tmp_path / "advice"))


def edit(file: Path, old: str, new: str) -> int:
    """Replace the first `old`; the number of its line."""
    text = file.read_text()
    file.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def test_all_practices_and_symptoms_are_there(book: Book) -> None:
    assert (len(book.practices), len(book.symptoms)) == (53, 28)


def test_what_was_saved_is_loaded_again(book: Book, tmp_path: Path) -> None:
    book.save(tmp_path / "advice.json")
    assert Book.load(tmp_path / "advice.json") == book


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("symptoms.yml", "[lead-review, glossary", "[lead-revue, glossary", "no practice 'lead-revue'"),
        ("symptoms.yml", "[routing, capacity, sla, accept-step, match-leads]", "[]", r"\[\]"),
        ("start.yml", "shared-goal", "shared-goat", "no practice 'shared-goat'"),
        ("practices/goals.yml", "[COU]", "[NOWHERE]", "no source 'NOWHERE'"),
        ("practices/goals.yml", "  days: 0.5", "  days: soon", "'soon' is not of type 'number'"),
        ("practices/goals.yml", "records: none", "records: diary", "'diary' is not one of"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(folder: Path, file: str, old: str, new: str, what: str) -> None:
    line = edit(folder / file, old, new)
    with pytest.raises(DataProblem, match=what) as problem:
        read(folder)
    named = str(problem.value)
    assert str(folder / file) in named
    assert any(f":{near}:" in named for near in range(line - 4, line + 1))


def test_a_missing_field_is_named(folder: Path) -> None:
    edit(folder / "practices/goals.yml", "  days: 0.5\n", "")
    with pytest.raises(DataProblem, match=r"goals.yml:3: 'days' is a required property"):
        read(folder)


def test_an_id_used_twice_is_named(folder: Path) -> None:
    line = edit(folder / "symptoms.yml", "- id: ignored-leads", "- id: bad-leads")
    with pytest.raises(DataProblem, match=rf"symptoms.yml:{line}: 'bad-leads' is there twice"):
        read(folder)
