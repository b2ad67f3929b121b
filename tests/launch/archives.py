"""Archives as Rasa writes them, but small."""

from __future__ import annotations

import io
import json
import random
import tarfile
from importlib.metadata import version
from pathlib import Path


def archive(path: Path, **metadata: object) -> Path:
    """A model of this assistant and this Rasa, with other `metadata` where given."""
    about = {"assistant_id": "tandem", "rasa_open_source_version": version("rasa"), **metadata}
    learned = random.Random(1).randbytes(50_000)
    return packed(path, {"components/learned": learned, "metadata.json": about})


def packed(path: Path, files: dict[str, object]) -> Path:
    """A .tar.gz of `files`: bytes, or what is written as JSON."""
    with tarfile.open(path, "w:gz") as tar:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path


def cut(path: Path, share: float) -> None:
    """Leave only this share of a file."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
