"""The secret that signs the ids of conversations."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

NAME = "tandem.secret"


def load_or_create(folder: Path) -> str:
    """Read the secret kept in `folder`, or make one that only the file's owner can read.

    Raises:
        OSError: the folder can't be read or written.
    """
    file = folder / NAME
    if not file.exists():
        new = folder / f"{NAME}.{os.getpid()}"
        new.touch(0o600)
        new.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        with contextlib.suppress(FileExistsError):  # another process was faster
            os.link(new, file)
        new.unlink()
    return file.read_text(encoding="utf-8")
