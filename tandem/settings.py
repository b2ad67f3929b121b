"""Where Tandem keeps things and how it is reached, read from the environment in one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from tandem import secret

FILES, URL, SECRET, ORIGINS = "TANDEM_FILES", "TANDEM_URL", "TANDEM_SECRET", "TANDEM_ORIGINS"
DEFAULT_PORT = 5005


@dataclass(frozen=True)
class Settings:
    """What a process needs to know of its surroundings.

    Attributes:
        files: folder for charts and plans.
        url: the address under which people reach the server, without a slash at the end.
        given_secret: TANDEM_SECRET, or "" if it isn't set.
        origins: sites that may embed the widget, such as "https://shop.example".
    """

    files: Path
    url: str
    given_secret: str = ""
    origins: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read TANDEM_FILES, TANDEM_URL, TANDEM_SECRET and TANDEM_ORIGINS; each has a default.

        Raises:
            ValueError: TANDEM_URL is no address.
        """
        given = os.environ if environment is None else environment
        url = given.get(URL) or f"http://127.0.0.1:{given.get('PORT') or DEFAULT_PORT}"
        if not _is_address(url):
            raise ValueError(f"{URL}: {url!r} isn't an address; write it like https://chat.example")
        return cls(
            files=Path(given.get(FILES) or "files"),
            url=url.rstrip("/"),
            given_secret=given.get(SECRET, ""),
            origins=tuple(filter(None, map(str.strip, given.get(ORIGINS, "").split(",")))),
        )

    @cached_property
    def secret(self) -> str:
        """What signs the ids of conversations; without TANDEM_SECRET, one kept in the folder."""
        return self.given_secret or secret.load_or_create(Path())


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
