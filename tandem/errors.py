"""What can go wrong in the core.

TandemError
├── ModelMissing      a model file is not where it should be
├── DocumentProblem   a document cannot be read, or only in part
└── DataProblem       a YAML file of Tandem's own data is not as it must be
"""

from __future__ import annotations

from pathlib import Path


class TandemError(Exception):
    """Base of all errors of the core: says what, which value, and what to do."""


class ModelMissing(TandemError):
    """A model file is missing or not the one expected."""

    def __init__(self, path: str | Path, *, remedy: str) -> None:
        super().__init__(f"{path}: not usable; {remedy}")


class DocumentProblem(TandemError):
    """Something in a document keeps it, or a part of it, from being answered from."""

    def __init__(self, file: str, line: int, what: str, *, remedy: str) -> None:
        super().__init__(f"{file}:{line}: {what}; {remedy}")
        self.file, self.line, self.what, self.remedy = file, line, what, remedy


class DataProblem(TandemError):
    """A data file lacks something or holds something unknown."""

    def __init__(self, file: str | Path, what: str, *, remedy: str) -> None:
        super().__init__(f"{file}: {what}; {remedy}")
