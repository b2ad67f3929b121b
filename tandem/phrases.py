"""The words around an answer, from `data/phrases.yml`."""

from __future__ import annotations

from pathlib import Path

import yaml

from tandem.errors import DataProblem


class Phrases:
    """Phrases by key: `phrases("source", places="...")` fills the braces.

    Raises:
        DataProblem: the file lacks the key, or the phrase has braces that nothing fills.
    """

    def __init__(self, texts: dict[str, str], *, file: str | Path = "phrases") -> None:
        self._texts, self._file = texts, file

    @classmethod
    def load(cls, path: str | Path) -> Phrases:
        return cls(yaml.safe_load(Path(path).read_text(encoding="utf-8")), file=path)

    def __call__(self, key: str, **values: object) -> str:
        if key not in self._texts:
            raise DataProblem(self._file, f"no phrase {key!r}", remedy="add it")
        try:
            return self._texts[key].format(**values)
        except KeyError as unknown:
            raise DataProblem(self._file, f"phrase {key!r} asks for {unknown}", remedy="take it out") from None
