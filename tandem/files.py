"""Files that a reply brings along: charts and downloads."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

TOKEN = re.compile(r"[\w-]{16,}")
_created: ContextVar[list[str] | None] = ContextVar("files created", default=None)


@dataclass(frozen=True)
class Kept:
    """A file that was kept: where it lies, and where it is read over HTTP."""

    path: str
    url: str


class Files:
    """Keeps files in `folder`, each in a folder of its own with a name that nobody can guess.

    Who knows the address can read it, and only the conversation that it was made for is told it.
    `url` is the server's address, "" if there is none.
    """

    def __init__(self, folder: Path, *, url: str = "") -> None:
        self._folder, self._url = folder, url

    def keep(self, name: str, content: bytes) -> Kept:
        """Write `content` to a new file called `name`, readable by this account only."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        token = secrets.token_urlsafe(24)
        folder = self._folder / token
        folder.mkdir(mode=0o700)
        if (created := _created.get()) is not None:
            created.append(token)
        (folder / name).write_bytes(content)
        address = f"{self._url}/files/{token}/{name}" if self._url else ""
        return Kept(str(folder / name), address)

    def remove(self, place: str) -> None:
        """Delete the file with this address or path, if there is one."""
        parts = PurePosixPath(urlsplit(place).path).parts
        if len(parts) > 1 and TOKEN.fullmatch(parts[-2]):
            shutil.rmtree(self._folder / parts[-2], ignore_errors=True)

    @contextmanager
    def removed_on_error(self) -> Iterator[None]:
        """Delete the files created inside the block if it raises."""
        created: list[str] = []
        reset = _created.set(created)
        try:
            yield
        except BaseException:
            for token in created:
                shutil.rmtree(self._folder / token, ignore_errors=True)
            raise
        finally:
            _created.reset(reset)
