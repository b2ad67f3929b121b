"""Whether a trained model can be loaded here, found out in 0.3 s, without loading it or Rasa."""

from __future__ import annotations

import gzip
import json
import tarfile
import zlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

MODEL = Path("models/tandem.tar.gz")  # what is trained here, and served
METADATA = "metadata.json"
CHUNK = 1 << 20


class DamagedModel(Exception):
    """A model that can't be used: says which, and why."""


def check(archive: Path, *, config: Path = Path("config.yml")) -> None:
    """See that `archive` is whole, of the assistant in `config`, and trained by this Rasa.

    Raises:
        DamagedModel: it is not, or isn't there. Its text is such as "models/a.tar.gz is damaged
            (it ends too early)"; what is done about it can be added.
    """
    trained = _metadata(archive)
    assistant = (yaml.safe_load(config.read_text(encoding="utf-8")) or {}).get("assistant_id")
    its = trained.get("assistant_id")
    if assistant and its != assistant:
        why = f"its assistant_id is {its!r}, not {assistant!r}"
        raise DamagedModel(f"{archive} is another assistant's ({why})")
    rasa = trained.get("rasa_open_source_version")
    if rasa != version("rasa"):
        raise DamagedModel(f"{archive} was trained by Rasa {rasa} ({version('rasa')} is installed)")


def _metadata(archive: Path) -> dict[str, Any]:
    try:
        text = _read(archive)
        metadata = json.loads(text) if text else None
    except FileNotFoundError:
        raise DamagedModel(f"{archive} isn't there") from None
    except EOFError:
        raise _damaged(archive, "it ends too early") from None
    except (gzip.BadGzipFile, zlib.error, tarfile.TarError):
        raise _damaged(archive, "it can't be unpacked") from None
    except ValueError:
        raise _damaged(archive, f"its {METADATA} can't be read") from None
    except OSError as error:
        raise _damaged(archive, error.strerror or str(error)) from None
    if not isinstance(metadata, dict):
        raise _damaged(archive, f"it holds no {METADATA}")
    return metadata


def _read(archive: Path) -> bytes:
    """The metadata; all of the archive is read, as its checksum stands at its end."""
    if not archive.stat().st_size:
        raise EOFError
    text = b""
    with gzip.open(archive) as unpacked:
        with tarfile.open(fileobj=unpacked, mode="r:") as files:
            for file in files:
                content = files.extractfile(file)
                if content and file.name.removeprefix("./") == METADATA:
                    text = content.read()
        while unpacked.read(CHUNK):
            pass
    return text


def _damaged(archive: Path, why: str) -> DamagedModel:
    return DamagedModel(f"{archive} is damaged ({why})")
