"""Read a whole folder of documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tandem.documents.knowledge import Knowledge
from tandem.documents.outline import ENDINGS
from tandem.documents.passage import Passage
from tandem.documents.reader import Reader, slug
from tandem.errors import DocumentProblem


def read_folder(folder: Path, reader: Reader) -> tuple[Knowledge, list[DocumentProblem]]:
    """All that the folder's documents say, and every problem met; the rest is still read."""
    passages: list[Passage] = []
    problems: list[DocumentProblem] = []
    titles: dict[str, str] = {}
    names: dict[str, str] = {}
    for path in _files(folder):
        try:
            _check_ending(path)
            _claim(names, path.stem, path, what="name")
            found, minor = reader.read(path)
            _claim(titles, found[0].document if found else path.stem, path, what="title")
        except DocumentProblem as problem:
            problems.append(problem)
            continue
        passages.extend(found)
        problems.extend(minor)
    return Knowledge(passages), problems


def _files(folder: Path) -> Iterable[Path]:
    return sorted(p for p in folder.rglob("*") if not p.is_dir() and not p.name.startswith("."))


def _check_ending(path: Path) -> None:
    if path.suffix.lower() not in ENDINGS:
        what = f"{path.suffix or 'no ending'} is not a kind of document that can be read"
        raise DocumentProblem(path.name, 1, what, remedy=f"save it as {' or '.join(sorted(ENDINGS))}")


def _claim(taken: dict[str, str], text: str, path: Path, *, what: str) -> None:
    key = slug(text)
    if key in taken:
        problem = f"{what} {text!r} is also that of {taken[key]}"
        raise DocumentProblem(path.name, 1, problem, remedy=f"give each document a {what} of its own")
    taken[key] = path.name
