"""Files that a reply brings along: charts and downloads."""

from __future__ import annotations

import re
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

ADDRESS = re.compile(r"/files/([\w-]+)/[\w.-]+$")


@dataclass(frozen=True)
class Kept:
    """A file that was kept: where it lies, and where it is read over HTTP."""

    path: str
    url: str


class Files:
    """Keeps files in `folder`, each in a folder of its own with a name that nobody can guess.

    Who knows the address can read it, and only the conversation that it was made for is told it. `url` is the server's
    address, "" where there is none.
    """

    def __init__(self, folder: Path, *, url: str = "") -> None:
        self._folder, self._url = folder, url

    def keep(self, name: str, content: bytes) -> Kept:
        """Write `content` to a new file called `name`."""
        token = secrets.token_urlsafe(24)
        place = self._folder / token
        place.mkdir(parents=True)
        (place / name).write_bytes(content)
        return Kept(str(place / name), f"{self._url}/files/{token}/{name}" if self._url else "")

    def remove(self, url: str) -> None:
        """Delete the file with this address, where there is one."""
        if match := ADDRESS.search(url):
            shutil.rmtree(self._folder / match[1], ignore_errors=True)
