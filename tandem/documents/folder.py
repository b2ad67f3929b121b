"""Read a whole folder of documents."""

from __future__ import annotations

from pathlib import Path

from tandem.documents.knowledge import Knowledge
from tandem.documents.outline import ENDINGS
from tandem.documents.reader import Reader, slug
from tandem.errors import DocumentProblem


def read_folder(folder: Path, reader: Reader) -> tuple[Knowledge, list[DocumentProblem]]:
    """All that the folder's documents say, and every problem met; the rest is still read."""
    passages, problems = [], []
    titles: dict[str, str] = {}
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in ENDINGS):
        try:
            found, minor = reader.read(path)
            _claim_title(found[0].document if found else path.stem, path, titles)
        except DocumentProblem as problem:
            problems.append(problem)
            continue
        passages.extend(found)
        problems.extend(minor)
    return Knowledge(passages), problems


def _claim_title(title: str, path: Path, titles: dict[str, str]) -> None:
    key = slug(title)
    if key in titles:
        what = f"title {title!r} is also that of {titles[key]}"
        raise DocumentProblem(path.name, 1, what, remedy="give each document a title of its own")
    titles[key] = path.name
