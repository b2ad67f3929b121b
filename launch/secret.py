"""The secret that signs the ids of conversations."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

NAME = "tandem.secret"


def of(folder: Path) -> str:
    """The secret kept in `folder`, made the first time; only its owner may read the file."""
    file = folder / NAME
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="utf-8")
    secret = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w", encoding="utf-8") as new:
        new.write(secret)
    return secret
