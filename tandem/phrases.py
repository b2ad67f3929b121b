"""The words around an answer, from the files of `data/phrases/`."""

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
    def load(cls, folder: str | Path) -> Phrases:
        """All phrases of the YAML files of a folder.

        Raises:
            DataProblem: a key stands in two of them.
        """
        texts: dict[str, str] = {}
        for file in sorted(Path(folder).glob("*.yml")):
            found = yaml.safe_load(file.read_text(encoding="utf-8"))
            if twice := found.keys() & texts.keys():
                raise DataProblem(file, f"another file has a phrase {min(twice)!r}, too", remedy="rename one")
            texts |= found
        return cls(texts, file=folder)

    def has(self, key: str) -> bool:
        """Whether there is such a phrase."""
        return key in self._texts

    def __call__(self, key: str, **values: object) -> str:
        if key not in self._texts:
            raise DataProblem(self._file, f"no phrase {key!r}", remedy="add it")
        try:
            return self._texts[key].format(**values)
        except KeyError as unknown:
            raise DataProblem(self._file, f"phrase {key!r} asks for {unknown}", remedy="take it out") from None
