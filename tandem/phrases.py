"""The words around an answer, from `data/phrases.yml`."""

from __future__ import annotations

from pathlib import Path

import yaml

from tandem.errors import DataProblem


class Phrases:
    """Phrases by key: `phrases("source", places="...")` fills the braces.

    Raises:
        DataProblem: the file lacks the key, or the phrase wants a value that was not given.
    """

    def __init__(self, texts: dict[str, str], *, file: str | Path = "phrases") -> None:
        self._texts, self._file = texts, file

    @classmethod
    def load(cls, path: str | Path) -> Phrases:
        return cls(yaml.safe_load(Path(path).read_text(encoding="utf-8")), file=path)

    def __call__(self, key: str, **values: object) -> str:
        try:
            return self._texts[key].format(**values)
        except KeyError as missing:
            raise DataProblem(self._file, f"phrase {key!r} lacks {missing}", remedy="add it") from None
